package keeplink.page;

import java.time.Instant;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/// What a page says about itself: in JSON-LD (schema.org), Open Graph, Twitter cards, Dublin Core and plain
/// `<meta>`, and
/// else in its markup. In that order; the first that says something wins.
///
/// All of it is a stranger's claim: values are one line of at most [#MAX_LINE] characters ([#MAX_EXCERPT] for the
/// excerpt)
/// without control and bidi-override characters; addresses are absolute `http` or `https`.
///
/// @param title without the name of the site; never empty, the address where the page has none
/// @param byline who wrote it
/// @param siteName how the site calls itself
/// @param publishedTime a date alone is midnight UTC, a time without zone is UTC
/// @param publishedText the same as the page writes it
/// @param modifiedTime likewise
/// @param lang a BCP 47 tag such as `zh-CN`
/// @param excerpt what the page gives as its description
/// @param image the address of the lead image
/// @param canonicalUrl `<link rel=canonical>`
/// @param keywords the page's own tags in its order, each once, at most [#MAX_KEYWORDS]
public record Metadata(
        String title,
        @Nullable String byline,
        @Nullable String siteName,
        @Nullable Instant publishedTime,
        @Nullable String publishedText,
        @Nullable Instant modifiedTime,
        @Nullable String lang,
        @Nullable String excerpt,
        @Nullable String image,
        @Nullable String canonicalUrl,
        List<String> keywords) {
    /// Characters a title, name or keyword has at most.
    public static final int MAX_LINE = 256;
    /// Characters an excerpt has at most.
    public static final int MAX_EXCERPT = 1_000;
    /// Characters an address has at most; longer ones count as none.
    public static final int MAX_ADDRESS = 4_096;
    /// Keywords kept.
    public static final int MAX_KEYWORDS = 30;

    public Metadata {
        keywords = List.copyOf(keywords);
    }

    /// Reads a page, which is not changed.
    ///
    /// @param url where it came from, after redirects
    public static Metadata of(Document page, String url) {
        return new MetadataReader(page, url).read();
    }
}
