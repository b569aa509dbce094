package keeplink.page;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// What a drawing says (SVG 2): its title, descriptions and texts, a line each, and how large it is shown: by its width
/// and height, of which one is enough where its view box has the ratio, else by its view box.
///
/// @param title of the whole, null where it has none
record Drawing(@Nullable String title, String text, Optional<ImageSize> size) {
    /// A longer drawing is read so far: parsers take quadratic time for some broken ones.
    private static final int MAX_READ = 500_000;

    private static final Pattern LENGTH =
            Pattern.compile("\\+?([0-9]{1,7}(?:\\.[0-9]{0,9})?|\\.[0-9]{1,9})(px|in|cm|mm|q|pt|pc|)");
    /// Pixels in a unit (CSS Values and Units Level 3, section 6.2).
    private static final Map<String, Double> UNITS = Map.of(
            "",
            1.0,
            "px",
            1.0,
            "in",
            96.0,
            "cm",
            96 / 2.54,
            "mm",
            96 / 25.4,
            "q",
            96 / 101.6,
            "pt",
            96 / 72.0,
            "pc",
            16.0);

    static Drawing of(String svg) {
        Document document = Jsoup.parse(svg.substring(0, Math.min(svg.length(), MAX_READ)), "", Parser.xmlParser());
        StringBuilder text = new StringBuilder();
        for (Element words : document.select("title, desc, text")) {
            text.append(words.text().strip()).append('\n');
        }
        Element title = document.selectFirst("svg > title");
        Element root = document.selectFirst("svg, svg|svg");
        return new Drawing(
                title == null ? null : Texts.line(title.text(), Metadata.MAX_LINE),
                text.toString().strip(),
                root == null ? Optional.empty() : size(root));
    }

    private static Optional<ImageSize> size(Element svg) {
        double width = pixels(svg.attr("width"));
        double height = pixels(svg.attr("height"));
        String[] box = svg.attr("viewBox").strip().split("[\\s,]+", 5);
        double boxWidth = box.length == 4 ? pixels(box[2]) : 0;
        double boxHeight = box.length == 4 ? pixels(box[3]) : 0;
        if (boxWidth > 0 && boxHeight > 0) {
            if (width == 0 && height == 0) {
                width = boxWidth;
                height = boxHeight;
            } else if (width == 0) {
                width = height * boxWidth / boxHeight;
            } else if (height == 0) {
                height = width * boxHeight / boxWidth;
            }
        }
        return ImageSize.size((int) width, (int) height);
    }

    /// 0 for a share of something, or what is no length.
    private static double pixels(String length) {
        Matcher stated = LENGTH.matcher(length.strip().toLowerCase(Locale.ROOT));
        return stated.matches() ? Double.parseDouble(stated.group(1)) * UNITS.getOrDefault(stated.group(2), 1.0) : 0;
    }
}
