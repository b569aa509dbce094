package keeplink.digest;

import static keeplink.link.TestLinks.HOME;
import static keeplink.link.TestLinks.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import keeplink.MovableClock;
import keeplink.fetch.FetchFailure;
import keeplink.link.CaptureOutcome;
import keeplink.link.InMemoryLinkStore;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.link.Tag;
import keeplink.link.UrlCanonicalizer;
import keeplink.page.Verdict;
import org.junit.jupiter.api.Test;

class DigestsTest {
    private static final ZonedDateTime MONDAY = ZonedDateTime.of(2026, 11, 23, 9, 0, 0, 0, ZoneId.of("Asia/Shanghai"));

    private final MovableClock clock = new MovableClock(MONDAY.toInstant());
    private final Links links = new Links(new InMemoryLinkStore(), new UrlCanonicalizer(), link -> {}, clock);
    private final Digests digests = new Digests(links);

    private void keep(ZonedDateTime when, String url, String... tags) {
        clock.set(when.toInstant());
        links.save(request(url, tags));
    }

    @Test
    void saysNothingWhereThereIsNothing() {
        assertThat(digests.compose(HOME, MONDAY).isEmpty()).isTrue();
    }

    @Test
    void tellsTheWeekUpToItsEndAndNotBeyond() {
        keep(MONDAY.minusWeeks(1).minusSeconds(1), "https://before.example/");
        keep(MONDAY.minusWeeks(1), "https://first.example/");
        keep(MONDAY.minusSeconds(1), "https://last.example/");
        keep(MONDAY, "https://after.example/");

        Digest digest = digests.compose(HOME, MONDAY);

        assertThat(digest.kept())
                .extracting(Link::url)
                .containsExactly("https://last.example/", "https://first.example/");
        assertThat(digest.unread()).extracting(Link::url).containsExactly("https://before.example/");
        assertThat(digest.unreadInAll()).isEqualTo(4);
    }

    @Test
    void aLinkStandsOnceUnderItsMostUsedTag() {
        keep(MONDAY.minusDays(3), "https://a.example/", "net", "java");
        keep(MONDAY.minusDays(2), "https://b.example/", "java");
        keep(MONDAY.minusDays(1), "https://c.example/");

        Digest digest = digests.compose(HOME, MONDAY);

        assertThat(digest.byTag().keySet()).containsExactly(new Tag("java"));
        assertThat(digest.byTag().get(new Tag("java"))).hasSize(2);
        assertThat(digest.untagged()).extracting(Link::url).containsExactly("https://c.example/");
    }

    @Test
    void namesWhatBrokeInTheWeek() {
        keep(MONDAY.minusDays(1), "https://a.example/");
        links.captured(HOME, 1, CaptureOutcome.failed(new Verdict.Failed(FetchFailure.HTTP_STATUS, 404)));

        assertThat(digests.compose(HOME, MONDAY).broken())
                .extracting(Link::number)
                .containsExactly(1);
    }

    @Test
    void remembersWhatWasKeptAYearAgo() {
        keep(MONDAY.minusYears(1).plusDays(2), "https://near.example/");
        keep(MONDAY.minusYears(1).minusDays(1), "https://nearer.example/");
        keep(MONDAY.minusYears(1).minusDays(9), "https://far.example/");
        links.all(HOME).forEach(link -> links.mark(HOME, link.number(), Link.State.READ));

        assertThat(digests.compose(HOME, MONDAY).yearAgo()).map(Link::url).contains("https://nearer.example/");
    }
}
