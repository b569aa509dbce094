package keeplink.snapshot;

import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/// A page within a page, as its element names it: by an address, or with its text in `srcdoc`.
///
/// @param address where it comes from; for a `srcdoc`, what its relative addresses refer to
/// @param srcdoc the text, null where the address has to be fetched
record Frame(String address, @Nullable String srcdoc) {
    /// Whether it shows anything to somebody whose browser runs no scripts: a player or a form that fills itself is
    /// better followed as a link.
    static boolean isWorthKeeping(Document page) {
        return !page.body().text().isBlank()
                || page.body().selectFirst("img, picture, svg, input, video[poster], [background], [style*=url]")
                        != null;
    }
}
