package keeplink.page;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// The body of an article as a page states it for machines (schema.org, `articleBody`): text, in which line ends part
/// paragraphs, or HTML in spite of that.
final class StatedBody {
    private static final int MAX = 500_000;

    private StatedBody() {}

    /// Cleaned, for itself.
    static Piece of(String stated) {
        String text = stated.length() > MAX ? stated.substring(0, MAX) : stated;
        Document page = text.contains("</") ? Jsoup.parseBodyFragment(text) : paragraphs(text);
        Piece body = WorkingCopy.of(page.body(), false);
        body.tag = "div";
        new ArticleCleaner(Strictness.FULL, new Names()).clean(body);
        return body;
    }

    private static Document paragraphs(String text) {
        Document page = Document.createShell("");
        for (String line : text.split("\\R+")) {
            if (!line.isBlank()) {
                page.body().appendChild(new Element("p").text(line.strip()));
            }
        }
        return page;
    }
}
