package keeplink.bot;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import keeplink.bot.telegram.KeepAlive;
import keeplink.bot.telegram.Secret;
import keeplink.bot.telegram.TelegramConnection;
import keeplink.bot.web.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The settings of Keeplink.
///
/// @param telegram how Telegram is reached
/// @param access who may use the bot
/// @param dataDir where the embedded database, the search index and the local chat live
/// @param fetch where pages may be fetched from, and the bounds of it
/// @param timeZone the zone of a chat that has set none; the machine's where not set
/// @param digest when weekly letters come
/// @param web how the web side is reached
@ConfigurationProperties("keeplink")
record KeeplinkProperties(
        @DefaultValue Telegram telegram,
        @DefaultValue Access access,
        @DefaultValue("data") Path dataDir,
        @DefaultValue Fetch fetch,
        @Nullable ZoneId timeZone,
        @DefaultValue Digest digest,
        @DefaultValue Web web) {
    /// How Telegram is reached.
    ///
    /// @param token what BotFather gave; never logged; without it the local chat page runs
    /// @param apiUrl another Bot API server
    /// @param pollTimeout how long one `getUpdates` may wait, 1 to 50 s
    /// @param keepalive TCP keepalive of the connections to Telegram
    record Telegram(
            @DefaultValue("") Secret token,
            @DefaultValue("https://api.telegram.org") String apiUrl,
            @DefaultValue("25s") Duration pollTimeout,
            @DefaultValue Keepalive keepalive) {
        Telegram {
            if (pollTimeout.compareTo(Duration.ofSeconds(1)) < 0 || pollTimeout.compareTo(Duration.ofSeconds(50)) > 0) {
                throw new IllegalArgumentException(
                        "keeplink.telegram.poll-timeout is 1s to 50s, not " + pollTimeout.toSeconds() + "s");
            }
        }

        /// The connection these settings ask for, with any token.
        TelegramConnection connection(Secret with) {
            return new TelegramConnection(
                    URI.create(apiUrl),
                    with,
                    pollTimeout,
                    new KeepAlive(keepalive.idle(), keepalive.interval(), keepalive.count()));
        }
    }

    /// TCP keepalive (`TCP_KEEPIDLE`, `TCP_KEEPINTVL`, `TCP_KEEPCNT`).
    ///
    /// @param idle how long a silent connection is left alone
    /// @param interval how long between two probes
    /// @param count how many unanswered probes end the connection
    record Keepalive(
            @DefaultValue("15s") Duration idle,
            @DefaultValue("5s") Duration interval,
            @DefaultValue("3") int count) {}

    /// Who may use the bot.
    ///
    /// @param allowed ids of people and chats
    /// @param open whether anyone may
    /// @param quota how much they may keep
    record Access(
            @DefaultValue Set<String> allowed,
            @DefaultValue("false") boolean open,
            @DefaultValue Quota quota) {}

    /// New links within a day, 0 for no bound.
    ///
    /// @param person those of one person in all chats together
    /// @param chat those of one chat
    record Quota(
            @DefaultValue("10000") int person,
            @DefaultValue("0") int chat) {}

    /// Fetching.
    ///
    /// @param allowedAddresses private addresses that may be fetched, comma-separated: address or CIDR range,
    ///     each with an
    ///     optional `:port`
    /// @param proxy where fetches go through: `http://host:port` or `socks5://host:port`
    /// @param contact an address at which servers' operators find whoever runs this, sent with every request
    /// @param dnsTimeout how long a name may take to be looked up
    /// @param connectTimeout how long a connection may take
    /// @param firstByteTimeout how long until the first byte of the answer
    /// @param pageTimeout how long one page may take in all
    /// @param redirects how many redirects are followed
    /// @param wireSize bytes on the wire of one page
    /// @param decodedSize bytes of one page after decompression
    /// @param snapshotTimeout how long a snapshot may take in all
    /// @param snapshotSize bytes of a snapshot in all
    /// @param snapshotFiles files of a snapshot
    record Fetch(
            @DefaultValue("") String allowedAddresses,
            @DefaultValue("") String proxy,
            @DefaultValue("") String contact,
            @DefaultValue("3s") Duration dnsTimeout,
            @DefaultValue("5s") Duration connectTimeout,
            @DefaultValue("10s") Duration firstByteTimeout,
            @DefaultValue("20s") Duration pageTimeout,
            @DefaultValue("5") int redirects,
            @DefaultValue("16MB") DataSize wireSize,
            @DefaultValue("10MB") DataSize decodedSize,
            @DefaultValue("60s") Duration snapshotTimeout,
            @DefaultValue("20MB") DataSize snapshotSize,
            @DefaultValue("300") int snapshotFiles) {}

    /// Weekly letters.
    ///
    /// @param schedule when they come in a chat that has set nothing else
    record Digest(@DefaultValue("mon 09:00") String schedule) {}

    /// The web side.
    ///
    /// @param publicUrl where the viewer is reached from outside; null or empty where it is not
    /// @param addressLifetime how long the address of a copy is good at least, 1 minute to 366 days; by up to a
    ///     seventh longer
    record Web(
            @Nullable String publicUrl, @DefaultValue("7d") Duration addressLifetime) {
        Web {
            if (addressLifetime.compareTo(Duration.ofMinutes(1)) < 0
                    || addressLifetime.compareTo(Duration.ofDays(366)) > 0) {
                throw new IllegalArgumentException(
                        "keeplink.web.address-lifetime is 1m to 366d, not " + addressLifetime.toSeconds() + "s");
            }
            Optional<PublicUrl> checked = address(publicUrl);
            publicUrl = checked.map(PublicUrl::value).orElse(null);
        }

        /// Where the viewer is reached from outside.
        Optional<PublicUrl> address() {
            return address(publicUrl);
        }

        private static Optional<PublicUrl> address(@Nullable String given) {
            return given == null || given.isBlank() ? Optional.empty() : Optional.of(new PublicUrl(given));
        }
    }

    ZoneId zone() {
        return timeZone == null ? ZoneId.systemDefault() : timeZone;
    }
}
