package keeplink.snapshot;

import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import keeplink.fetch.FetchResult.Fetched;
import keeplink.page.Article;
import keeplink.page.ArticleExtractor;
import keeplink.page.Charsets;
import keeplink.page.MediaTypes;
import keeplink.page.Metadata;
import keeplink.page.PageParser;
import keeplink.page.Verdict;
import keeplink.page.VerdictClassifier;
import org.jsoup.nodes.Document;

/// Reads a page that was fetched: its tree, its article, and whether it is what was asked for. Safe for many threads.
///
/// @param blobs where the bytes of large pages go
record PageReader(
        PageParser parser, ArticleExtractor extractor, VerdictClassifier classifier, BlobStore blobs, Clock clock) {
    /// A page of no more than this is light work.
    private static final int LIGHT_BYTES = 1024 * 1024;

    private static final int LIGHT_ELEMENTS = 20_000;

    /// The bytes of a longer page are stored when it is read, and cannot be read again.
    static final int LARGEST_HELD = 2 * 1024 * 1024;

    /// What a page says.
    sealed interface Reading {
        /// @param kept the page's bytes where they are stored already
        /// @param verdict before anything is known of its files
        record Page(
                Fetched fetched,
                Optional<BlobId> kept,
                Document document,
                Charset charset,
                boolean cut,
                Article article,
                List<String> keywords,
                Verdict verdict,
                Instant began)
                implements Reading {}

        record TooComplex() implements Reading {}
    }

    Reading read(Fetched fetched, Workshop.Place place) {
        Instant began = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Tree tree = tree(fetched, place);
        return switch (tree.result()) {
            case PageParser.TooComplex tooComplex -> new Reading.TooComplex();
            case PageParser.Parsed parsed -> {
                Optional<BlobId> kept = keepLarge(fetched);
                Metadata metadata = place.run(() -> Metadata.of(parsed.document(), fetched.url()));
                Article article = place.run(() -> extractor.extract(parsed.document(), fetched.url(), metadata));
                Verdict verdict = place.run(
                        () -> classifier.classify(parsed.document(), article, fetched.url(), fetched.status()));
                if (fetched.content().length() <= LIGHT_BYTES && !hasMore(parsed.document())) {
                    place.becomeLight();
                }
                yield new Reading.Page(
                        fetched,
                        kept,
                        parsed.document(),
                        tree.charset(),
                        parsed.cut() || fetched.truncated(),
                        article,
                        metadata.keywords(),
                        verdict,
                        began);
            }
        };
    }

    /// The bytes of a large page are stored at once, and need no memory beside what is made of them.
    private Optional<BlobId> keepLarge(Fetched fetched) {
        if (fetched.content().length() <= LARGEST_HELD) {
            return Optional.empty();
        }
        BlobId id = blobs.put(fetched.body());
        fetched.content().letGo();
        return Optional.of(id);
    }

    private record Tree(PageParser.Result result, Charset charset) {}

    /// The tree of a page, whose characters are forgotten. Little markup can make many elements, which shows only when
    /// there are many.
    private Tree tree(Fetched fetched, Workshop.Place place) {
        Charsets.Decoded decoded =
                Charsets.decode(fetched.body(), fetched.header("content-type").orElse(null));
        String mediaType = mediaType(fetched);
        if (!place.isHeavy()) {
            PageParser.Result light = parser.upTo(LIGHT_ELEMENTS).parse(decoded, mediaType, fetched.url());
            if (light instanceof PageParser.Parsed parsed && !parsed.cut()) {
                return new Tree(light, decoded.charset());
            }
            place.becomeHeavy();
        }
        return new Tree(place.run(() -> parser.parse(decoded, mediaType, fetched.url())), decoded.charset());
    }

    private static boolean hasMore(Document document) {
        return document.stream().limit(LIGHT_ELEMENTS + 1L).count() > LIGHT_ELEMENTS;
    }

    /// What the answer is, by what the server says and by its bytes.
    static String mediaType(Fetched fetched) {
        return MediaTypes.of(fetched.header("content-type").orElse(null), fetched.body());
    }
}
