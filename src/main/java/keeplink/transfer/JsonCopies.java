package keeplink.transfer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import keeplink.page.Article;
import keeplink.page.Verdict;
import keeplink.page.Verdict.Shortfall;
import keeplink.page.VerdictWords;
import keeplink.snapshot.RestoredCopies;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// What [ZipExport] says of a copy beside what every JSON says of it, written and read again:
///
/// ```json
/// { "takenAt": …, "verdict": "full", "bytes": 52341, "file": "snapshots/12-1.html", "url": …,
///   "missing": { "images": 2 },
///   "page": { "title": …, "byline": …, "siteName": …, "publishedTime": …, "modifiedTime": …, "lang": …,
///             "excerpt": …, "image": …, "canonicalUrl": … } }
/// ```
///
/// The text of the page is that of the copy itself.
final class JsonCopies {
    private static final int MOST_COPIES = 1_000;

    private JsonCopies() {}

    /// Writes into the object of a copy.
    ///
    /// @param url the address that answered
    static void write(String file, String url, Verdict verdict, Optional<Article> said, JsonGenerator json) {
        json.writeStringProperty("file", file);
        json.writeStringProperty("url", url);
        List<Shortfall> missing = missing(verdict);
        if (!missing.isEmpty()) {
            json.writeObjectPropertyStart("missing");
            missing.forEach(one -> json.writeNumberProperty(word(one.what()), one.count()));
            json.writeEndObject();
        }
        said.ifPresent(article -> write(article, json));
    }

    private static void write(Article article, JsonGenerator json) {
        json.writeObjectPropertyStart("page");
        put("title", article.title(), json);
        put("byline", article.byline(), json);
        put("siteName", article.siteName(), json);
        put("publishedTime", article.publishedTime(), json);
        put("modifiedTime", article.modifiedTime(), json);
        put("lang", article.lang(), json);
        put("excerpt", article.excerpt(), json);
        put("image", article.image(), json);
        put("canonicalUrl", article.canonicalUrl(), json);
        json.writeEndObject();
    }

    private static void put(String name, @Nullable Object value, JsonGenerator json) {
        if (value != null) {
            json.writeStringProperty(name, value.toString());
        }
    }

    /// The copies of a link.
    ///
    /// @param snapshots the list of them
    static List<ImportedCopy> read(JsonNode snapshots, ImportedCopy.Folder folder) {
        List<ImportedCopy> copies = new ArrayList<>();
        for (JsonNode snapshot : snapshots.values()) {
            Instant takenAt = Moments.read(snapshot.path("takenAt").asString(""));
            Optional<Verdict> verdict =
                    VerdictWords.read(snapshot.path("verdict").asString(""));
            if (takenAt != null && verdict.isPresent() && copies.size() < MOST_COPIES) {
                String file = snapshot.path("file").asString("");
                copies.add(new ImportedCopy(
                        takenAt,
                        withMissing(verdict.get(), snapshot.path("missing")),
                        bytes(snapshot.path("bytes").asString("")),
                        snapshot.path("url").asString(""),
                        said(snapshot.path("page")),
                        file.isEmpty() ? ImportedCopy.NOWHERE : folder.file(file)));
            }
        }
        return copies;
    }

    /// What is more than a copy can have is nobody's count.
    private static long bytes(String digits) {
        long bytes = digits.matches("\\d{1,9}") ? Long.parseLong(digits) : 0;
        return Math.min(bytes, RestoredCopies.MOST_BYTES);
    }

    private static List<Shortfall> missing(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Full full -> full.missing();
            case Verdict.TextOnly textOnly -> textOnly.missing();
            case Verdict.Blocked blocked -> List.of();
            case Verdict.NotAPage file -> List.of();
            case Verdict.Failed failed -> List.of();
        };
    }

    private static Verdict withMissing(Verdict verdict, JsonNode counts) {
        List<Shortfall> missing = Stream.of(Verdict.What.values())
                .flatMap(what -> shortfall(what, counts).stream())
                .toList();
        return switch (verdict) {
            case Verdict.Full full -> new Verdict.Full(missing);
            case Verdict.TextOnly textOnly -> new Verdict.TextOnly(missing);
            case Verdict.Blocked blocked -> blocked;
            case Verdict.NotAPage file -> file;
            case Verdict.Failed failed -> failed;
        };
    }

    private static Optional<Shortfall> shortfall(Verdict.What what, JsonNode counts) {
        int count = KeeperWords.number(counts.path(word(what)).asString(""));
        return count == 0 ? Optional.empty() : Optional.of(new Shortfall(what, count));
    }

    private static String word(Verdict.What what) {
        return what.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static @Nullable Article said(JsonNode page) {
        return page.isObject()
                ? new Article(
                        page.path("title").asString(""),
                        text(page, "byline"),
                        text(page, "siteName"),
                        Moments.read(page.path("publishedTime").asString("")),
                        Moments.read(page.path("modifiedTime").asString("")),
                        text(page, "lang"),
                        text(page, "excerpt"),
                        text(page, "image"),
                        text(page, "canonicalUrl"),
                        "",
                        "")
                : null;
    }

    private static @Nullable String text(JsonNode page, String name) {
        String text = page.path(name).asString("");
        return text.isBlank() ? null : text;
    }
}
