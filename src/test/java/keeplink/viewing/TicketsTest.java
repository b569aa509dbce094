package keeplink.viewing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import keeplink.MovableClock;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.TestLinks;
import keeplink.link.UrlCanonicalizer;
import keeplink.viewing.Tickets.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Ticket TICKET =
            new Ticket(Ticket.Show.COPY, new LinkCollection("-1001"), 12, "-1001.12.001764230000000", NOON.plus(WEEK));

    private final MovableClock clock = new MovableClock(NOON);
    private final SigningKeyStore keys = new InMemorySigningKeyStore();
    private final Tickets tickets = new Tickets(keys, WEEK, clock);
    private final String token = tickets.write(TICKET);

    private final Link link = Link.kept(
            TICKET.collection(),
            12,
            "https://example.com/",
            new UrlCanonicalizer().canonicalize("https://example.com/").orElseThrow(),
            TestLinks.tags(),
            "",
            TestLinks.ANNA,
            null,
            "1",
            NOON);

    private static String changed(String token, int place) {
        char there = token.charAt(place);
        return token.substring(0, place) + (there == 'A' ? 'B' : 'A') + token.substring(place + 1);
    }

    /// Our own words under the signature of others.
    private String withWords(String words) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(words.getBytes(UTF_8))
                + token.substring(token.indexOf('.'));
    }

    @Test
    void whatWasWrittenIsRead() {
        assertThat(tickets.read(token)).isEqualTo(new Reading.Good(TICKET));
        assertThat(token).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{43}").hasSizeLessThan(200);
    }

    @Test
    void anotherProcessWithTheSameKeyReadsIt() {
        assertThat(new Tickets(keys, WEEK, clock).read(token)).isEqualTo(new Reading.Good(TICKET));
    }

    @Test
    void theKeyOfAnotherInstallationDoesNot() {
        assertThat(new Tickets(new InMemorySigningKeyStore(), WEEK, clock).read(token))
                .isEqualTo(new Reading.Forged());
    }

    @Test
    void isGoodUntilItsMomentAndNotAtIt() {
        clock.set(TICKET.expires().minusMillis(1));
        assertThat(tickets.read(token)).isEqualTo(new Reading.Good(TICKET));
        clock.set(TICKET.expires());
        assertThat(tickets.read(token)).isEqualTo(new Reading.Expired());
    }

    @Test
    void noCharacterOfATokenCanBeAnother() {
        for (int place = 0; place < token.length(); place++) {
            assertThat(tickets.read(changed(token, place)))
                    .as("place %d", place)
                    .isEqualTo(new Reading.Forged());
        }
    }

    @Test
    void noBitOfASignatureCanBeAnother() {
        int dot = token.indexOf('.');
        byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
        for (int bit = 0; bit < 256; bit++) {
            byte[] flipped = signature.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            String forged = token.substring(0, dot + 1)
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(flipped);
            assertThat(tickets.read(forged)).as("bit %d", bit).isEqualTo(new Reading.Forged());
        }
    }

    /// The last character of a signature has two bits that mean nothing: there is one way to write them.
    @Test
    void aTokenIsWrittenInOneWay() {
        Set<String> read = new HashSet<>();
        for (char last : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=".toCharArray()) {
            String other = token.substring(0, token.length() - 1) + last;
            if (tickets.read(other) instanceof Reading.Good) {
                read.add(other);
            }
        }
        assertThat(read).containsExactly(token);
    }

    @Test
    void theWordsOfOneAreNotSignedByAnother() {
        String words = new String(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), UTF_8);
        assertThat(tickets.read(withWords(words))).isEqualTo(new Reading.Good(TICKET));
        for (String forged : new String[] {
            words.replace("COPY", "ARTICLE"),
            words.replace("-1001\n12\n", "-1002\n12\n"),
            words.replace("\n12\n", "\n13\n"),
            words.replace("001764230000000", "001764230000001"),
            words.replace(Long.toString(TICKET.expires().getEpochSecond()), "9999999999"),
            words + "\n",
            ""
        }) {
            assertThat(forged).isNotEqualTo(words);
            assertThat(tickets.read(withWords(forged))).as(forged).isEqualTo(new Reading.Forged());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                "``",
                ".",
                "..",
                "a",
                "a.b",
                "TOKEN.",
                "TOKEN.TOKEN",
                ".TOKEN",
                "TOKEN=",
                "` TOKEN`",
                "`TOKEN `",
                "%54OKEN",
                "TOKEN%00",
                "../TOKEN",
                "字.字",
            })
    void whatIsNoTokenIsNone(String given) {
        assertThat(tickets.read(given.replace("TOKEN", token))).isEqualTo(new Reading.Forged());
    }

    @Test
    void aTruncatedOneIsNone() {
        for (int length = 0; length < token.length(); length++) {
            assertThat(tickets.read(token.substring(0, length)))
                    .as("%d characters", length)
                    .isEqualTo(new Reading.Forged());
        }
        assertThat(tickets.read("A".repeat(5_000_000) + token)).isEqualTo(new Reading.Forged());
    }

    /// An address that stays the same is a message that need not be changed.
    @Test
    void isTheSameForASeventhOfItsLifeAndGoodForAllOfIt() {
        for (Duration lifetime : new Duration[] {Duration.ofMinutes(1), Duration.ofHours(1), WEEK}) {
            Tickets lasting = new Tickets(keys, lifetime, clock);
            Set<Ticket> issued = new HashSet<>();
            for (int i = 0; i < 70; i++) {
                clock.set(NOON.plus(lifetime.multipliedBy(i).dividedBy(70)));
                Ticket ticket = ((Reading.Good) lasting.read(lasting.issue(Ticket.Show.COPY, link, "1"))).ticket();
                assertThat(Duration.between(clock.instant(), ticket.expires()))
                        .isBetween(
                                lifetime, lifetime.plus(lifetime.dividedBy(7)).plusSeconds(1));
                issued.add(ticket);
            }
            assertThat(issued.size()).isBetween(7, 10);
        }
    }

    @Test
    void isGoodForAMinuteAtLeast() {
        assertThatThrownBy(() -> new Tickets(keys, Duration.ofSeconds(59), clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a minute at least");
    }
}
