package keeplink.page;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// What is written in a drawing (SVG 2): its title, descriptions and texts, a line each.
///
/// @param title of the whole, null where it has none
record Drawing(@Nullable String title, String text) {
    /// A longer drawing is read so far: parsers take quadratic time for some broken ones.
    private static final int MAX_READ = 500_000;

    static Drawing of(String svg) {
        Document document = Jsoup.parse(svg.substring(0, Math.min(svg.length(), MAX_READ)), "", Parser.xmlParser());
        StringBuilder text = new StringBuilder();
        for (Element words : document.select("title, desc, text")) {
            text.append(words.text().strip()).append('\n');
        }
        Element title = document.selectFirst("svg > title");
        return new Drawing(
                title == null ? null : Texts.line(title.text(), Metadata.MAX_LINE),
                text.toString().strip());
    }
}
