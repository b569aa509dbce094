package keeplink.bot.chat;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import keeplink.bot.view.TagCloud;
import keeplink.bot.view.WeeksChart;
import keeplink.digest.Digests;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.page.FileExtensions;
import keeplink.search.SearchIndex;
import keeplink.search.TagTree;
import keeplink.snapshot.Snapshot;
import keeplink.snapshot.Snapshots;
import keeplink.transfer.JsonExport;
import keeplink.transfer.WaczExport;

/// Files the bot sends. A delivery names its file and the file is made when it is sent, so nothing is kept twice
/// and a restart loses none. Thread-safe.
public final class Documents {
    private final Snapshots snapshots;
    private final Digests digests;
    private final JsonExport json;
    private final WaczExport wacz;
    private final SearchIndex index;

    public Documents(Snapshots snapshots, Digests digests, JsonExport json, WaczExport wacz, SearchIndex index) {
        this.snapshots = snapshots;
        this.digests = digests;
        this.json = json;
        this.wacz = wacz;
        this.index = index;
    }

    /// The file of a snapshot.
    public static OutgoingMessage.Document snapshot(Link link, Snapshot snapshot) {
        String name = fileName(link.title());
        String end = "." + FileExtensions.of(snapshot.mediaType(), snapshot.url());
        // the title of what has none is the name of its file
        boolean ended = name.toLowerCase(Locale.ROOT).endsWith(end) && name.length() > end.length();
        return new OutgoingMessage.Document(ended ? name : name + end, "snapshot/" + snapshot.id());
    }

    /// The file of a collection.
    public static OutgoingMessage.Document exportJson(LinkCollection collection, LocalDate today) {
        return new OutgoingMessage.Document("keeplink-" + today + ".json", "export-json/" + collection);
    }

    /// The web archive of a collection.
    public static OutgoingMessage.Document exportWacz(LinkCollection collection, LocalDate today) {
        return new OutgoingMessage.Document("keeplink-" + today + ".wacz", "export-wacz/" + collection);
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

    private byte[] weeks(String what) {
        String[] parts = what.split(" ", 3);
        ZonedDateTime end = Instant.ofEpochSecond(Long.parseLong(parts[0])).atZone(ZoneId.of(parts[1]));
        return WeeksChart.png(digests.weeks(new LinkCollection(parts[2]), end), end.toLocalDate());
    }

    /// The bytes a reference stands for, empty where they are no more.
    public Optional<byte[]> bytes(String ref) {
        int slash = ref.indexOf('/');
        String kind = slash < 0 ? ref : ref.substring(0, slash);
        String what = ref.substring(slash + 1);
        return switch (kind) {
            case "snapshot" -> snapshots.file(what);
            case "export-json" -> {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                json.write(new LinkCollection(what), out);
                yield Optional.of(out.toByteArray());
            }
            case "export-wacz" -> {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                wacz.write(new LinkCollection(what), out);
                yield Optional.of(out.toByteArray());
            }
            case "tag-cloud" -> TagCloud.png(TagTree.of(index, new LinkCollection(what)));
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
