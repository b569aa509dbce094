package keeplink.page;

import org.jsoup.nodes.Document;

/// All the text a reader of the page sees.
final class VisibleText {
    private VisibleText() {}

    static String of(Document page) {
        return PlainText.of(WorkingCopy.of(page.body(), false));
    }
}
