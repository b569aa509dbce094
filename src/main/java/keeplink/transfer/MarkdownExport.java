package keeplink.transfer;

import static keeplink.transfer.Utf8.print;

import java.io.OutputStream;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.LinkStore;
import org.jspecify.annotations.Nullable;

/// Writes a collection as a list to read, in Markdown (CommonMark): a heading for each month, newest first, and below
/// it the links with their tags and notes. What strangers wrote is escaped, so that a title is a title. Safe for many
/// threads.
public final class MarkdownExport implements Export {
    private static final String SPECIAL = "\\`*_{}[]<>()#+-.!|~&";

    private final LinkStore store;
    private final KeptLinks links;

    public MarkdownExport(LinkStore links) {
        this.store = links;
        this.links = new KeptLinks(links);
    }

    /// All that is held of every link at once.
    private record Kept(Instant addedAt, int number) {}

    @Override
    public void write(LinkCollection collection, OutputStream out) {
        List<Kept> order = new ArrayList<>();
        links.each(collection, link -> order.add(new Kept(link.addedAt(), link.number())));
        order.sort(
                Comparator.comparing(Kept::addedAt).thenComparing(Kept::number).reversed());
        print("# Keeplink\n", out);
        YearMonth last = null;
        for (Kept kept : order) {
            last = link(store.find(collection, kept.number()).orElse(null), last, out);
        }
    }

    private static @Nullable YearMonth link(@Nullable Link link, @Nullable YearMonth last, OutputStream out) {
        if (link == null || link.deleted()) {
            return last;
        }
        YearMonth month = YearMonth.from(link.addedAt().atOffset(ZoneOffset.UTC));
        if (!month.equals(last)) {
            print("\n## " + month + "\n\n", out);
        }
        print(item(link), out);
        return month;
    }

    private static String item(Link link) {
        StringBuilder item = new StringBuilder("- [")
                .append(escaped(line(link.title())))
                .append("](<")
                .append(destination(link.url()))
                .append(">)");
        if (link.starred()) {
            item.append(" ★");
        }
        String tags =
                link.tags().stream().map(tag -> "\\#" + escaped(tag.name())).collect(Collectors.joining(" "));
        item.append(tags.isEmpty() ? "" : " " + tags).append('\n');
        link.note()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> item.append("  > ").append(escaped(line)).append('\n'));
        return item.toString();
    }

    private static String line(String text) {
        return String.join(" ", text.strip().split("\\s+"));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        text.chars().filter(c -> !Character.isISOControl(c)).forEach(c -> {
            if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append((char) c);
        });
        return escaped.toString();
    }

    /// An address between `<` and `>` ends at neither sign and at no line.
    private static String destination(String url) {
        return url.replace("<", "%3C")
                .replace(">", "%3E")
                .replace("\\", "%5C")
                .replace(" ", "%20")
                .replaceAll("[\\p{Cntrl}]", "");
    }
}
