package keeplink.snapshot;

import java.util.ArrayList;
import java.util.List;
import keeplink.fetch.PageRequest;
import keeplink.page.Verdict;
import keeplink.page.Verdict.What;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Where else a page may be had that gave nothing but a script or a wall: once more with the headers of a common
/// browser, and what the page itself offers to those without scripts (AMP, a view for printing), or its site for
/// embedding it.
final class OtherViews {
    private static final int MOST = 4;

    /// Another view.
    ///
    /// @param embedded whether the answer describes the page for embedding it
    record View(PageRequest request, boolean embedded) {}

    private OtherViews() {}

    /// Whether it is worth looking for another view.
    static boolean isPoor(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Blocked blocked -> true;
            case Verdict.TextOnly textOnly -> textOnly.missing().stream().anyMatch(m -> m.what() == What.JAVASCRIPT);
            case Verdict.Full full -> full.missing().stream().anyMatch(m -> m.what() == What.JAVASCRIPT);
            case Verdict.Failed failed -> false;
            case Verdict.NotAPage notAPage -> false;
        };
    }

    /// In the order to try them.
    ///
    /// @param asked how the page was asked for
    /// @param url the address that answered
    /// @param page what came
    static List<View> of(PageRequest asked, String url, Document page) {
        List<View> views = new ArrayList<>();
        views.add(new View(asked.at(url).likeABrowser(), false));
        for (Element link : page.getElementsByTag("link")) {
            List<String> relations = List.of(
                    link.attr("rel").strip().toLowerCase(java.util.Locale.ROOT).split("\\s+"));
            boolean amp = relations.contains("amphtml");
            boolean print = relations.contains("alternate")
                    && link.attr("media").strip().equalsIgnoreCase("print");
            String target = link.absUrl("href");
            if ((amp || print) && !target.isEmpty() && !target.equals(url) && views.size() < MOST) {
                views.add(new View(asked.at(target), false));
            }
        }
        OEmbed.describing(url).ifPresent(description -> views.add(new View(asked.at(description), true)));
        return views;
    }
}
