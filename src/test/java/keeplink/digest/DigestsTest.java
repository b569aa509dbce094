package keeplink.digest;

import static keeplink.link.TestLinks.HOME;
import static keeplink.link.TestLinks.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import keeplink.MovableClock;
import keeplink.fetch.FetchFailure;
import keeplink.link.CaptureOutcome;
import keeplink.link.Condition;
import keeplink.link.InMemoryLinkStore;
import keeplink.link.Link;
import keeplink.link.LinkListener;
import keeplink.link.Links;
import keeplink.link.ReadMarks;
import keeplink.link.SaveResult;
import keeplink.link.Tag;
import keeplink.link.UrlCanonicalizer;
import keeplink.page.Verdict;
import org.junit.jupiter.api.Test;

class DigestsTest {
    private static final ZonedDateTime MONDAY = ZonedDateTime.of(2026, 11, 23, 9, 0, 0, 0, ZoneId.of("Asia/Shanghai"));

    private final MovableClock clock = new MovableClock(MONDAY.toInstant());
    private final InMemoryLinkStore store = new InMemoryLinkStore();
    private final LinkListener nobody = link -> {};
    private final Links links = new Links(store, new UrlCanonicalizer(), nobody, clock);
    private final Set<Integer> changed = new HashSet<>();
    private final Digests digests = new Digests(store, link -> changed.contains(link.number()));

    private int keep(ZonedDateTime when, String url, String... tags) {
        clock.set(when.toInstant());
        return links.save(request(url, tags)) instanceof SaveResult.Saved(Link link) ? link.number() : 0;
    }

    private void readAll() {
        new ReadMarks(store, nobody, clock)
                .read(HOME, links.all(HOME).stream().map(Link::number).toList());
    }

    private Digest letter() {
        return digests.compose(Digests.Subject.week(HOME, MONDAY));
    }

    private static List<String> urls(List<Link> links) {
        return links.stream().map(Link::url).toList();
    }

    @Test
    void saysNothingWhereThereIsNothing() {
        assertThat(letter().isEmpty()).isTrue();
    }

    @Test
    void tellsTheWeekUpToItsEndAndNotBeyond() {
        keep(MONDAY.minusWeeks(1).minusSeconds(1), "https://before.example/");
        keep(MONDAY.minusWeeks(1), "https://first.example/");
        keep(MONDAY.minusSeconds(1), "https://last.example/");
        keep(MONDAY, "https://after.example/");

        Digest digest = letter();

        assertThat(digest.kept())
                .singleElement()
                .satisfies(section -> assertThat(urls(section.links()))
                        .containsExactly("https://last.example/", "https://first.example/"));
        assertThat(urls(digest.unread())).containsExactly("https://before.example/");
        assertThat(digest.numbers()).isEqualTo(new Digest.Numbers(2, 1, 0, 4, true));
    }

    @Test
    void aLinkStandsOnceUnderItsMostUsedTagAndThoseWithoutStandLast() {
        keep(MONDAY.minusDays(3), "https://a.example/", "net", "java");
        keep(MONDAY.minusDays(2), "https://b.example/", "java");
        keep(MONDAY.minusDays(1), "https://c.example/");

        List<Digest.Section> sections = letter().kept();

        assertThat(sections).extracting(Digest.Section::tag).containsExactly(new Tag("java"), null);
        assertThat(urls(sections.getFirst().links())).containsExactly("https://b.example/", "https://a.example/");
        assertThat(urls(sections.getLast().links())).containsExactly("https://c.example/");
    }

    @Test
    void namesTheOldestUnreadFirstAndNotAll() {
        for (int i = 0; i < 30; i++) {
            keep(MONDAY.minusDays(60 - i), "https://" + i + ".example/");
        }

        assertThat(letter().unread()).hasSize(DigestGathering.SOME);
        assertThat(urls(letter().unread())).startsWith("https://0.example/", "https://1.example/");
        assertThat(letter().numbers().unread()).isEqualTo(30);
    }

    @Test
    void countsWhatItDoesNotName() {
        for (int i = 0; i < DigestGathering.MOST + 7; i++) {
            keep(MONDAY.minusDays(2).plusSeconds(i), "https://" + i + ".example/");
        }

        assertThat(letter().numbers().kept()).isEqualTo(DigestGathering.MOST + 7);
        assertThat(letter().kept().getFirst().links()).hasSize(DigestGathering.MOST);
        assertThat(letter().kept().getFirst().links().getFirst().number()).isEqualTo(DigestGathering.MOST + 7);
    }

    @Test
    void comparesWithAsLongATimeBefore() {
        keep(MONDAY.minusDays(40), "https://long-ago.example/");
        keep(MONDAY.minusDays(13), "https://before.example/");
        keep(MONDAY.minusDays(12), "https://before-too.example/");
        int one = keep(MONDAY.minusDays(1), "https://now.example/");
        links.opened(HOME, one);

        assertThat(letter().numbers()).isEqualTo(new Digest.Numbers(1, 2, 1, 4, true));
    }

    @Test
    void namesWhatBrokeInTheWeek() {
        int broken = keep(MONDAY.minusDays(1), "https://a.example/");
        links.captured(HOME, broken, CaptureOutcome.failed(new Verdict.Failed(FetchFailure.HTTP_STATUS, 404)));

        assertThat(letter().broken()).extracting(Link::number).containsExactly(broken);
    }

    @Test
    void namesWhatLooksFoundInTheWeekAndNotBefore() {
        int gone = keep(MONDAY.minusDays(90), "https://a.example/");
        int moved = keep(MONDAY.minusDays(90), "https://b.example/");
        int before = keep(MONDAY.minusDays(90), "https://c.example/");
        Instant inTheWeek = MONDAY.minusDays(2).toInstant();
        links.fares(HOME, gone, new Condition.Gone(inTheWeek, 404, Optional.empty()));
        links.fares(HOME, moved, new Condition.Moved(inTheWeek, "https://d.example/"));
        links.fares(HOME, before, new Condition.Gone(MONDAY.minusDays(8).toInstant(), 404, Optional.empty()));

        assertThat(letter().broken()).extracting(Link::number).containsExactly(gone);
        assertThat(letter().changed()).extracting(Link::number).containsExactly(moved);
        assertThat(letter().gem()).map(Link::number).isNotEqualTo(Optional.of(gone));
    }

    @Test
    void namesPagesThatSaySomethingElseNow() {
        int same = keep(MONDAY.minusDays(30), "https://a.example/");
        int other = keep(MONDAY.minusDays(30), "https://b.example/");
        int once = keep(MONDAY.minusDays(30), "https://c.example/");
        int longAgo = keep(MONDAY.minusDays(30), "https://d.example/");
        changed.addAll(List.of(other, once, longAgo));
        captured(longAgo, MONDAY.minusDays(29));
        for (int number : List.of(same, other, longAgo)) {
            captured(number, MONDAY.minusDays(20));
        }
        for (int number : List.of(same, other, once)) {
            captured(number, MONDAY.minusDays(2));
        }

        assertThat(letter().changed()).extracting(Link::number).containsExactly(other);
    }

    private void captured(int number, ZonedDateTime when) {
        Link link = links.find(HOME, number).orElseThrow();
        store.replace(link.change()
                .capture(new Link.Capture(number + "@" + when, when.toInstant(), new Verdict.Full(List.of()), 10))
                .at(when.toInstant()));
    }

    @Test
    void remembersWhatWasKeptAYearAgo() {
        keep(MONDAY.minusYears(1).plusDays(2), "https://near.example/");
        keep(MONDAY.minusYears(1).minusDays(1), "https://nearer.example/");
        keep(MONDAY.minusYears(1).minusDays(9), "https://far.example/");
        readAll();

        assertThat(letter().yearAgo()).map(Link::url).contains("https://nearer.example/");
        assertThat(letter().isEmpty()).isFalse();
    }

    @Test
    void findsALinkNobodyEverOpenedTheSameEveryTime() {
        for (int i = 0; i < 40; i++) {
            int number = keep(MONDAY.minusDays(100).plusHours(i), "https://" + i + ".example/");
            if (i % 2 == 0) {
                links.opened(HOME, number);
            }
        }
        readAll();

        Optional<Link> gem = letter().gem();

        assertThat(gem).hasValueSatisfying(link -> assertThat(link.openedAt()).isNull());
        assertThat(letter().gem()).isEqualTo(gem);
        assertThat(letter().isEmpty())
                .as("a forgotten link is no reason to write")
                .isTrue();
        long others = List.of(1, 2, 3, 4, 5, 6).stream()
                .map(weeks -> digests.compose(Digests.Subject.week(HOME, MONDAY.plusWeeks(weeks)))
                        .gem())
                .distinct()
                .count();
        assertThat(others).isGreaterThan(1);
    }

    @Test
    void whatIsNamedAsUnreadIsNoForgottenLinkToo() {
        keep(MONDAY.minusDays(100), "https://a.example/");

        assertThat(letter().unread()).hasSize(1);
        assertThat(letter().gem()).isEmpty();
    }

    @Test
    void isAboutSomeTagsAlone() {
        keep(MONDAY.minusDays(1), "https://a.example/", "lang/java");
        keep(MONDAY.minusDays(1), "https://b.example/", "cooking");
        keep(MONDAY.minusDays(20), "https://c.example/");

        Digest digest = digests.compose(new Digests.Subject(
                HOME,
                MONDAY.minusWeeks(1).toInstant(),
                MONDAY.toInstant(),
                MONDAY.getZone(),
                List.of(new Tag("Lang"))));

        assertThat(digest.kept())
                .singleElement()
                .satisfies(section -> assertThat(urls(section.links())).containsExactly("https://a.example/"));
        assertThat(digest.unread()).isEmpty();
        assertThat(digest.numbers().unread()).isEqualTo(1);
    }

    @Test
    void countsTwelveWeeks() {
        keep(MONDAY.minusWeeks(12).minusSeconds(1), "https://too-old.example/");
        keep(MONDAY.minusWeeks(12), "https://first.example/");
        keep(MONDAY.minusWeeks(1).minusSeconds(1), "https://eleventh.example/");
        keep(MONDAY.minusWeeks(1), "https://last.example/");
        keep(MONDAY.minusSeconds(1), "https://last-too.example/");
        keep(MONDAY, "https://too-new.example/");

        assertThat(digests.weeks(HOME, MONDAY)).containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2);
    }

    @Test
    void aPeriodEndsAfterItsBeginning() {
        Instant now = MONDAY.toInstant();
        assertThatThrownBy(() -> new Digests.Subject(HOME, now, now.minus(Duration.ZERO), MONDAY.getZone(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
