package keeplink.snapshot;

import java.util.Locale;
import org.jsoup.nodes.Element;

/// Writes a frameset as a grid of frames: a frame of one may not hold its page itself, and the policy of the
/// snapshot lets it load none (HTML standard, section 15.6 "Frames and framesets").
final class Framesets {
    private static final int MAX_TRACKS = 100;

    private final PageWriter page;
    private final PageOutput out;

    Framesets(PageWriter page, PageOutput out) {
        this.page = page;
        this.out = out;
    }

    void set(Element set) {
        boolean outer = set.parent() == null || !set.parent().nameIs("frameset");
        out.append("<div style=\"display:grid;overflow:hidden;")
                .append(outer ? "position:absolute;inset:0;" : "min-width:0;min-height:0;")
                .append("grid-template-columns:")
                .append(tracks(set.attr("cols")))
                .append(";grid-template-rows:")
                .append(tracks(set.attr("rows")))
                .append(";gap:")
                .append(hasBorder(set) ? "6px;background:#ccc" : "0")
                .append("\">");
        page.children(set);
        out.append("</div>");
    }

    private static boolean hasBorder(Element set) {
        return !set.attr("border").strip().equals("0")
                && !set.attr("frameborder").strip().equals("0")
                && !set.attr("frameborder").strip().equalsIgnoreCase("no");
    }

    /// The tracks of a list of dimensions such as `200,50%,2*`.
    private static String tracks(String dimensions) {
        StringBuilder tracks = new StringBuilder();
        for (String dimension : dimensions.split(",", MAX_TRACKS)) {
            String text = dimension.strip().toLowerCase(Locale.ROOT);
            String digits = text.replaceFirst("[^0-9].*", "");
            int number = digits.isEmpty() || digits.length() > 5 ? 1 : Math.max(1, Integer.parseInt(digits));
            tracks.append(tracks.isEmpty() ? "" : " ")
                    .append("minmax(0,")
                    .append(number)
                    .append(digits.isEmpty() || text.endsWith("*") ? "fr)" : text.endsWith("%") ? "%)" : "px)");
        }
        return tracks.toString();
    }
}
