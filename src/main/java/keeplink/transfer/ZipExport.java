package keeplink.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.LinkStore;
import keeplink.link.Tag;
import keeplink.page.FileExtensions;
import keeplink.snapshot.Snapshot;
import keeplink.snapshot.Snapshots;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes a collection as a ZIP file that is of use without Keeplink: every copy as a single file that opens offline,
/// and an `index.html` that lists and searches them without a network, by title, address, tags, note and text.
///
/// | entry | what |
/// | --- | --- |
/// | `index.html`, `search-data.js` | the page, and what it searches |
/// | `keeplink.json` | as [JsonExport], with more in each snapshot that has a copy here: see [JsonCopies] |
/// | `snapshots/12-1.html` | the oldest copy of link 12 |
///
/// One link at a time is in memory. Safe for many threads.
public final class ZipExport implements Export {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /// What is searched of one text, in UTF-16 units, so that a few books do not make the page slow.
    private static final int LONGEST_TEXT = 100_000;

    private final KeptLinks links;
    private final Snapshots snapshots;
    private final JsonExport json;
    private final Clock clock;

    public ZipExport(LinkStore links, Snapshots snapshots, Clock clock) {
        this.links = new KeptLinks(links);
        this.snapshots = snapshots;
        this.json = new JsonExport(links, clock);
        this.clock = clock;
    }

    @Override
    public void write(LinkCollection collection, OutputStream out) {
        try {
            ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
            Instant now = clock.instant();
            entry("index.html", now, zip);
            try (InputStream page = Objects.requireNonNull(ZipExport.class.getResourceAsStream("index.html"))) {
                page.transferTo(zip);
            }
            entry("keeplink.json", now, zip);
            json.write(collection, zip, this::beside);
            entry("search-data.js", now, zip);
            links.each(collection, link -> searchable(link, zip));
            links.each(collection, link -> write(link, zip));
            zip.finish();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void searchable(Link link, OutputStream zip) {
        ObjectNode entry = JSON.createObjectNode()
                .put("number", link.number())
                .put("url", link.url())
                .put("title", link.title())
                .put("site", link.site())
                .put("note", link.note())
                .put("added", day(link.addedAt()));
        ArrayNode tags = entry.putArray("tags");
        link.tags().stream().map(Tag::name).forEach(tags::add);
        ArrayNode files = entry.putArray("files");
        copies(link)
                .forEach((snapshot, file) -> files.addObject().put("file", file).put("taken", day(snapshot.takenAt())));
        String text = snapshots.text(link);
        entry.put("text", text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
        Utf8.print("keep(" + JSON.writeValueAsString(entry) + ");\n", zip);
    }

    private static String day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    private void write(Link link, ZipOutputStream zip) {
        copies(link).forEach((snapshot, name) -> {
            try {
                entry(name, snapshot.takenAt(), zip);
                zip.write(snapshots.file(snapshot));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    /// The copies of a link, newest first, with their places in the ZIP file: the oldest is 1.
    private Map<Snapshot, String> copies(Link link) {
        List<Snapshot> copies = snapshots.all(link).stream()
                .filter(snapshot -> snapshot.document() != null)
                .toList();
        Map<Snapshot, String> places = new LinkedHashMap<>();
        for (int i = 0; i < copies.size(); i++) {
            Snapshot copy = copies.get(i);
            places.put(
                    copy,
                    "snapshots/%d-%d.%s"
                            .formatted(
                                    link.number(),
                                    copies.size() - i,
                                    FileExtensions.toOpen(copy.mediaType(), copy.url())));
        }
        return places;
    }

    private JsonExport.Beside beside(Link link) {
        Map<Snapshot, String> copies = copies(link);
        return (capture, to) -> copies.forEach((snapshot, file) -> {
            if (snapshot.id().equals(capture.snapshot())) {
                JsonCopies.write(file, snapshot.url(), snapshot.verdict(), snapshots.article(snapshot), to);
            }
        });
    }

    private static void entry(String name, Instant time, ZipOutputStream zip) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        zip.putNextEntry(entry);
    }
}
