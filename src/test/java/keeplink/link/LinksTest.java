package keeplink.link;

import static keeplink.link.TestLinks.ANNA;
import static keeplink.link.TestLinks.HOME;
import static keeplink.link.TestLinks.request;
import static keeplink.link.TestLinks.tags;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import keeplink.MovableClock;
import keeplink.fetch.FetchFailure;
import keeplink.page.Verdict;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");

    private final InMemoryLinkStore store = new InMemoryLinkStore();
    private final List<Link> told = new ArrayList<>();
    private final MovableClock clock = new MovableClock(MONDAY);
    private final Links links = new Links(store, new UrlCanonicalizer(), told::add, clock);

    private Link saved(String url, String... tags) {
        return ((SaveResult.Saved) links.save(request(url, tags))).link();
    }

    @Test
    void aLinkThatMovedIsFoundByBothAddressesAndUndoGivesTheOldOneBack() {
        links.save(request("https://example.com/old", "java"));
        links.fares(HOME, 1, new Condition.Moved(MONDAY, "https://example.org/new"));

        links.move(HOME, 1, "https://example.org/new");

        Link moved = links.find(HOME, 1).orElseThrow();
        assertThat(moved.url()).isEqualTo("https://example.org/new");
        assertThat(moved.condition()).isNull();
        assertThat(links.find(HOME, "https://example.com/old")).contains(moved);
        assertThat(links.find(HOME, "https://example.org/new")).contains(moved);
        links.undo(HOME);
        assertThat(links.find(HOME, 1).orElseThrow().url()).isEqualTo("https://example.com/old");
    }

    @Test
    void aLinkThatMovedToAnotherOfThemBecomesOneWithIt() {
        links.save(request("https://example.com/old", "java"));
        links.save(request("https://example.org/new", "net"));

        links.move(HOME, 1, "https://example.org/new");

        assertThat(links.all(HOME)).hasSize(1);
        Link united = links.find(HOME, 2).orElseThrow();
        assertThat(united.number()).isOne();
        assertThat(united.url()).isEqualTo("https://example.org/new");
        assertThat(united.tags()).extracting(Tag::name).containsExactly("java", "net");
        assertThat(links.find(HOME, "https://example.com/old")).contains(united);
    }

    @Test
    void numbersCountFromOne() {
        assertThat(saved("https://a.example/").number()).isEqualTo(1);
        assertThat(saved("https://b.example/").number()).isEqualTo(2);
    }

    @Test
    void keepsTheAddressAsGiven() {
        assertThat(saved("HTTP://www.Example.com/a?utm_source=x#part").url())
                .isEqualTo("HTTP://www.Example.com/a?utm_source=x#part");
    }

    @Test
    void theSamePageIsKeptOnceAndTakesTheNewTags() {
        saved("https://example.com/a", "java");

        SaveResult again = links.save(new SaveRequest(
                HOME, "http://www.example.com/a/?utm_medium=chat", tags("Java", "net"), "later", ANNA, null, "77/2"));

        assertThat(again).isInstanceOfSatisfying(SaveResult.AlreadyKept.class, kept -> {
            assertThat(kept.link().number()).isEqualTo(1);
            assertThat(kept.added()).containsExactly(new Tag("net"));
            assertThat(kept.link().tags()).containsExactly(new Tag("java"), new Tag("net"));
            assertThat(kept.link().note()).isEqualTo("later");
        });
        assertThat(links.all(HOME)).hasSize(1);
    }

    @Test
    void theSameMessageTwiceSavesOnceAndAnswersTheSame() {
        Link first = saved("https://example.com/a", "java");
        Link second = saved("https://example.com/a", "java");

        assertThat(second).isEqualTo(first);
        assertThat(told).hasSize(1);
    }

    @Test
    void whatIsNoAddressIsSaidToBeNone() {
        assertThat(links.save(request("mailto:anna@example.com")))
                .isEqualTo(new SaveResult.NotALink("mailto:anna@example.com"));
    }

    @Test
    void aSaveCutOffAfterItsKeyWasClaimedIsHealedByTheNext() {
        String key = new UrlCanonicalizer()
                .canonicalize("https://example.com/a")
                .orElseThrow()
                .key();
        store.claim(HOME, key, store.nextNumber(HOME));

        assertThat(saved("https://example.com/a").number()).isEqualTo(1);
    }

    @Test
    void aDeletedLinkComesBackWhenItIsSavedAgain() {
        saved("https://example.com/a", "java");
        links.delete(HOME, 1);
        assertThat(links.find(HOME, 1)).isEmpty();
        assertThat(links.bin(HOME)).extracting(Link::number).containsExactly(1);

        Link back = saved("https://example.com/a", "net");

        assertThat(back.number()).isEqualTo(1);
        assertThat(back.tags()).containsExactly(new Tag("java"), new Tag("net"));
        assertThat(links.bin(HOME)).isEmpty();
    }

    @Test
    void undoTakesBackOneChangeAfterTheOther() {
        saved("https://example.com/a", "java");
        clock.move(Duration.ofSeconds(1));
        links.retag(HOME, 1, tags("net"), tags("java"));
        clock.move(Duration.ofSeconds(1));
        links.title(HOME, 1, "Better");
        clock.move(Duration.ofSeconds(1));
        links.delete(HOME, 1);

        assertThat(links.undo(HOME)).map(Change::what).contains(Change.What.DELETED);
        assertThat(links.find(HOME, 1)).map(Link::title).contains("Better");
        assertThat(links.undo(HOME)).map(Change::what).contains(Change.What.TITLED);
        assertThat(links.find(HOME, 1)).map(Link::title).contains("https://example.com/a");
        assertThat(links.undo(HOME)).map(Change::what).contains(Change.What.TAGGED);
        assertThat(links.find(HOME, 1).orElseThrow().tags()).containsExactly(new Tag("java"));
        assertThat(links.undo(HOME)).map(Change::what).contains(Change.What.SAVED);
        assertThat(links.find(HOME, 1)).isEmpty();
        assertThat(links.undo(HOME)).isEmpty();
    }

    @Test
    void aRemovedTagIsRememberedAsNotWantedUntilItIsGivenAgain() {
        saved("https://example.com/a", "java");
        links.retag(HOME, 1, List.of(), tags("java"));
        assertThat(links.find(HOME, 1).orElseThrow().removedTags()).containsExactly(new Tag("java"));

        links.retag(HOME, 1, tags("java"), List.of());
        assertThat(links.find(HOME, 1).orElseThrow().removedTags()).isEmpty();
    }

    @Test
    void aChangeThatChangesNothingIsUnchangedAndNotToBeTakenBack() {
        saved("https://example.com/a", "java");
        assertThat(links.retag(HOME, 1, tags("JAVA"), tags("other"))).isInstanceOf(EditResult.Unchanged.class);
        assertThat(links.undo(HOME)).map(Change::what).contains(Change.What.SAVED);
    }

    @Test
    void aNumberNobodyHasIsSaidSo() {
        assertThat(links.delete(HOME, 9)).isEqualTo(new EditResult.NoSuchLink(9));
    }

    @Test
    void linksThatTurnOutToBeOnePageAreMergedAndNothingIsLost() {
        saved("https://example.com/article", "java");
        links.note(HOME, 1, "first note");
        saved("https://short.example/x", "net");
        links.note(HOME, 2, "second note");
        links.star(HOME, 2, true);

        Optional<Link> after = links.captured(HOME, 2, outcome("https://example.com/article"));

        assertThat(after).map(Link::number).contains(1);
        Link one = links.find(HOME, 1).orElseThrow();
        assertThat(one.tags()).containsExactly(new Tag("java"), new Tag("net"));
        assertThat(one.note()).isEqualTo("first note\nsecond note");
        assertThat(one.starred()).isTrue();
        assertThat(one.verdict()).isEqualTo(new Verdict.Full(List.of()));
        assertThat(links.find(HOME, 2)).as("the other number leads here").contains(one);
        assertThat(links.all(HOME)).containsExactly(one);
        assertThat(links.bin(HOME)).isEmpty();
        assertThat(links.save(request("https://short.example/x")))
                .isInstanceOfSatisfying(
                        SaveResult.AlreadyKept.class,
                        kept -> assertThat(kept.link().number()).isEqualTo(1));
    }

    @Test
    void aLinkIsFoundUnderTheAddressItsRedirectsEndAt() {
        saved("https://short.example/x");
        links.captured(HOME, 1, outcome("https://example.com/article"));

        assertThat(links.find(HOME, "http://example.com/article/"))
                .map(Link::number)
                .contains(1);
    }

    @Test
    void aFailedCaptureKeepsTheLinkAndItsEarlierCopies() {
        saved("https://example.com/a");
        links.captured(HOME, 1, outcome());
        Link failed = links.captured(HOME, 1, CaptureOutcome.failed(new Verdict.Failed(FetchFailure.HTTP_STATUS, 404)))
                .orElseThrow();

        assertThat(failed.captures()).hasSize(1);
        assertThat(failed.title()).isEqualTo("An article");
        assertThat(failed.verdict()).isEqualTo(new Verdict.Failed(FetchFailure.HTTP_STATUS, 404));
    }

    @Test
    void theBinIsEmptiedAfterThirtyDaysAndTheAddressIsFree() {
        saved("https://example.com/a");
        links.delete(HOME, 1);
        clock.set(MONDAY.plus(Links.BIN));
        assertThat(links.emptyBin(HOME)).isEmpty();
        clock.move(Duration.ofSeconds(1));
        assertThat(links.emptyBin(HOME)).extracting(Link::number).containsExactly(1);

        assertThat(saved("https://example.com/a").number()).isEqualTo(2);
    }

    @Test
    void anEditedMessageTakesAwayTheTagsItNoLongerSays() {
        saved("https://example.com/a", "java", "old");
        links.retag(HOME, 1, tags("mine"), List.of());

        links.follow(HOME, 1, tags("java", "old"), tags("java", "new"), "said anew");

        Link link = links.find(HOME, 1).orElseThrow();
        assertThat(link.tags()).containsExactly(new Tag("java"), new Tag("mine"), new Tag("new"));
        assertThat(link.note()).isEqualTo("said anew");
    }

    @Test
    void tagsAndNoteOfOneReplyAreTakenBackTogether() {
        saved("https://example.com/a", "java");
        clock.move(Duration.ofSeconds(1));
        links.annotate(HOME, 1, tags("net"), tags("java"), "said in a reply");

        links.undo(HOME);

        Link link = links.find(HOME, 1).orElseThrow();
        assertThat(link.tags()).containsExactly(new Tag("java"));
        assertThat(link.note()).isEmpty();
    }

    @Test
    void bringingALinkBackIsTakenBackByPuttingItIntoTheBinAgain() {
        saved("https://example.com/a");
        clock.move(Duration.ofSeconds(1));
        links.delete(HOME, 1);
        clock.move(Duration.ofSeconds(1));
        saved("https://example.com/a", "again");

        assertThat(links.undo(HOME)).map(Change::what).contains(Change.What.SAVED);
        assertThat(links.inBin(HOME, 1)).isTrue();
    }

    @Test
    void manyLinksThatAreOnePageBecomeOneWithAllTheirTags() throws Exception {
        int many = 8;
        for (int i = 1; i <= many; i++) {
            saved("https://short.example/" + i, "t" + i);
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Optional<Link>>> captures = new ArrayList<>();
            for (int i = many; i >= 1; i--) {
                int number = i;
                captures.add(() -> links.captured(HOME, number, outcome("https://example.com/article")));
            }
            for (Future<Optional<Link>> capture : threads.invokeAll(captures)) {
                assertThat(capture.get()).isPresent();
            }
        }
        assertThat(links.all(HOME)).singleElement().satisfies(link -> {
            assertThat(link.tags()).hasSize(many);
            assertThat(link.verdict()).isEqualTo(new Verdict.Full(List.of()));
        });
        for (int i = 1; i <= many; i++) {
            assertThat(links.find(HOME, i)).as("/l" + i).isPresent();
        }
    }

    @Test
    void ofTwoVerdictsOnOnePageTheOneThatGotSomethingStays() {
        saved("https://example.com/article");
        links.captured(HOME, 1, outcome());
        saved("https://short.example/x");
        links.captured(HOME, 2, CaptureOutcome.failed(new Verdict.Failed(FetchFailure.TIMEOUT, 0)));

        CaptureOutcome failed = new CaptureOutcome(
                new Verdict.Failed(FetchFailure.TIMEOUT, 0),
                Optional.empty(),
                null,
                null,
                0,
                null,
                null,
                List.of(),
                List.of("https://example.com/article"));
        assertThat(links.captured(HOME, 2, failed)).map(Link::verdict).contains(new Verdict.Full(List.of()));
    }

    @Test
    void manyAtOnceKeepOneLinkAndLoseNoTag() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<SaveResult>> saves = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                String tag = "t" + i;
                saves.add(() -> links.save(
                        new SaveRequest(HOME, "https://example.com/a", tags(tag), "", ANNA, null, "77/" + tag)));
            }
            for (Future<SaveResult> save : threads.invokeAll(saves)) {
                assertThat(save.get()).isNotInstanceOf(SaveResult.NotALink.class);
            }
        }
        assertThat(links.all(HOME)).hasSize(1);
        assertThat(links.all(HOME).getFirst().tags()).hasSize(32);
    }

    private CaptureOutcome outcome(String... addresses) {
        return new CaptureOutcome(
                new Verdict.Full(List.of()),
                Optional.of(new Link.Capture("s" + clock.millis(), clock.instant(), new Verdict.Full(List.of()), 1000)),
                "An article",
                "About something.",
                120,
                null,
                "https://example.com/lead.png",
                List.of("testing"),
                List.of(addresses));
    }
}
