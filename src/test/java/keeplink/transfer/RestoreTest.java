package keeplink.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static keeplink.link.TestLinks.ANNA;
import static keeplink.link.TestLinks.HOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import keeplink.MovableClock;
import keeplink.link.CaptureOutcome;
import keeplink.link.Change;
import keeplink.link.InMemoryLinkStore;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.Links;
import keeplink.link.TestLinks;
import keeplink.link.UrlCanonicalizer;
import keeplink.page.Verdict;
import keeplink.snapshot.InMemoryBlobStore;
import keeplink.snapshot.InMemorySnapshotStore;
import keeplink.snapshot.RestoredCopies;
import keeplink.snapshot.Snapshot;
import keeplink.snapshot.SnapshotComposer;
import keeplink.snapshot.Snapshots;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an export wrote comes to the same collection.
class RestoreTest {
    private static final String HARBOUR = "https://site.example/harbour";
    private static final String NOTES = "https://site.example/notes.txt";
    private static final Instant LATER = ArchivedSite.NOON.plus(Duration.ofDays(7));

    private final ArchivedSite site = new ArchivedSite()
            .page(HARBOUR, page("The harbour", "The harbour wakes before the town does."))
            .file(NOTES, "text/plain; charset=utf-8", "潮水表在楼梯下面。\n");

    @TempDir
    private Path folder;

    private final Home home = new Home();

    /// Where a collection comes back to.
    private static final class Home {
        /// How many more writes are made before the process dies.
        int writesLeft = Integer.MAX_VALUE;

        final InMemoryLinkStore store = new InMemoryLinkStore() {
            @Override
            public int nextNumber(LinkCollection collection, int atLeast) {
                write();
                return super.nextNumber(collection, atLeast);
            }

            @Override
            public int claim(LinkCollection collection, String key, int number) {
                write();
                return super.claim(collection, key, number);
            }

            @Override
            public boolean insert(Link link) {
                write();
                return super.insert(link);
            }

            @Override
            public boolean replace(Link link) {
                write();
                return super.replace(link);
            }

            @Override
            public void remember(Change change) {
                write();
                super.remember(change);
            }
        };
        final InMemorySnapshotStore copies = new InMemorySnapshotStore();
        final InMemoryBlobStore blobs = new InMemoryBlobStore();
        final Snapshots snapshots = new Snapshots(copies, blobs, new SnapshotComposer());
        final MovableClock clock = new MovableClock(LATER);
        final List<Integer> changed = new ArrayList<>();
        final Links links = new Links(store, new UrlCanonicalizer(), link -> changed.add(link.number()), clock);
        final List<Link> missing = new ArrayList<>();
        private int imports;

        void write() {
            if (writesLeft-- == 0) {
                throw new IllegalStateException("the process dies");
            }
        }

        Importer.Report take(Path file) throws IOException {
            return new Importer(links, new RestoredCopies(copies, blobs, snapshots, clock), clock)
                    .run(file, HOME, ANNA, "import/" + imports++, (link, due) -> {
                        write();
                        missing.add(link);
                    });
        }

        Path export(ExportFormat format, Path file) throws IOException {
            try (OutputStream out = Files.newOutputStream(file)) {
                new Exports(store, snapshots, blobs, Clock.fixed(ArchivedSite.NOON, ZoneOffset.UTC))
                        .write(format, HOME, out);
            }
            return file;
        }

        Link link(int number) {
            return links.find(HOME, number).orElseThrow();
        }
    }

    private static String page(String title, String sentence) {
        return "<!DOCTYPE html><html lang=en><title>" + title + "</title><meta property=og:image content=/boat.png>"
                + "<meta property=article:published_time content=2020-02-02><article><h1>" + title + "</h1>"
                + ("<p>" + sentence + " Nobody had measured the tide there before.</p>").repeat(12) + "</article>";
    }

    @BeforeEach
    void kept() {
        Link harbour = site.keep(HARBOUR, "sea/ports");
        site.capture(harbour);
        site.page(HARBOUR, page("The harbour", "The harbour sleeps now."));
        site.capture(harbour);
        site.capture(site.keep(NOTES, "资料"));
        site.fail(site.keep("https://gone.example/"), 404);
        site.fail(site.keep("https://tired.example/"), 503);
        site.keep("https://new.example/");
    }

    private Path exported(ExportFormat format) throws IOException {
        Path file = folder.resolve("export." + format.extension());
        site.export(format, file);
        return file;
    }

    @ParameterizedTest
    @EnumSource(
            value = ExportFormat.class,
            names = {"JSON", "ZIP"})
    void theSameIsExportedAgain(ExportFormat format) throws IOException {
        Importer.Report report = home.take(exported(format));

        assertThat(report.kept()).isEqualTo(5);
        assertThat(report.copies()).isEqualTo(format == ExportFormat.ZIP ? 3 : 0);
        assertThat(Files.readString(home.export(ExportFormat.JSON, folder.resolve("again"))))
                .isEqualTo(Files.readString(exported(ExportFormat.JSON)));
    }

    @Test
    void theCopiesOfAZipFileComeBackWithWhatIsKnownOfThePage() throws IOException {
        home.take(exported(ExportFormat.ZIP));

        Link harbour = home.link(1);
        assertThat(harbour.givenTitle()).as("the page's own").isNull();
        assertThat(harbour.pageTitle()).isEqualTo("The harbour");
        assertThat(harbour.description()).startsWith("The harbour sleeps now.");
        assertThat(harbour.image()).isEqualTo("https://site.example/boat.png");
        assertThat(harbour.publishedAt()).isEqualTo("2020-02-02T00:00:00Z");
        assertThat(harbour.readingSeconds()).isPositive();
        assertThat(home.snapshots.text(harbour)).contains("sleeps now").doesNotContain("wakes before");
        assertThat(home.snapshots.all(harbour))
                .extracting(Snapshot::takenAt)
                .containsExactly(ArchivedSite.NOON.plus(Duration.ofHours(1)), ArchivedSite.NOON);
        assertThat(home.snapshots.file(home.link(2).captures().getFirst().snapshot()))
                .hasValueSatisfying(file -> assertThat(new String(file, UTF_8)).startsWith("潮水表"));
        assertThat(home.snapshots.text(home.link(2))).contains("潮水表");
    }

    @Test
    void onlyWhatIsNotThereIsCapturedAgain() throws IOException {
        home.take(exported(ExportFormat.ZIP));
        assertThat(home.missing)
                .extracting(Link::url)
                .containsExactly("https://tired.example/", "https://new.example/");

        Home another = new Home();
        another.take(exported(ExportFormat.JSON));
        assertThat(another.missing)
                .extracting(Link::url)
                .containsExactly(HARBOUR, NOTES, "https://tired.example/", "https://new.example/");
    }

    @Test
    void comingAgainItDoublesNothing() throws IOException {
        home.take(exported(ExportFormat.ZIP));
        List<Link> before = home.store.all();
        int copies = home.snapshots.all(home.link(1)).size();

        Importer.Report again = home.take(exported(ExportFormat.ZIP));

        assertThat(again.kept() + again.copies()).isZero();
        assertThat(home.store.all()).isEqualTo(before);
        assertThat(home.snapshots.all(home.link(1))).hasSize(copies);
    }

    @Test
    void cutOffAnywhereAndBegunAgainItComesToTheWhole() throws IOException {
        Path file = exported(ExportFormat.ZIP);
        Home whole = new Home();
        whole.take(file);
        boolean died = true;
        for (int writes = 0; died; writes++) {
            Home cut = new Home();
            cut.writesLeft = writes;
            try {
                cut.take(file);
                died = false;
            } catch (IllegalStateException death) {
                cut.writesLeft = Integer.MAX_VALUE;
                cut.clock.move(Duration.ofSeconds(1));
                cut.take(file);
            }
            cut.writesLeft = Integer.MAX_VALUE;
            assertThat(cut.links.all(HOME))
                    .as("after %d writes", writes)
                    .extracting(
                            Link::url,
                            Link::title,
                            Link::tags,
                            Link::verdict,
                            link -> link.captures().size())
                    .isEqualTo(whole.links.all(HOME).stream()
                            .map(link -> tuple(
                                    link.url(),
                                    link.title(),
                                    link.tags(),
                                    link.verdict(),
                                    link.captures().size()))
                            .toList());
            assertThat(cut.links.all(HOME))
                    .allSatisfy(link -> assertThat(cut.snapshots.all(link)).hasSize((int) link.captures().stream()
                            .filter(capture -> !(capture.verdict() instanceof Verdict.Failed))
                            .count()));
            assertThat(cut.missing).extracting(Link::url).contains("https://tired.example/", "https://new.example/");
            while (cut.links.undo(HOME).isPresent()) {
                assertThat(cut.links.all(HOME)).hasSizeLessThan(5);
            }
            assertThat(cut.links.all(HOME)).isEmpty();
        }
    }

    @Test
    void copiesThatCameLateFindTheLinksThatKnowOfThem() throws IOException {
        home.take(exported(ExportFormat.JSON));
        assertThat(home.snapshots.newest(home.link(1))).isEmpty();
        home.changed.clear();

        assertThat(home.take(exported(ExportFormat.ZIP)).copies()).isEqualTo(3);
        assertThat(home.snapshots.text(home.link(1))).contains("sleeps now");
        assertThat(home.link(1).captures()).hasSize(2);
        assertThat(home.link(1).description()).startsWith("The harbour sleeps now.");
        assertThat(home.changed).as("so that their words are found").contains(1);
    }

    @Test
    void theCopiesOfOneSecondStayTwo() throws IOException {
        Path file = exported(ExportFormat.ZIP);
        Path oneSecond = rewritten(
                file,
                (name, content) -> name.equals("keeplink.json")
                        ? new String(content, UTF_8)
                                .replace("2026-11-23T13:00:00Z", "2026-11-23T12:00:00Z")
                                .getBytes(UTF_8)
                        : content);

        home.take(oneSecond);
        home.take(oneSecond);

        assertThat(home.link(1).captures()).hasSize(2);
        assertThat(home.snapshots.text(home.link(1))).contains("sleeps now");
    }

    @Test
    void takenBackItLeavesTheLinksThatWereThereAsTheyWere() throws IOException {
        home.links.save(TestLinks.request(HARBOUR, "mine"));
        Link before = home.link(1);
        home.clock.move(Duration.ofSeconds(1));
        home.take(exported(ExportFormat.ZIP));
        assertThat(home.link(1).captures()).hasSize(2);
        assertThat(home.link(1).verdict()).isInstanceOf(Verdict.Full.class);
        CaptureOutcome outcome = CaptureOutcome.repeated(
                new Verdict.TextOnly(List.of()),
                new Link.Capture("after", home.clock.instant(), new Verdict.TextOnly(List.of()), 7));
        home.links.captured(HOME, 2, outcome);

        Instant begun = home.links.undo(HOME).orElseThrow().at();
        home.snapshots.keepKnown(home.link(1), begun);

        assertThat(home.links.all(HOME)).hasSize(1);
        assertThat(home.link(1))
                .usingRecursiveComparison()
                .ignoringFields("revision", "changedAt", "removedTags")
                .isEqualTo(before);
        assertThat(home.snapshots.all(home.link(1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../snapshots/1-2.html",
                "snapshots/../keeplink.json",
                "/etc/passwd",
                "C:\\\\windows\\\\x.html",
                "snapshots/none.html",
                "index.html",
            })
    void aCopyIsOnlyReadWhereCopiesLie(String name) throws IOException {
        Path file = rewritten(
                exported(ExportFormat.ZIP),
                (entry, content) -> entry.equals("keeplink.json")
                        ? new String(content, UTF_8)
                                .replace("snapshots/1-2.html", name)
                                .getBytes(UTF_8)
                        : content);

        assertThat(home.take(file).copies()).isEqualTo(2);
        assertThat(home.snapshots.text(home.link(1))).contains("wakes before");
    }

    @Test
    void aCopyThatIsDamagedOrUnpacksToMuchCostsNoLink() throws IOException {
        byte[] bomb = "<p>x".concat(" ".repeat(60_000_000)).getBytes(UTF_8);
        Path file = rewritten(
                exported(ExportFormat.ZIP), (name, content) -> name.equals("snapshots/1-1.html") ? bomb : content);

        Importer.Report report = home.take(file);

        assertThat(report.outcome()).isEqualTo(ImportFile.Outcome.READ);
        assertThat(report.kept()).isEqualTo(5);
        assertThat(report.copies()).isEqualTo(2);
    }

    private Path rewritten(Path zip, BiFunction<String, byte[], byte[]> change) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(zip)));
                ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(change.apply(entry.getName(), in.readAllBytes()));
            }
        }
        return Files.write(folder.resolve("rewritten.zip"), out.toByteArray());
    }
}
