package keeplink.transfer;

import static keeplink.link.TestLinks.ANNA;
import static keeplink.link.TestLinks.HOME;
import static keeplink.link.TestLinks.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import keeplink.MovableClock;
import keeplink.link.Change;
import keeplink.link.InMemoryLinkStore;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.link.SaveRequest;
import keeplink.link.SaveResult;
import keeplink.link.Tag;
import keeplink.link.TestLinks;
import keeplink.link.UrlCanonicalizer;
import keeplink.snapshot.InMemoryBlobStore;
import keeplink.snapshot.InMemorySnapshotStore;
import keeplink.snapshot.RestoredCopies;
import keeplink.snapshot.SnapshotComposer;
import keeplink.snapshot.Snapshots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImporterTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    @TempDir
    private Path directory;

    private final MovableClock clock = new MovableClock(NOON);
    private final InMemoryLinkStore store = new InMemoryLinkStore();
    private final Links links = links(store);
    private final List<Instant> due = new ArrayList<>();
    private final InMemorySnapshotStore snapshots = new InMemorySnapshotStore();
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private final RestoredCopies copies =
            new RestoredCopies(snapshots, blobs, new Snapshots(snapshots, blobs, new SnapshotComposer()), clock);

    private Links links(InMemoryLinkStore store) {
        return new Links(store, new UrlCanonicalizer(), link -> {}, clock);
    }

    private Importer.Report run(Path file, String source) throws IOException {
        return new Importer(links, copies, clock).run(file, HOME, ANNA, source, (link, when) -> due.add(when));
    }

    private Importer.Report run(String content) throws IOException {
        return run(Files.writeString(directory.resolve("file"), content), "import/1");
    }

    private Link kept(int number) {
        return links.find(HOME, number).orElseThrow();
    }

    @Test
    void keepsWhatAFileSaysOfItsLinks() throws IOException {
        Importer.Report report = run("""
            {"links":[
              {"number":7,"canonicalUrl":"","url":"https://a.example/","title":"A","note":"mine","tags":["Java"],"state":"read","starred":true,"addedAt":"2023-11-14T22:13:20Z","addedBy":"@bo"},
              {"url":"https://b.example/","title":"https://b.example/","addedAt":"2100-01-01T00:00:00Z"},
              {"url":"mailto:anna@a.example","title":"no page"}]}
            """);

        assertThat(report)
                .isEqualTo(
                        new Importer.Report(ImportFile.Outcome.READ, 2, 0, 0, 0, 1, List.of("mailto:anna@a.example")));
        Link a = kept(7);
        assertThat(a.title()).isEqualTo("A");
        assertThat(a.note()).isEqualTo("mine");
        assertThat(a.tags()).containsExactly(new Tag("Java"));
        assertThat(a.state()).isEqualTo(Link.State.READ);
        assertThat(a.starred()).isTrue();
        assertThat(a.addedAt()).isEqualTo(Instant.parse("2023-11-14T22:13:20Z"));
        assertThat(a.addedBy().display()).isEqualTo("@bo");
        assertThat(kept(8).givenTitle()).as("an address is no title").isNull();
        assertThat(kept(8).addedAt()).as("nothing is kept in the future").isEqualTo(NOON);
        assertThat(due).containsExactly(NOON, NOON.plus(Duration.ofMillis(250)));
    }

    @Test
    void unitesALinkWithTheOneThatIsThere() throws IOException {
        links.save(new SaveRequest(
                HOME, "https://www.a.example/?utm_source=x", TestLinks.tags("db"), "first", ANNA, null, "77/1"));
        links.save(request("https://gone.example/"));
        links.delete(HOME, 2);
        clock.move(Duration.ofSeconds(1));

        Importer.Report report = run("""
            [{"url":"http://a.example","title":"A","note":"second","tags":["java","DB"],"state":"Archived","savedAt":"2023-11-14T22:13:20Z"},
             {"url":"https://gone.example/","savedAt":"2023-11-14T22:13:20Z"},
             {"url":"https://b.example/"},
             {"url":"https://b.example/#part","tags":["twice"]}]
            """);

        assertThat(report)
                .extracting(Importer.Report::kept, Importer.Report::there)
                .containsExactly(2, 2);
        assertThat(kept(1).tags()).containsExactly(new Tag("db"), new Tag("java"));
        assertThat(kept(1).note()).isEqualTo("first\nsecond");
        assertThat(kept(1).state()).isEqualTo(Link.State.READ);
        assertThat(kept(1).addedAt()).isEqualTo(Instant.parse("2023-11-14T22:13:20Z"));
        assertThat(kept(2).addedAt()).as("back from the bin").isEqualTo(Instant.parse("2023-11-14T22:13:20Z"));
        assertThat(kept(3).tags()).containsExactly(new Tag("twice"));

        assertThat(links.undo(HOME).map(Change::what)).contains(Change.What.IMPORTED);
        assertThat(links.all(HOME)).singleElement().satisfies(link -> {
            assertThat(link.tags()).containsExactly(new Tag("db"));
            assertThat(link.note()).isEqualTo("first");
            assertThat(link.state()).isEqualTo(Link.State.UNREAD);
            assertThat(link.addedAt()).isEqualTo(NOON);
        });
    }

    @Test
    void whatWasCutOffGoesOnAndKeepsNothingTwice() throws IOException {
        links.save(request("https://there.example/"));
        clock.move(Duration.ofSeconds(1));
        String some = "[{\"url\":\"https://a.example/\"},{\"url\":\"https://there.example/\",\"tags\":[\"x\"]}";
        run(some);
        Importer.Report report = run(some + ",{\"url\":\"https://b.example/\"}]");

        assertThat(report)
                .extracting(Importer.Report::kept, Importer.Report::there)
                .containsExactly(2, 1);
        assertThat(links.all(HOME)).hasSize(3);
        links.undo(HOME);
        assertThat(links.all(HOME))
                .singleElement()
                .satisfies(link -> assertThat(link.tags()).isEmpty());
    }

    @Test
    void aFileThatIsImportedAgainChangesNothing() throws IOException {
        Path file = Files.writeString(directory.resolve("again"), "url,title\nhttps://a.example/,A\n");
        run(file, "import/1");
        List<Link> before = store.all();

        assertThat(run(file, "import/2"))
                .isEqualTo(new Importer.Report(ImportFile.Outcome.READ, 0, 0, 1, 0, 0, List.of()));

        assertThat(store.all()).isEqualTo(before);
        links.undo(HOME);
        assertThat(links.all(HOME))
                .as("only the first import can be taken back")
                .isEmpty();
    }

    @Test
    void keepsNoMoreThanMayBeKept() throws IOException {
        links.save(request("https://there.example/"));
        Path file = Files.writeString(
                directory.resolve("file"), "url\nhttps://a.example/\nhttps://there.example/\nhttps://b.example/\n");
        Importer.Surroundings full = new Importer.Surroundings() {
            @Override
            public boolean mayKeep() {
                return due.isEmpty();
            }

            @Override
            public void missing(Link link, Instant when) {
                due.add(when);
            }
        };

        assertThat(new Importer(links, copies, clock).run(file, HOME, ANNA, "import/1", full))
                .isEqualTo(new Importer.Report(ImportFile.Outcome.READ, 1, 0, 1, 1, 0, List.of()));
    }

    @Test
    void aNumberThatWasGivenIsNotGivenAgainAndAMadeUpOneIsNotTaken() throws IOException {
        links.save(request("https://one.example/"));
        run("""
            {"links":[
              {"number":1,"canonicalUrl":"","url":"https://a.example/"},
              {"number":5,"canonicalUrl":"","url":"https://b.example/"},
              {"number":999999999,"canonicalUrl":"","url":"https://c.example/"}]}
            """);
        assertThat(links.all(HOME)).extracting(Link::number).containsExactly(1, 2, 5, 6);
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "url\nhttps://a.example/\n");
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> run(file, "import/1")).isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }

    private byte[] exported(ExportFormat format, InMemoryLinkStore from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (format) {
            case JSON -> new JsonExport(from, clock).write(HOME, out);
            case HTML -> new BookmarksExport(from).write(HOME, out);
            case CSV -> new CsvExport(from).write(HOME, out);
            case MARKDOWN -> new MarkdownExport(from).write(HOME, out);
            case ZIP, WACZ -> throw new IllegalArgumentException(format.toString());
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(
            value = ExportFormat.class,
            names = {"JSON", "HTML", "CSV", "MARKDOWN"})
    void whatWasExportedComesBackAsFarAsTheFormatSaysIt(ExportFormat format) throws IOException {
        Instant november = Instant.parse("2026-11-01T00:00:00Z");
        for (int i = 1; i <= 40; i++) {
            String[] tags = i % 3 == 0 ? new String[] {"lang/Java", "数据库", "to_do"} : new String[0];
            Link link = ((SaveResult.Saved) links.save(new SaveRequest(
                            HOME,
                            "https://www.example.com/" + i + "?q=a&b=<\"'>#!/x",
                            TestLinks.tags(tags),
                            i % 4 == 0 ? "-a note, \"quoted\" & <b>\n第二行 *x*" : "",
                            ANNA,
                            null,
                            "77/" + i)))
                    .link();
            store.replace(link.change()
                    .addedAt(november.minus(Duration.ofDays(i)))
                    .givenTitle(i % 2 == 0 ? "=1+1 Title [" + i + "] & \\ <i> *标题*" : null)
                    .state(i % 5 == 0 ? Link.State.READ : Link.State.UNREAD)
                    .starred(i % 7 == 0)
                    .at(NOON));
        }
        if (format == ExportFormat.JSON || format == ExportFormat.CSV) {
            links.delete(HOME, 1);
            links.delete(HOME, 17);
        }
        byte[] before = exported(format, store);
        InMemoryLinkStore empty = new InMemoryLinkStore();

        Importer.Report report = new Importer(links(empty), copies, clock)
                .run(Files.write(directory.resolve("export"), before), HOME, ANNA, "import/1", (link, when) -> {});

        assertThat(report.unreadable()).isZero();
        String after = new String(exported(format, empty), StandardCharsets.UTF_8);
        if (format == ExportFormat.MARKDOWN) {
            assertThat(after.lines().sorted())
                    .isEqualTo(new String(before, StandardCharsets.UTF_8)
                            .lines()
                            .sorted()
                            .toList());
        } else {
            assertThat(after).isEqualTo(new String(before, StandardCharsets.UTF_8));
        }
    }
}
