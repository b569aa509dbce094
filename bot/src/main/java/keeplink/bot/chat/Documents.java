package keeplink.bot.chat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import keeplink.bot.text.Texts;
import keeplink.bot.view.GrowthChart;
import keeplink.bot.view.TagCloud;
import keeplink.bot.view.WeeksChart;
import keeplink.digest.Digests;
import keeplink.link.Growth;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.page.FileExtensions;
import keeplink.search.SearchIndex;
import keeplink.search.TagTree;
import keeplink.snapshot.Snapshot;
import keeplink.snapshot.Snapshots;
import keeplink.transfer.ExportFormat;
import keeplink.transfer.Exports;
import keeplink.transfer.TooLargeException;

/// Files the bot sends. A delivery names its file and the file is made when it is sent, so nothing is kept twice
/// and a restart loses none. Thread-safe.
public final class Documents {
    private static final String EXPORT = "export-";

    private final Snapshots snapshots;
    private final Digests digests;
    private final Exports exports;
    private final SearchIndex index;
    private final Texts texts;

    public Documents(Snapshots snapshots, Digests digests, Exports exports, SearchIndex index, Texts texts) {
        this.snapshots = snapshots;
        this.digests = digests;
        this.exports = exports;
        this.index = index;
        this.texts = texts;
    }

    /// The file of a snapshot.
    public static OutgoingMessage.Document snapshot(Link link, Snapshot snapshot) {
        String name = fileName(link.title());
        String end = "." + FileExtensions.toOpen(snapshot.mediaType(), snapshot.url());
        // the title of what has none is the name of its file
        boolean ended = name.toLowerCase(Locale.ROOT).endsWith(end) && name.length() > end.length();
        return new OutgoingMessage.Document(ended ? name : name + end, "snapshot/" + snapshot.id());
    }

    /// The collection of a chat in some format, with what is said where it is too large to be sent.
    public static OutgoingMessage.Document export(ExportFormat format, Asker asker, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, asker.zone());
        return new OutgoingMessage.Document(
                "keeplink-" + today + "." + format.extension(),
                EXPORT + format.word() + "/" + asker.collection(),
                false,
                asker.phrases()
                        .say("export.too-large", "format", format.word(), "extension", format.extension())
                        .markup());
    }

    /// The picture of a collection's tags.
    public static OutgoingMessage.Document tagCloud(LinkCollection collection, LocalDate today) {
        return new OutgoingMessage.Document("tags-" + today + ".png", "tag-cloud/" + collection, true);
    }

    /// A picture of how many links a collection kept in the weeks before a moment.
    public static OutgoingMessage.Document weeks(LinkCollection collection, ZonedDateTime end) {
        String ref = "weeks/" + end.toEpochSecond() + " " + end.getZone() + " " + collection;
        return new OutgoingMessage.Document("weeks-" + end.toLocalDate() + ".png", ref, true);
    }

    /// A picture of how a collection grew, in some language.
    public static OutgoingMessage.Document growth(Growth growth, LocalDate today, Locale language) {
        return new OutgoingMessage.Document(
                "links-" + today + ".png", "growth/" + language.toLanguageTag() + "/" + growth.written(), true);
    }

    private byte[] growth(String what) {
        int slash = what.indexOf('/');
        Locale language = Locale.forLanguageTag(what.substring(0, slash));
        return GrowthChart.png(Growth.read(what.substring(slash + 1)), texts.in(language));
    }

    private byte[] weeks(String what) {
        String[] parts = what.split(" ", 3);
        ZonedDateTime end = Instant.ofEpochSecond(Long.parseLong(parts[0])).atZone(ZoneId.of(parts[1]));
        return WeeksChart.png(digests.weeks(new LinkCollection(parts[2]), end), end.toLocalDate());
    }

    /// A collection may be of any size, so it is written to a disk and no further than it may be sent.
    private DocumentFile export(String word, LinkCollection collection, long most) {
        ExportFormat format =
                ExportFormat.named(word).orElseThrow(() -> new IllegalArgumentException("no export is called " + word));
        try {
            Path file = Files.createTempFile("keeplink-export", null);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                exports.write(format, collection, out, most);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                if (e.getCause() instanceof TooLargeException) {
                    return DocumentFile.TOO_LARGE;
                }
                throw e;
            }
            return DocumentFile.temporary(file);
        } catch (IOException e) {
            throw new UncheckedIOException("an export cannot be written", e);
        }
    }

    /// The file a reference stands for, which is to be closed; empty where it is no more.
    ///
    /// @param most bytes it may have; one with more is [DocumentFile#TOO_LARGE]
    public Optional<DocumentFile> open(String ref, long most) {
        Optional<DocumentFile> file = made(ref, most);
        return file.map(DocumentFile::length).filter(length -> length > most).isPresent()
                ? Optional.of(DocumentFile.TOO_LARGE)
                : file;
    }

    private Optional<DocumentFile> made(String ref, long most) {
        int slash = ref.indexOf('/');
        String kind = slash < 0 ? ref : ref.substring(0, slash);
        String what = ref.substring(slash + 1);
        if (kind.startsWith(EXPORT)) {
            return Optional.of(export(kind.substring(EXPORT.length()), new LinkCollection(what), most));
        }
        return switch (kind) {
            case "snapshot" -> snapshots.file(what).map(DocumentFile::of);
            case "tag-cloud" ->
                TagCloud.png(TagTree.of(index, new LinkCollection(what))).map(DocumentFile::of);
            case "growth" -> Optional.of(DocumentFile.of(growth(what)));
            case "weeks" -> Optional.of(DocumentFile.of(weeks(what)));
            default -> throw new IllegalArgumentException("no file is called " + ref);
        };
    }

    /// A title as the name of a file on any system: letters and digits of any script, at most 60 of them.
    static String fileName(String title) {
        StringBuilder name = new StringBuilder();
        title.codePoints().limit(200).forEach(c -> {
            if (Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-') {
                name.appendCodePoint(c);
            } else if (!name.isEmpty() && name.charAt(name.length() - 1) != ' ') {
                name.append(' ');
            }
        });
        String tidy = name.toString().strip();
        if (tidy.codePointCount(0, tidy.length()) > 60) {
            tidy = tidy.substring(0, tidy.offsetByCodePoints(0, 60)).strip();
        }
        boolean nothing = tidy.isEmpty() || tidy.chars().allMatch(c -> c == '.' || c == ' ');
        return nothing ? "snapshot" : tidy.toLowerCase(Locale.ROOT).equals("con") ? "con_" : tidy;
    }
}
