package keeplink.transfer;

import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Function;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.LinkStore;
import keeplink.link.Tag;
import keeplink.page.VerdictWords;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Writes a collection as one JSON object (RFC 8259, UTF-8), a link at a time, so that its size does not matter.
///
/// ```json
/// {
///   "version": 1,
///   "exportedAt": "2026-11-23T10:00:00Z",
///   "links": [ {
///     "number": 12, "url": …, "canonicalUrl": …, "title": …, "site": …, "note": "", "tags": [ "java" ],
///     "state": "unread", "starred": false, "addedAt": …, "addedBy": "@anna", "verdict": "full",
///     "snapshots": [ { "takenAt": …, "verdict": "full", "bytes": 52341 } ]
///   } ]
/// }
/// ```
///
/// In order of number, without what is in the bin; `verdict` (as [VerdictWords] says it) is null before the first
/// capture; snapshots newest first, `bytes` uncompressed; times in UTC to the second. Safe for many threads.
public final class JsonExport implements Export {
    /// What [#write] puts into `version`: the meaning of the fields, raised when one changes its own.
    public static final int VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            // What breaks off must not look whole.
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .build();

    private final KeptLinks links;
    private final Clock clock;

    public JsonExport(LinkStore links, Clock clock) {
        this.links = new KeptLinks(links);
        this.clock = clock;
    }

    @Override
    public void write(LinkCollection collection, OutputStream out) {
        write(collection, out, link -> (capture, json) -> {});
    }

    /// What else is said of a capture.
    @FunctionalInterface
    interface Beside {
        /// Writes into the object of the capture.
        void write(Link.Capture capture, JsonGenerator json);
    }

    /// Writes the links with what else is said of the captures of each.
    void write(LinkCollection collection, OutputStream out, Function<Link, Beside> beside) {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberProperty("version", VERSION);
            json.writeStringProperty("exportedAt", time(clock.instant()));
            json.writeArrayPropertyStart("links");
            links.each(collection, link -> write(link, json, beside.apply(link)));
            json.writeEndArray();
            json.writeEndObject();
        } catch (JacksonIOException failed) {
            throw new UncheckedIOException(failed.getCause());
        }
    }

    private static void write(Link link, JsonGenerator json, Beside beside) {
        json.writeStartObject();
        json.writeNumberProperty("number", link.number());
        json.writeStringProperty("url", link.url());
        json.writeStringProperty("canonicalUrl", link.canonicalUrl().value());
        json.writeStringProperty("title", link.title());
        json.writeStringProperty("site", link.site());
        json.writeStringProperty("note", link.note());
        json.writeArrayPropertyStart("tags");
        for (Tag tag : link.tags()) {
            json.writeString(tag.name());
        }
        json.writeEndArray();
        json.writeStringProperty("state", word(link.state()));
        json.writeBooleanProperty("starred", link.starred());
        json.writeStringProperty("addedAt", time(link.addedAt()));
        json.writeStringProperty("addedBy", link.addedBy().display());
        if (link.verdict() == null) {
            json.writeNullProperty("verdict");
        } else {
            json.writeStringProperty("verdict", VerdictWords.of(link.verdict()));
        }
        json.writeArrayPropertyStart("snapshots");
        for (Link.Capture capture : link.captures()) {
            json.writeStartObject();
            json.writeStringProperty("takenAt", time(capture.takenAt()));
            json.writeStringProperty("verdict", VerdictWords.of(capture.verdict()));
            json.writeNumberProperty("bytes", capture.bytes());
            beside.write(capture, json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static String word(Link.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
