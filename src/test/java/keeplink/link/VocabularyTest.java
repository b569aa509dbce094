package keeplink.link;

import static keeplink.link.TestLinks.ANNA;
import static keeplink.link.TestLinks.HOME;
import static keeplink.link.TestLinks.request;
import static keeplink.link.TestLinks.tags;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import keeplink.MovableClock;
import keeplink.link.Vocabulary.Outcome;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    private final InMemoryLinkStore store = new InMemoryLinkStore();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T09:00:00Z"));
    private final Links links = new Links(store, new UrlCanonicalizer(), link -> {}, clock);
    private final Vocabulary vocabulary = new Vocabulary(store, link -> {}, clock);
    private int saved;

    private void keep(String... tags) {
        saved++;
        links.save(request("https://example.com/" + saved, tags));
        clock.move(Duration.ofSeconds(1));
    }

    private List<String> tagsOf(int number) {
        return store.find(HOME, number).orElseThrow().tags().stream()
                .map(Tag::name)
                .toList();
    }

    private static Tag tag(String name) {
        return new Tag(name);
    }

    @Test
    void aRenameTakesTheLinksAndWhatIsNestedAlong() {
        keep("lang", "net");
        keep("Lang/Java");
        keep("language-theory");

        assertThat(vocabulary.rename(HOME, tag("lang"), tag("Sprache")))
                .isEqualTo(new Outcome(2, tag("Sprache"), true));

        assertThat(tagsOf(1)).containsExactly("Sprache", "net");
        assertThat(tagsOf(2)).containsExactly("Sprache/Java");
        assertThat(tagsOf(3)).containsExactly("language-theory");
    }

    @Test
    void aRenameChangesTheSpellingToo() {
        keep("java");

        assertThat(vocabulary.rename(HOME, tag("JAVA"), tag("Java")).changed()).isTrue();

        assertThat(tagsOf(1)).containsExactly("Java");
        assertThat(vocabulary.rename(HOME, tag("java"), tag("Java")).changed()).isFalse();
    }

    @Test
    void aRenameUnderItselfMovesOnlyTheTag() {
        keep("java", "java/core");

        vocabulary.rename(HOME, tag("java"), tag("java/basics"));

        assertThat(tagsOf(1)).containsExactly("java/basics", "java/core");
    }

    @Test
    void aRenamedTagIsNotWantedUnderItsOldName() {
        keep("js", "net");

        vocabulary.rename(HOME, tag("js"), tag("javascript"));

        assertThat(store.find(HOME, 1).orElseThrow().removedTags()).containsExactly(tag("js"));
    }

    @Test
    void aRenamedTagMayBeUsedAnew() {
        keep("js");
        vocabulary.rename(HOME, tag("js"), tag("javascript"));

        keep("js");

        assertThat(tagsOf(2)).containsExactly("js");
    }

    @Test
    void afterAMergeTheFirstMeansTheSecond() {
        keep("js", "a");
        keep("javascript");
        keep("js", "javascript");

        assertThat(vocabulary.merge(HOME, tag("js"), tag("javascript")).links()).isEqualTo(2);
        keep("JS");

        assertThat(tagsOf(1)).containsExactly("javascript", "a");
        assertThat(tagsOf(3)).containsExactly("javascript");
        assertThat(tagsOf(4)).containsExactly("javascript");
    }

    @Test
    void anAliasHoldsForEverythingGivenLater() {
        keep("js");
        vocabulary.alias(HOME, tag("js"), tag("javascript"));
        keep("js");
        keep("x");
        links.retag(HOME, 3, List.of(tag("js")), List.of());
        links.save(request("https://example.com/3", "js"));

        assertThat(tagsOf(1)).as("kept before").containsExactly("js");
        assertThat(tagsOf(2)).containsExactly("javascript");
        assertThat(tagsOf(3)).containsExactly("x", "javascript");
        links.retag(HOME, 3, List.of(), List.of(tag("js")));
        assertThat(tagsOf(3)).containsExactly("x");
        links.retag(HOME, 1, List.of(), List.of(tag("js")));
        assertThat(tagsOf(1)).as("the old tag can be taken off").isEmpty();
    }

    @Test
    void anEditedMessageFollowsTheAlias() {
        vocabulary.alias(HOME, tag("js"), tag("javascript"));
        keep("js", "old");

        links.follow(HOME, 1, List.of(tag("js"), tag("old")), tags("js", "new"), "");
        assertThat(tagsOf(1)).containsExactly("javascript", "new");
        links.follow(HOME, 1, List.of(tag("js"), tag("new")), tags("new"), "");
        assertThat(tagsOf(1)).containsExactly("new");
    }

    @Test
    void aDeletedTagGoesFromEveryLinkAndWhatIsNestedStays() {
        keep("lang", "lang/java");
        keep("lang");

        assertThat(vocabulary.delete(HOME, tag("LANG")).links()).isEqualTo(2);

        assertThat(tagsOf(1)).containsExactly("lang/java");
        assertThat(tagsOf(2)).isEmpty();
        assertThat(store.find(HOME, 2).orElseThrow().removedTags()).containsExactly(tag("lang"));
    }

    @Test
    void aDeletedAliasMeansItselfAgain() {
        vocabulary.alias(HOME, tag("js"), tag("javascript"));
        assertThat(vocabulary.delete(HOME, tag("js")).changed()).isTrue();
        keep("js");

        assertThat(tagsOf(1)).containsExactly("js");
    }

    @Test
    void undoTakesEachBack() {
        keep("js", "lang");
        keep("lang/java");
        links.delete(HOME, 2);
        clock.move(Duration.ofSeconds(1));

        vocabulary.rename(HOME, tag("lang"), tag("language"));
        clock.move(Duration.ofSeconds(1));
        vocabulary.merge(HOME, tag("js"), tag("javascript"));
        clock.move(Duration.ofSeconds(1));
        vocabulary.delete(HOME, tag("javascript"));
        clock.move(Duration.ofSeconds(1));
        vocabulary.alias(HOME, tag("k"), tag("kotlin"));
        assertThat(tagsOf(1)).containsExactly("language");
        assertThat(tagsOf(2)).as("in the bin").containsExactly("language/java");

        assertThat(links.undo(HOME).orElseThrow().before()).isEmpty();
        assertThat(links.aliases(HOME).meaning(tag("k"))).isEqualTo(tag("k"));
        links.undo(HOME);
        assertThat(tagsOf(1)).containsExactly("javascript", "language");
        links.undo(HOME);
        assertThat(tagsOf(1)).containsExactly("js", "language");
        assertThat(links.aliases(HOME)).isEqualTo(TagAliases.NONE);
        links.undo(HOME);
        assertThat(tagsOf(1)).containsExactly("js", "lang");
        assertThat(tagsOf(2)).containsExactly("lang/java");
    }

    @Test
    void whatNobodyCarriesCannotBeRenamedOrDeleted() {
        keep("java");

        assertThat(vocabulary.rename(HOME, tag("jawa"), tag("x"))).isEqualTo(new Outcome(0, tag("x"), false));
        assertThat(vocabulary.delete(HOME, tag("jawa")).changed()).isFalse();
        assertThat(links.undo(HOME).orElseThrow().what()).isEqualTo(Change.What.SAVED);
    }

    @Test
    void otherCollectionsStayAsTheyAre() {
        keep("js");
        LinkCollection other = new LinkCollection("-5");
        links.save(new SaveRequest(other, "https://example.com/1", tags("js"), "", ANNA, null, "-5/1"));

        vocabulary.merge(HOME, tag("js"), tag("javascript"));

        assertThat(store.find(other, 1).orElseThrow().tags()).containsExactly(tag("js"));
        assertThat(links.aliases(other)).isEqualTo(TagAliases.NONE);
    }
}
