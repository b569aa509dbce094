package keeplink.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keeplink.Race;
import keeplink.fetch.FetchFailure;
import keeplink.page.Verdict;
import keeplink.page.Verdict.Shortfall;
import keeplink.page.Verdict.Wall;
import keeplink.page.Verdict.What;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every [LinkStore] does. Inherit it to test yours, and add nothing.
public abstract class LinkStoreContract {
    private static final LinkCollection ANNA = new LinkCollection("42");
    /// Another collection whose id begins like the first.
    private static final LinkCollection GROUP = new LinkCollection("421");

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    /// The store under test, with nothing in it when a test begins. May be another object every time, as
    /// after a restart; what it holds is the same.
    protected abstract LinkStore store();

    @Test
    void findsNothingWhenEmpty() {
        assertThat(store().find(ANNA, 1)).isEmpty();
        assertThat(store().owner(ANNA, "//example.com")).isEmpty();
        assertThat(store().list(ANNA, 0, 10)).isEmpty();
        assertThat(store().changedSince(Instant.EPOCH)).isEmpty();
        assertThat(store().lastChange(ANNA)).isEmpty();
    }

    @Test
    void findsWhatWasInserted() {
        assertThat(store().insert(link(ANNA, 1))).isTrue();

        assertThat(store().find(ANNA, 1)).contains(link(ANNA, 1));
        assertThat(store().find(ANNA, 2)).isEmpty();
        assertThat(store().find(GROUP, 1)).isEmpty();
    }

    @Test
    void keepsEveryFieldOfALink() {
        Link everything = everything(1);
        store().insert(everything);

        assertThat(store().find(ANNA, 1)).get().usingRecursiveComparison().isEqualTo(everything);
    }

    @Test
    void keepsTagsInTheirOrderAndSpelling() {
        store().insert(link(ANNA, 1)
                .change()
                .tags(tags("Zebra", "apple", "标签", "lang/Java"))
                .at(NOON));

        assertThat(store().find(ANNA, 1).orElseThrow().tags())
                .extracting(Tag::name)
                .containsExactly("Zebra", "apple", "标签", "lang/Java");
    }

    static Stream<Condition> conditions() {
        Optional<String> copy = Optional.of("https://archive.example/1");
        return Stream.of(
                new Condition.Gone(NOON, 410, copy),
                new Condition.Gone(NOON, 0, Optional.empty()),
                new Condition.Parked(NOON, copy),
                new Condition.Unreachable(NOON, FetchFailure.HTTP_STATUS, 503, Optional.empty()),
                new Condition.Walled(NOON),
                new Condition.Moved(NOON, "https://example.com/new"),
                new Condition.Changed(NOON, 34));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void keepsHowThePageFares(Condition condition) {
        Link link = link(ANNA, 1).change().condition(condition).at(NOON);
        store().insert(link);

        assertThat(store().find(ANNA, 1)).contains(link);
    }

    static Stream<Verdict> verdicts() {
        return Stream.of(
                new Verdict.Full(List.of()),
                new Verdict.Full(List.of(new Shortfall(What.IMAGES, 3), new Shortfall(What.SNAPSHOT_BOUND, 1))),
                new Verdict.TextOnly(List.of(new Shortfall(What.JAVASCRIPT, 1))),
                new Verdict.Blocked(Wall.CAPTCHA),
                new Verdict.NotAPage("application/pdf"),
                new Verdict.NotAPage("application/pdf", 12),
                new Verdict.NotAPage("application/pdf", 0, Verdict.Hurdle.LOCKED),
                new Verdict.Failed(FetchFailure.HTTP_STATUS, 404),
                new Verdict.Failed(FetchFailure.TIMEOUT, 0));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void keepsEveryVerdict(Verdict verdict) {
        Link link = link(ANNA, 1)
                .change()
                .verdict(verdict)
                .image("https://example.com/lead.jpg")
                .keywords(List.of("tcp", "Netzwerk & mehr"))
                .capture(new Link.Capture("s1", NOON, verdict, 5_000_000_000L))
                .at(NOON);
        store().insert(link);

        assertThat(store().find(ANNA, 1)).contains(link);
    }

    @Test
    void insertsANumberOnce() {
        store().insert(link(ANNA, 1));
        Link another = link(ANNA, 1).change().note("another").at(NOON);

        assertThat(store().insert(another)).isFalse();
        assertThat(store().find(ANNA, 1)).contains(link(ANNA, 1));
    }

    @Test
    void replacesByTheNextRevision() {
        store().insert(link(ANNA, 1));
        Link changed = link(ANNA, 1).change().note("changed").at(NOON.plusSeconds(1));

        assertThat(store().replace(changed)).isTrue();
        assertThat(store().find(ANNA, 1)).contains(changed);
    }

    @Test
    void forgetsAFieldThatIsTakenBack() {
        Link titled = link(ANNA, 1).change().givenTitle("A title").deleted(NOON).at(NOON);
        store().insert(titled);
        Link bare = titled.change().givenTitle(null).deleted(null).at(NOON);

        assertThat(store().replace(bare)).isTrue();
        assertThat(store().find(ANNA, 1)).contains(bare);
    }

    @Test
    void replacesNothingWhereARevisionIsMissingOrTakenOrTheLinkIsNotThere() {
        Link first = link(ANNA, 1);
        Link second = first.change().note("second").at(NOON);
        Link third = second.change().note("third").at(NOON);
        assertThat(store().replace(second)).isFalse();
        assertThat(store().find(ANNA, 1)).isEmpty();

        store().insert(first);
        assertThat(store().replace(third)).isFalse();
        assertThat(store().replace(first)).isFalse();
        assertThat(store().find(ANNA, 1)).contains(first);

        store().replace(second);
        assertThat(store().replace(first.change().note("late").at(NOON))).isFalse();
        assertThat(store().find(ANNA, 1)).contains(second);
    }

    @Test
    void ofManyWhoReplaceOneRevisionOneWins() {
        store().insert(link(ANNA, 1));

        List<Boolean> won = Race.of(
                8,
                runner -> store().replace(
                                link(ANNA, 1).change().note("from " + runner).at(NOON)));

        assertThat(won).containsOnlyOnce(true);
        assertThat(store().find(ANNA, 1).orElseThrow().note()).isEqualTo("from " + won.indexOf(true));
    }

    @Test
    void losesNoChangeOfManyThatTryAgain() {
        store().insert(link(ANNA, 1));

        Race.of(6, runner -> {
            for (int change = 0; change < 10; change++) {
                Tag tag = new Tag("t" + runner + "-" + change);
                while (!store().replace(store().find(ANNA, 1)
                        .orElseThrow()
                        .change()
                        .tag(List.of(tag))
                        .at(NOON))) {
                    Thread.onSpinWait();
                }
            }
            return true;
        });

        Link last = store().find(ANNA, 1).orElseThrow();
        assertThat(last.tags()).hasSize(1 + 60);
        assertThat(last.revision()).isEqualTo(1 + 60);
    }

    @Test
    void ofManyWhoInsertOneNumberOneWins() {
        List<Boolean> won = Race.of(
                8,
                runner -> store().insert(
                                link(ANNA, 1).change().note("from " + runner).at(NOON)));

        assertThat(won).containsOnlyOnce(true);
        assertThat(store().find(ANNA, 1).orElseThrow().note()).isEqualTo("from " + won.indexOf(true));
    }

    @Test
    void numbersCountFromOneInEachCollection() {
        assertThat(store().nextNumber(ANNA)).isEqualTo(1);
        assertThat(store().nextNumber(ANNA)).isEqualTo(2);
        assertThat(store().nextNumber(GROUP)).isEqualTo(1);
    }

    @Test
    void aNumberIsNeverGivenTwiceAlsoNotAfterAPurge() {
        int number = store().nextNumber(ANNA);
        store().insert(link(ANNA, number));
        store().purge(ANNA, number);

        assertThat(store().nextNumber(ANNA)).isGreaterThan(number);
    }

    @Test
    void manyGetDifferentNumbers() {
        List<List<Integer>> numbers = Race.of(
                8,
                runner -> IntStream.range(0, 10)
                        .map(each -> store().nextNumber(ANNA))
                        .boxed()
                        .toList());

        assertThat(numbers.stream().flatMap(List::stream))
                .doesNotHaveDuplicates()
                .hasSize(80);
        assertThat(numbers).allSatisfy(mine -> assertThat(mine).isSorted());
    }

    @Test
    void anAddressBelongsToWhoClaimsItFirst() {
        assertThat(store().claim(ANNA, "//example.com/a", 1)).isEqualTo(1);
        assertThat(store().claim(ANNA, "//example.com/a", 2)).isEqualTo(1);
        assertThat(store().claim(ANNA, "//example.com/a", 1)).isEqualTo(1);

        assertThat(store().owner(ANNA, "//example.com/a")).contains(1);
    }

    @Test
    void anAddressHasAnOwnerInEachCollection() {
        store().claim(ANNA, "//example.com/a", 1);

        assertThat(store().owner(GROUP, "//example.com/a")).isEmpty();
        assertThat(store().claim(GROUP, "//example.com/a", 7)).isEqualTo(7);
    }

    @Test
    void ofManyWhoClaimAnAddressOneOwnsItAndAllAreToldWho() {
        List<Integer> told = Race.of(8, runner -> store().claim(ANNA, "//example.com/a", runner + 1));

        assertThat(told).containsOnly(store().owner(ANNA, "//example.com/a").orElseThrow());
    }

    @Test
    void aKeyMayBeAsLongAsAnAddress() {
        String key = "//example.com/" + "路".repeat(4000);
        store().claim(ANNA, key, 1);

        assertThat(store().owner(ANNA, key)).contains(1);
        assertThat(store().owner(ANNA, key + "a")).isEmpty();
    }

    @Test
    void anAddressCanBeGivenToAnother() {
        store().claim(ANNA, "//example.com/a", 1);
        store().reassign(ANNA, "//example.com/a", 2);
        store().reassign(ANNA, "//example.com/nobodys", 3);

        assertThat(store().owner(ANNA, "//example.com/a")).contains(2);
        assertThat(store().owner(ANNA, "//example.com/nobodys")).contains(3);
    }

    @Test
    void aReleasedAddressIsFree() {
        store().claim(ANNA, "//example.com/a", 1);
        store().release(ANNA, "//example.com/a");
        store().release(ANNA, "//example.com/a");

        assertThat(store().owner(ANNA, "//example.com/a")).isEmpty();
        assertThat(store().claim(ANNA, "//example.com/a", 2)).isEqualTo(2);
    }

    @Test
    void listsInTheOrderOfNumbers() {
        int[] numbers = {10, 2, 100, 1, 9};
        for (int number : numbers) {
            store().insert(link(ANNA, number));
        }
        store().insert(link(GROUP, 3));

        assertThat(numbersOf(store().list(ANNA, 0, 10))).containsExactly(1, 2, 9, 10, 100);
        assertThat(numbersOf(store().list(ANNA, 2, 2))).containsExactly(9, 10);
        assertThat(numbersOf(store().list(ANNA, 100, 10))).isEmpty();
        assertThat(numbersOf(store().list(ANNA, -1, 1))).containsExactly(1);
        assertThat(numbersOf(store().list(ANNA, 0, 0))).isEmpty();
    }

    @Test
    void listsDeletedLinksToo() {
        store().insert(link(ANNA, 1).change().deleted(NOON).at(NOON));

        assertThat(numbersOf(store().list(ANNA, 0, 10))).containsExactly(1);
    }

    @Test
    void tellsWhatChangedAtAMomentOrAfter() {
        store().insert(at(ANNA, 1, NOON.minusMillis(1)));
        store().insert(at(ANNA, 2, NOON));
        store().insert(at(GROUP, 3, NOON.plusMillis(1)));
        Link early = at(ANNA, 4, NOON.minusSeconds(10));
        store().insert(early);
        store().replace(early.change().at(NOON.plusSeconds(10)));

        assertThat(numbersOf(store().changedSince(NOON))).containsExactlyInAnyOrder(2, 3, 4);
        assertThat(numbersOf(store().changedSince(NOON.plusSeconds(11)))).isEmpty();
    }

    @Test
    void tellsWhatChangedAsOftenAsItIsAsked() {
        IntStream.rangeClosed(1, 450).forEach(number -> store().insert(link(ANNA, number)));
        Iterable<Link> changed = store().changedSince(Instant.EPOCH);

        assertThat(numbersOf(changed)).hasSize(450).doesNotHaveDuplicates();
        assertThat(numbersOf(changed)).hasSize(450);
    }

    @Test
    void purgesALinkWithItsAddresses() {
        Link link = link(ANNA, 1).change().alias("//example.com/other").at(NOON);
        store().insert(link);
        store().insert(link(ANNA, 2));
        store().claim(ANNA, link.canonicalUrl().key(), 1);
        store().claim(ANNA, "//example.com/other", 1);
        store().claim(ANNA, link(ANNA, 2).canonicalUrl().key(), 2);

        store().purge(ANNA, 1);
        store().purge(ANNA, 1);

        assertThat(store().find(ANNA, 1)).isEmpty();
        assertThat(store().owner(ANNA, link.canonicalUrl().key())).isEmpty();
        assertThat(store().owner(ANNA, "//example.com/other")).isEmpty();
        assertThat(store().owner(ANNA, link(ANNA, 2).canonicalUrl().key())).contains(2);
        assertThat(numbersOf(store().list(ANNA, 0, 10))).containsExactly(2);
    }

    @Test
    void purgeLeavesAnAddressThatBelongsToAnother() {
        store().insert(link(ANNA, 1));
        store().reassign(ANNA, link(ANNA, 1).canonicalUrl().key(), 2);

        store().purge(ANNA, 1);

        assertThat(store().owner(ANNA, link(ANNA, 1).canonicalUrl().key())).contains(2);
    }

    @Test
    void purgeTakesALinkOutOfWhatIsRemembered() {
        store().remember(change(ANNA, "a", link(ANNA, 1), link(ANNA, 2)));
        store().remember(change(ANNA, "b", link(ANNA, 1)));

        store().purge(ANNA, 1);

        assertThat(store().lastChange(ANNA)).contains(change(ANNA, "a", link(ANNA, 2)));
    }

    @Test
    void remembersChangesInTheirOrder() {
        store().remember(change(ANNA, "b", everything(1)));
        store().remember(change(ANNA, "c", link(ANNA, 2)));
        store().remember(change(ANNA, "a", link(ANNA, 3)));
        store().remember(change(GROUP, "z", link(GROUP, 1)));

        assertThat(store().lastChange(ANNA)).contains(change(ANNA, "c", link(ANNA, 2)));
        store().forget(change(ANNA, "c"));
        assertThat(store().lastChange(ANNA)).contains(change(ANNA, "b", everything(1)));
        store().forget(change(ANNA, "b"));
        store().forget(change(ANNA, "b"));
        assertThat(store().lastChange(ANNA)).contains(change(ANNA, "a", link(ANNA, 3)));
        store().forget(change(ANNA, "a"));
        assertThat(store().lastChange(ANNA)).isEmpty();
        assertThat(store().lastChange(GROUP)).contains(change(GROUP, "z", link(GROUP, 1)));
    }

    @Test
    void remembersAChangeOnceHoweverOftenItIsTold() {
        store().remember(change(ANNA, "a", link(ANNA, 1)));
        store().remember(change(ANNA, "a", link(ANNA, 1), link(ANNA, 2)));

        assertThat(store().lastChange(ANNA)).contains(change(ANNA, "a", link(ANNA, 1), link(ANNA, 2)));
        store().forget(change(ANNA, "a"));
        assertThat(store().lastChange(ANNA)).isEmpty();
    }

    @Test
    void remembersTheNewestChanges() {
        for (int number = 0; number < Change.KEPT + 5; number++) {
            store().remember(change(ANNA, "%03d".formatted(number), link(ANNA, number + 1)));
        }

        List<String> kept = new ArrayList<>();
        for (var last = store().lastChange(ANNA); last.isPresent(); last = store().lastChange(ANNA)) {
            kept.add(last.get().id());
            store().forget(last.get());
        }
        assertThat(kept).hasSize(Change.KEPT).startsWith("024", "023").endsWith("006", "005");
    }

    @Test
    void remembersAChangeOfThousandsOfLinks() {
        Link[] links = IntStream.rangeClosed(1, 2500)
                .mapToObj(LinkStoreContract::everything)
                .toArray(Link[]::new);
        store().remember(change(ANNA, "a", links[0]));
        store().remember(change(ANNA, "b", links));

        assertThat(store().lastChange(ANNA)).contains(change(ANNA, "b", links));
        store().forget(change(ANNA, "b"));
        assertThat(store().lastChange(ANNA)).contains(change(ANNA, "a", links[0]));
    }

    private static Link link(LinkCollection collection, int number) {
        return at(collection, number, NOON);
    }

    private static Link at(LinkCollection collection, int number, Instant when) {
        String key = "//example.com/" + number;
        return Link.kept(
                collection,
                number,
                "HTTPS://www.example.com/" + number + "/",
                new CanonicalUrl("https://www.example.com/" + number + "/", key, "example.com"),
                tags("java"),
                "",
                new Person("7", "Anna", null),
                null,
                "42/" + number,
                when);
    }

    private static Link everything(int number) {
        Link link = Link.kept(
                ANNA,
                number,
                "https://例子.example/" + number,
                new CanonicalUrl(
                        "https://xn--fsqu00a.example/" + number, "//xn--fsqu00a.example/" + number, "例子.example"),
                tags("Java", "lang/java", "标签"),
                "a note with 😀 and a\nline break",
                new Person("7", "Anna <b>", "anna"),
                new Origin("A channel", Instant.parse("2020-01-01T00:00:00Z")),
                "42/17/" + number,
                NOON);
        return link.change()
                .untag(List.of(new Tag("JAVA")))
                .page("Page title", "One or two sentences.", 321, Instant.parse("2019-12-31T23:59:59.999Z"))
                .givenTitle("Given title")
                .state(Link.State.READ)
                .starred(true)
                .opened(NOON.plusSeconds(1))
                .deleted(NOON.plusSeconds(2))
                .alias("//example.com/alias-1")
                .alias("//example.com/alias-2")
                .verdict(new Verdict.Full(List.of(new Shortfall(What.FONTS, 2))))
                .capture(new Link.Capture("s1", NOON, new Verdict.Failed(FetchFailure.TIMEOUT, 0), 0))
                .capture(new Link.Capture("s2", NOON.plusSeconds(1), new Verdict.Full(List.of()), 12_345_678_901L))
                .at(NOON.plusSeconds(3));
    }

    @Test
    void keepsWhichTagsMeanAnotherOneForEachCollection() {
        assertThat(store().aliases(ANNA)).isEqualTo(TagAliases.NONE);
        TagAliases aliases = TagAliases.NONE.with(new Tag("js"), new Tag("JavaScript"));

        store().put(ANNA, aliases);
        store().put(GROUP, TagAliases.NONE.with(new Tag("js"), new Tag("Jura")));

        assertThat(store().aliases(ANNA)).isEqualTo(aliases);
        assertThat(store().aliases(ANNA).meaning(new Tag("JS")).name()).isEqualTo("JavaScript");
        store().put(ANNA, TagAliases.NONE);
        assertThat(store().aliases(ANNA)).isEqualTo(TagAliases.NONE);
    }

    @Test
    void remembersWhichTagsMeantAnotherOneAlsoWhenNoLinkChanged() {
        TagAliases aliases = TagAliases.NONE.with(new Tag("js"), new Tag("JavaScript"));
        Change change = new Change(ANNA, "1", Change.What.RETAGGED, NOON, List.of(), aliases, null);

        store().remember(change);

        assertThat(store().lastChange(ANNA)).contains(change);
    }

    @Test
    void remembersWhereLinksCameFromThatAChangeDoesNotName() {
        Change change = new Change(ANNA, "1", Change.What.IMPORTED, NOON, List.of(), null, "import/1");
        store().remember(change);
        assertThat(store().lastChange(ANNA)).contains(change);

        store().remember(change.with(List.of(link(ANNA, 1))));
        store().purge(ANNA, 1);
        assertThat(store().lastChange(ANNA)).contains(change);
    }

    @Test
    void givesAWishedNumberWhereNoneAsHighWasGiven() {
        assertThat(store().nextNumber(ANNA, 7)).isEqualTo(7);
        assertThat(store().nextNumber(ANNA)).isEqualTo(8);
        assertThat(store().nextNumber(ANNA, 3)).isEqualTo(9);
        assertThat(store().nextNumber(GROUP)).isEqualTo(1);
    }

    private static Change change(LinkCollection collection, String id, Link... before) {
        return new Change(collection, id, Change.What.TAGGED, NOON, Arrays.asList(before));
    }

    private static SequencedSet<Tag> tags(String... names) {
        SequencedSet<Tag> tags = new LinkedHashSet<>();
        Arrays.stream(names).map(Tag::new).forEach(tags::add);
        return tags;
    }

    private static List<Integer> numbersOf(Iterable<Link> links) {
        List<Integer> numbers = new ArrayList<>();
        links.forEach(link -> numbers.add(link.number()));
        return numbers;
    }

    @Test
    void forgetsWhatIsKnownBesideTheLinksAndCountsOn() {
        int number = store().nextNumber(ANNA);
        store().put(ANNA, TagAliases.NONE.with(new Tag("js"), new Tag("JavaScript")));
        store().remember(change(ANNA, "1", link(ANNA, 1)));
        store().remember(change(GROUP, "1", link(GROUP, 1)));

        store().forget(ANNA);

        assertThat(store().aliases(ANNA)).isEqualTo(TagAliases.NONE);
        assertThat(store().lastChange(ANNA)).isEmpty();
        assertThat(store().lastChange(GROUP)).isPresent();
        assertThat(store().nextNumber(ANNA)).isGreaterThan(number);
    }
}
