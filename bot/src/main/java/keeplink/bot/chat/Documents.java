package keeplink.bot.chat;

import java.io.ByteArrayOutputStream;
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

    /// A collection in some format.
    public static OutgoingMessage.Document export(ExportFormat format, LinkCollection collection, LocalDate today) {
        return new OutgoingMessage.Document(
                "keeplink-" + today + "." + format.extension(), EXPORT + format.word() + "/" + collection);
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

    private byte[] export(String word, LinkCollection collection) {
        ExportFormat format =
                ExportFormat.named(word).orElseThrow(() -> new IllegalArgumentException("no export is called " + word));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        exports.write(format, collection, out);
        return out.toByteArray();
    }

    /// The bytes a reference stands for, empty where they are no more.
    public Optional<byte[]> bytes(String ref) {
        int slash = ref.indexOf('/');
        String kind = slash < 0 ? ref : ref.substring(0, slash);
        String what = ref.substring(slash + 1);
        if (kind.startsWith(EXPORT)) {
            return Optional.of(export(kind.substring(EXPORT.length()), new LinkCollection(what)));
        }
        return switch (kind) {
            case "snapshot" -> snapshots.file(what);
            case "tag-cloud" -> TagCloud.png(TagTree.of(index, new LinkCollection(what)));
            case "growth" -> Optional.of(growth(what));
            case "weeks" -> Optional.of(weeks(what));
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
