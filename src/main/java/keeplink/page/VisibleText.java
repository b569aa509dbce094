package keeplink.page;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// All the text a reader of the page sees.
final class VisibleText {
    private VisibleText() {}

    static String of(Document page) {
        return of(page.body());
    }

    static String of(Element root) {
        return PlainText.of(WorkingCopy.of(root, false));
    }
}
