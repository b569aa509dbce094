package keeplink.page;

import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/// Gets the readable article out of a page: body, title, author, dates.
///
/// The body is looked for in several ways that check each other; code blocks and tables of data come through to the
/// character. The time it takes grows with the size of the page and not faster. Safe for many threads; the page is not changed.
public final class ArticleExtractor {
    private static final int MAX_EXCERPT_WITHOUT_DESCRIPTION = 300;

    /// Extracts with the metadata read from the page.
    ///
    /// @param url where the page came from, after redirects: addresses in it are relative to that
    public Article extract(Document page, String url) {
        return extract(page, url, Metadata.of(page, url));
    }

    /// Extracts with metadata that was read before.
    public Article extract(Document page, String url, Metadata metadata) {
        BodyFinder.@Nullable Found found = new BodyFinder(page, metadata).find();
        if (found == null) {
            return article(metadata, null, "", VisibleText.of(page));
        }
        String byline = Texts.line(found.byline(), Metadata.MAX_LINE);
        String html = NeutralHtml.of(found.body(), new Addresses(page, url));
        EdgeCleanUp.clean(found, metadata.title(), metadata.byline() == null ? byline : metadata.byline());
        return article(metadata, byline, html, PlainText.of(found.body()));
    }

    private static Article article(Metadata metadata, @Nullable String byline, String html, String text) {
        return new Article(
                metadata.title(),
                metadata.byline() == null ? byline : metadata.byline(),
                metadata.siteName(),
                metadata.publishedTime(),
                metadata.modifiedTime(),
                metadata.lang() == null ? Languages.guess(text) : metadata.lang(),
                metadata.excerpt() == null ? beginning(text) : metadata.excerpt(),
                metadata.image(),
                metadata.canonicalUrl(),
                html,
                text);
    }

    /// The first paragraph, as far as it goes.
    private static @Nullable String beginning(String text) {
        int end = text.indexOf("\n\n");
        return Texts.line(end < 0 ? text : text.substring(0, end), MAX_EXCERPT_WITHOUT_DESCRIPTION);
    }
}
