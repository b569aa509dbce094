package keeplink.page;

import okhttp3.HttpUrl;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/// Gets the readable article out of a page: body, title, author, dates.
///
/// The body is looked for in several ways that check each other; code blocks and tables of data come through to
/// the character. The time it takes grows with the size of the page and not faster. Safe for many threads; the
/// page is not changed.
public final class ArticleExtractor {
    private static final int MAX_OPENING = 300;

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
            String text = VisibleText.of(page);
            return article(metadata, null, Texts.line(text, MAX_OPENING), "", text);
        }
        String byline = Texts.line(found.byline(), Metadata.MAX_LINE);
        String html = NeutralHtml.of(found.body(), new Addresses(page, url));
        EdgeCleanUp.clean(
                found, metadata.title(), metadata.byline() == null ? byline : metadata.byline(), site(metadata, url));
        String text = PlainText.of(found.body());
        return article(metadata, byline, opening(found.body()), html, text);
    }

    private static String site(Metadata metadata, String url) {
        HttpUrl address = HttpUrl.parse(metadata.canonicalUrl() == null ? url : metadata.canonicalUrl());
        return address == null
                ? ""
                : address.host().startsWith("www.") ? address.host().substring(4) : address.host();
    }

    private static Article article(
            Metadata metadata, @Nullable String byline, @Nullable String opening, String html, String text) {
        return new Article(
                metadata.title(),
                metadata.byline() == null ? byline : metadata.byline(),
                metadata.siteName(),
                metadata.publishedTime(),
                metadata.modifiedTime(),
                metadata.lang() == null ? Languages.guess(text) : metadata.lang(),
                metadata.excerpt() == null ? opening : metadata.excerpt(),
                metadata.image(),
                metadata.canonicalUrl(),
                html,
                text);
    }

    /// The first paragraph.
    private static @Nullable String opening(Piece body) {
        for (Piece at = body.first; at != null; at = at.following(body)) {
            if (at.is("p") && at.sums.characters > 0) {
                return Texts.line(at.plain(Metadata.MAX_EXCERPT * 2), Metadata.MAX_EXCERPT);
            }
        }
        return null;
    }
}
