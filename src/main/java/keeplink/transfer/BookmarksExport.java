package keeplink.transfer;

import static keeplink.transfer.Utf8.print;

import java.io.OutputStream;
import java.util.stream.Collectors;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.LinkStore;
import keeplink.link.Tag;
import org.jsoup.nodes.Entities;

/// Writes a collection as a Netscape bookmark file, the one that browsers and other keepers import
/// (<https://learn.microsoft.com/previous-versions/windows/internet-explorer/ie-developer/platform-apis/aa753582>).
///
/// Beside the address: `ADD_DATE` in seconds, `TAGS` parted by commas, `TOREAD="1"` on what is unread and
/// `STARRED="1"` on what has a star; the note follows as `DD`. In order of number, in UTF-8. Safe for many threads.
public final class BookmarksExport implements Export {
    private static final String HEAD = """
            <!DOCTYPE NETSCAPE-Bookmark-file-1>
            <META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
            <TITLE>Keeplink</TITLE>
            <H1>Keeplink</H1>
            <DL><p>
            """;

    private final KeptLinks links;

    public BookmarksExport(LinkStore links) {
        this.links = new KeptLinks(links);
    }

    @Override
    public void write(LinkCollection collection, OutputStream out) {
        print(HEAD, out);
        links.each(collection, link -> print(bookmark(link), out));
        print("</DL><p>\n", out);
    }

    private static String bookmark(Link link) {
        StringBuilder line = new StringBuilder("    <DT><A HREF=\"")
                .append(Entities.escape(link.url()))
                .append("\" ADD_DATE=\"")
                .append(link.addedAt().getEpochSecond())
                .append('"');
        if (!link.tags().isEmpty()) {
            line.append(" TAGS=\"")
                    .append(Entities.escape(link.tags().stream().map(Tag::name).collect(Collectors.joining(","))))
                    .append('"');
        }
        line.append(link.state() == Link.State.UNREAD ? " TOREAD=\"1\"" : "")
                .append(link.starred() ? " STARRED=\"1\"" : "")
                .append('>')
                .append(Entities.escape(link.title()))
                .append("</A>\n");
        if (!link.note().isEmpty()) {
            line.append("    <DD>").append(Entities.escape(link.note())).append('\n');
        }
        return line.toString();
    }
}
