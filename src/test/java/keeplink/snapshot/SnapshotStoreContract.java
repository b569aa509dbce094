package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import keeplink.Race;
import keeplink.fetch.FetchFailure;
import keeplink.link.LinkCollection;
import keeplink.page.Verdict;
import org.junit.jupiter.api.Test;

/// What every [SnapshotStore] does. Inherit it to test yours, and add nothing.
public abstract class SnapshotStoreContract {
    private static final LinkCollection ANNA = new LinkCollection("42");
    private static final LinkCollection GROUP = new LinkCollection("421");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    /// The store under test, with nothing in it when a test begins; may be another object every time.
    protected abstract SnapshotStore store();

    @Test
    void findsNothingWhenEmpty() {
        assertThat(store().find("a")).isEmpty();
        assertThat(store().of(ANNA, 1)).isEmpty();
    }

    @Test
    void keepsEveryFieldOfASnapshot() {
        Snapshot full = new Snapshot(
                "2026-03-01T12:00:00.123Z-a",
                ANNA,
                1,
                NOON,
                "https://example.com/a?b=c",
                new Verdict.Full(List.of(new Verdict.Shortfall(Verdict.What.IMAGES, 2))),
                "text/html",
                blob("document"),
                IntStream.range(0, 300)
                        .mapToObj(number ->
                                new Snapshot.Part("https://example.com/" + number, "image/png", blob("part " + number)))
                        .toList(),
                blob("article"),
                12_345_678_901L,
                new Snapshot.Raw(blob("answers"), List.of(blob("body"), blob("sheet"))),
                "2026-02-01T12:00:00.123Z-a",
                Snapshot.Sameness.NOT_MODIFIED);
        store().put(full);

        assertThat(store().find(full.id())).contains(full);
        assertThat(store().of(ANNA, 1)).containsExactly(full);
    }

    @Test
    void keepsASnapshotOfNothing() {
        Snapshot empty = new Snapshot(
                "a",
                ANNA,
                1,
                NOON,
                "https://example.com/",
                new Verdict.Failed(FetchFailure.HTTP_STATUS, 503),
                "text/html",
                null,
                List.of(),
                null,
                0);
        store().put(empty);

        assertThat(store().find("a")).contains(empty);
    }

    @Test
    void listsTheNewestFirst() {
        store().put(snapshot("2", ANNA, 1));
        store().put(snapshot("3", ANNA, 1));
        store().put(snapshot("1", ANNA, 1));
        store().put(snapshot("4", ANNA, 11));
        store().put(snapshot("5", GROUP, 1));

        assertThat(idsOf(ANNA, 1)).containsExactly("3", "2", "1");
        assertThat(idsOf(ANNA, 11)).containsExactly("4");
        assertThat(idsOf(GROUP, 1)).containsExactly("5");
    }

    @Test
    void theSameIdReplaces() {
        store().put(snapshot("a", ANNA, 1));
        store().put(snapshot("a", ANNA, 2));

        assertThat(store().find("a")).contains(snapshot("a", ANNA, 2));
        assertThat(idsOf(ANNA, 1)).isEmpty();
        assertThat(idsOf(ANNA, 2)).containsExactly("a");
    }

    @Test
    void movesToAnotherLinkAmongThoseItHas() {
        store().put(snapshot("1", ANNA, 1));
        store().put(snapshot("2", ANNA, 2));
        store().put(snapshot("3", ANNA, 1));
        store().put(snapshot("4", GROUP, 1));

        store().move(ANNA, 1, 2);
        store().move(ANNA, 1, 2);

        assertThat(idsOf(ANNA, 1)).isEmpty();
        assertThat(idsOf(ANNA, 2)).containsExactly("3", "2", "1");
        assertThat(store().find("1")).contains(snapshot("1", ANNA, 2));
        assertThat(idsOf(GROUP, 1)).containsExactly("4");
    }

    @Test
    void movingToItselfKeepsAll() {
        store().put(snapshot("1", ANNA, 1));

        store().move(ANNA, 1, 1);

        assertThat(idsOf(ANNA, 1)).containsExactly("1");
    }

    @Test
    void removesThoseOfOneLink() {
        store().put(snapshot("1", ANNA, 1));
        store().put(snapshot("2", ANNA, 1));
        store().put(snapshot("3", ANNA, 2));
        store().put(snapshot("4", GROUP, 1));

        store().remove(ANNA, 1);
        store().remove(ANNA, 1);

        assertThat(store().find("1")).isEmpty();
        assertThat(idsOf(ANNA, 1)).isEmpty();
        assertThat(idsOf(ANNA, 2)).containsExactly("3");
        assertThat(idsOf(GROUP, 1)).containsExactly("4");
    }

    @Test
    void removesOne() {
        store().put(snapshot("1", ANNA, 1));
        store().put(snapshot("2", ANNA, 1));

        store().remove("1");
        store().remove("1");

        assertThat(store().find("1")).isEmpty();
        assertThat(idsOf(ANNA, 1)).containsExactly("2");
    }

    @Test
    void keepsAllThatManyPutAtOnce() {
        Race.of(6, runner -> {
            for (int number = 0; number < 10; number++) {
                store().put(snapshot(runner + "-" + number, ANNA, 1));
            }
            return true;
        });

        assertThat(idsOf(ANNA, 1)).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void aMoveLosesNothingThatIsPutMeanwhile() {
        Race.of(2, runner -> {
            for (int number = 0; number < 30; number++) {
                if (runner == 0) {
                    store().put(snapshot("%02d".formatted(number), ANNA, 1));
                } else {
                    store().move(ANNA, 1, 2);
                }
            }
            return true;
        });

        List<String> both = new ArrayList<>(idsOf(ANNA, 1));
        both.addAll(idsOf(ANNA, 2));
        assertThat(both).hasSize(30).doesNotHaveDuplicates();
    }

    private List<String> idsOf(LinkCollection collection, int number) {
        return store().of(collection, number).stream().map(Snapshot::id).toList();
    }

    private static Snapshot snapshot(String id, LinkCollection collection, int number) {
        return new Snapshot(
                id,
                collection,
                number,
                NOON,
                "https://example.com/",
                new Verdict.Full(List.of()),
                "text/html",
                blob(id),
                List.of(),
                null,
                10);
    }

    private static BlobId blob(String content) {
        return BlobId.of(content.getBytes(StandardCharsets.UTF_8));
    }
}
