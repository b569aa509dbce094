package keeplink.viewing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import keeplink.link.Link;
import keeplink.link.LinkCollection;

/// Writes tickets as text that nobody else can write, and reads them again.
///
/// A token is `WORDS.SIGNATURE`, both in Base64 for addresses (RFC 4648, section 5) without padding; the
/// signature is HMAC-SHA-256 (RFC 2104) with the key of this Keeplink over all the words say. There is one way
/// to write a token, and only that is read. Whoever takes it apart learns which chat, link and moment it is
/// about, and nothing of the page.
///
/// Thread-safe.
public final class Tickets {
    /// Longer than any token is.
    private static final int LONGEST = 1_024;

    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    /// Signed with the words, so that a key that signs something else one day signs nothing that is taken for a
    /// ticket.
    private static final byte[] PURPOSE = "keeplink ticket 1\n".getBytes(US_ASCII);

    /// Of its lifetime, how much an address may be good for longer: so much longer the same address is given
    /// again, and a message with it need not change.
    private static final int STEPS = 7;

    private final SecretKeySpec key;
    private final Duration lifetime;
    private final Clock clock;

    /// What a token says.
    public sealed interface Reading {
        /// It is ours and good.
        record Good(Ticket ticket) implements Reading {}

        /// It is ours and over.
        record Expired() implements Reading {}

        /// Nobody here wrote it.
        record Forged() implements Reading {}
    }

    /// @param lifetime how long a ticket is good at least, 1 minute or more; by up to a seventh longer
    public Tickets(SigningKeyStore keys, Duration lifetime, Clock clock) {
        if (lifetime.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("a ticket is good for a minute at least, not " + lifetime);
        }
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(keys.keep(random), ALGORITHM);
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /// A token for a copy of a link; the same one again for a seventh of the lifetime.
    public String issue(Ticket.Show show, Link link, String snapshot) {
        return write(new Ticket(show, link.collection(), link.number(), snapshot, expiry()));
    }

    private Instant expiry() {
        long step = lifetime.toSeconds() / STEPS;
        long earliest = clock.instant().plus(lifetime).plusNanos(999_999_999).getEpochSecond();
        return Instant.ofEpochSecond(Math.ceilDiv(earliest, step) * step);
    }

    /// The token of a ticket.
    String write(Ticket ticket) {
        return signed(String.join(
                        "\n",
                        ticket.show().name(),
                        ticket.collection().id(),
                        Integer.toString(ticket.number()),
                        ticket.snapshot(),
                        Long.toString(ticket.expires().getEpochSecond()))
                .getBytes(UTF_8));
    }

    /// Reads what came with a request, whatever it is.
    public Reading read(String token) {
        return words(token).flatMap(Tickets::ticket).<Reading>map(this::inTime).orElseGet(Reading.Forged::new);
    }

    private Reading inTime(Ticket ticket) {
        return clock.instant().isBefore(ticket.expires()) ? new Reading.Good(ticket) : new Reading.Expired();
    }

    /// What a token of ours says; empty where it is none.
    private Optional<byte[]> words(String token) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > LONGEST) {
            return Optional.empty();
        }
        byte[] words;
        try {
            words = Base64.getUrlDecoder().decode(token.substring(0, dot));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        boolean ours = MessageDigest.isEqual(signed(words).getBytes(UTF_8), token.getBytes(UTF_8));
        return ours ? Optional.of(words) : Optional.empty();
    }

    private static Optional<Ticket> ticket(byte[] words) {
        String[] parts = new String(words, UTF_8).split("\n", -1);
        if (parts.length != 5) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Ticket(
                    Ticket.Show.valueOf(parts[0]),
                    new LinkCollection(parts[1]),
                    Integer.parseInt(parts[2]),
                    parts[3],
                    Instant.ofEpochSecond(Long.parseLong(parts[4]))));
        } catch (IllegalArgumentException | DateTimeException ofAnotherVersion) {
            return Optional.empty();
        }
    }

    private String signed(byte[] words) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString(words) + "." + base64.encodeToString(signature(words));
    }

    private byte[] signature(byte[] words) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(PURPOSE);
            return mac.doFinal(words);
        } catch (NoSuchAlgorithmException | InvalidKeyException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
