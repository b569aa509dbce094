package keeplink.bot.view;

import java.util.ArrayList;
import java.util.List;
import keeplink.bot.text.Html;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// An article's HTML as pages of chat messages, each well-formed in Telegram's subset of HTML.
///
/// Headings are bold, lists have bullets or numbers, code and diagrams stay as they are, pictures become links.
/// A page ends between two blocks where it can; a block longer than a page is cut between lines, then between
/// words. The result depends on the input alone, so page 3 is page 3 tomorrow too.
public final class ArticlePages {
    /// Characters a page holds at most, tags not counted: under Telegram's 4,096 with room for a head and a foot.
    static final int PAGE = 3_200;

    private final List<Block> blocks = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private int openLength;
    private boolean openRow;
    private String marker = "";

    private ArticlePages() {}

    /// A stretch that is shown as a whole where it fits.
    ///
    /// @param before the tag it is wrapped in, `pre`, `b`, `blockquote`, or empty
    /// @param markup its inside, well-formed
    /// @param length its characters without tags
    /// @param row whether it is an item of a list or a row of a table, which stand close together
    private record Block(String wrap, String markup, int length, boolean row) {
        /// What parts it from the block before. Code has room around it by itself.
        String gap(Block before) {
            boolean close = row && before.row || wrap.equals("pre") || before.wrap.equals("pre");
            return close ? "\n" : "\n\n";
        }

        String whole() {
            return wrap.isEmpty() ? markup : "<" + wrap + ">" + markup + "</" + wrap + ">";
        }
    }

    /// The pages of an article; one empty page where it says nothing.
    public static List<Html> of(String html) {
        ArticlePages pages = new ArticlePages();
        pages.walk(Jsoup.parseBodyFragment(html).body(), "");
        pages.close("");
        return pages.fill();
    }

    /// The pages of a plain text, paragraphs parted by empty lines.
    public static List<Html> ofText(String text) {
        ArticlePages pages = new ArticlePages();
        for (String paragraph : text.split("\n{2,}")) {
            pages.append(paragraph.strip());
            pages.close("");
        }
        return pages.fill();
    }

    private void walk(Element element, String wrap) {
        int item = 1;
        for (Node child : element.childNodes()) {
            if (child instanceof TextNode text) {
                append(collapsed(text.getWholeText()));
            } else if (child instanceof Element inner) {
                String name = inner.normalName();
                switch (name) {
                    case "pre" -> {
                        close(wrap);
                        clear();
                        append(verbatim(inner));
                        close("pre");
                    }
                    case "h1", "h2", "h3", "h4", "h5", "h6" -> block(inner, wrap, "b");
                    case "blockquote" -> block(inner, wrap, "blockquote");
                    case "li" -> {
                        close(wrap);
                        clear();
                        mark(element.normalName().equals("ol") ? item++ + ". " : "• ");
                        walk(inner, wrap);
                        close(wrap);
                        clear();
                    }
                    case "br" -> append("\n");
                    case "hr" -> {
                        close(wrap);
                        append("———");
                        close(wrap);
                    }
                    case "img" -> picture(inner);
                    case "tr" -> {
                        close(wrap);
                        openRow = true;
                        walk(inner, wrap);
                        close(wrap);
                    }
                    case "td", "th" -> {
                        walk(inner, wrap);
                        append("  ");
                    }
                    case "a" -> inline(inner, wrap, href(inner), "</a>");
                    case "b", "strong" -> inline(inner, wrap, "<b>", "</b>");
                    case "i", "em", "cite" -> inline(inner, wrap, "<i>", "</i>");
                    case "u", "ins" -> inline(inner, wrap, "<u>", "</u>");
                    case "s", "del", "strike" -> inline(inner, wrap, "<s>", "</s>");
                    case "code", "kbd", "samp", "tt" -> code(inner);
                    case "script", "style", "template" -> {
                        // never words
                    }
                    default -> {
                        if (inner.isBlock() || name.startsWith("fig")) {
                            close(wrap);
                            walk(inner, wrap);
                            close(wrap);
                        } else {
                            walk(inner, wrap);
                        }
                    }
                }
            }
        }
    }

    private void block(Element element, String around, String wrap) {
        close(around);
        walk(element, wrap);
        close(wrap);
    }

    /// Inline markup must not span blocks, so an element that holds blocks is walked without it.
    private void inline(Element element, String wrap, String start, String end) {
        boolean holdsBlocks = element.getAllElements().stream()
                .skip(1)
                .anyMatch(inner -> inner.isBlock()
                        || inner.normalName().equals("img")
                        || inner.normalName().equals("br"));
        boolean nested = open.lastIndexOf(start.equals("<b>") ? "<b>" : start) > open.lastIndexOf(end);
        if (holdsBlocks || start.isEmpty() || nested || (wrap.equals("b") && start.equals("<b>"))) {
            walk(element, wrap);
            return;
        }
        open.append(start);
        walk(element, wrap);
        open.append(end);
    }

    private static String href(Element link) {
        String address = link.attr("href");
        return address.startsWith("http://") || address.startsWith("https://")
                ? "<a href=\"" + Html.escape(address).markup() + "\">"
                : "";
    }

    private void code(Element element) {
        open.append("<code>");
        append(element.wholeText());
        open.append("</code>");
    }

    private void picture(Element image) {
        String source = image.attr("src");
        if (source.startsWith("http://") || source.startsWith("https://")) {
            String label = image.attr("alt").isBlank()
                    ? "🖼"
                    : "🖼 " + image.attr("alt").strip();
            open.append(Html.link(source, label).markup());
            openLength += label.length();
        }
    }

    private static String verbatim(Element pre) {
        for (Element lineBreak : pre.select("br")) {
            lineBreak.replaceWith(new TextNode("\n"));
        }
        return pre.wholeText().stripTrailing();
    }

    private static String collapsed(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
                space = true;
            } else {
                if (space) {
                    out.append(' ');
                    space = false;
                }
                out.append(c);
            }
        }
        return space ? out.append(' ').toString() : out.toString();
    }

    private void append(String text) {
        if (open.isEmpty() && text.isBlank()) {
            return;
        }
        open.append(Html.escape(text).markup());
        openLength += text.length();
    }

    private void close(String wrap) {
        if (!marker.isEmpty() && open.toString().equals(marker)) {
            // the item's first words come in a block of their own
            return;
        }
        String markup = wrap.equals("pre") ? open.toString() : open.toString().strip();
        boolean says = !markup.replaceAll("<[^>]*>", "").isBlank();
        if (says) {
            blocks.add(new Block(wrap, markup, openLength, openRow));
        }
        clear();
    }

    /// Begins an item of a list.
    private void mark(String sign) {
        append(sign);
        marker = sign;
        openRow = true;
    }

    private void clear() {
        open.setLength(0);
        openLength = 0;
        openRow = false;
        marker = "";
    }

    private List<Html> fill() {
        List<Html> pages = new ArrayList<>();
        StringBuilder page = new StringBuilder();
        int length = 0;
        Block before = null;
        for (Block whole : blocks) {
            for (Block block : whole.length() <= PAGE ? List.of(whole) : cut(whole)) {
                if (length > 0 && length + block.length() > PAGE) {
                    pages.add(new Html(page.toString().strip()));
                    page.setLength(0);
                    length = 0;
                }
                page.append(before == null || length == 0 ? "" : block.gap(before))
                        .append(block.whole());
                before = block;
                length += block.length() + 2;
            }
        }
        if (!page.isEmpty() || pages.isEmpty()) {
            pages.add(new Html(page.toString().strip()));
        }
        return List.copyOf(pages);
    }

    /// Cuts a block that is longer than a page; its inline markup goes, which a block of that size can spare.
    private static List<Block> cut(Block block) {
        String text = org.jsoup.parser.Parser.unescapeEntities(block.markup().replaceAll("<[^>]*>", ""), false);
        List<Block> parts = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = Math.min(text.length(), start + PAGE);
            if (end < text.length()) {
                int line = text.lastIndexOf('\n', end);
                int space = text.lastIndexOf(' ', end);
                if (line > start) {
                    end = line + 1;
                } else if (space > start) {
                    end = space + 1;
                } else if (Character.isHighSurrogate(text.charAt(end - 1))) {
                    end--;
                }
            }
            String part = text.substring(start, end);
            parts.add(new Block(block.wrap(), Html.escape(part).markup(), part.length(), false));
            start = end;
        }
        return parts;
    }
}
