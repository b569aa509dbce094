package keeplink.page;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// Reads what is not a page: a title and, where there is text, the text. Safe for many threads.
public final class MediaReader {
    /// Characters of text kept of one file.
    public static final int MAX_TEXT = 2_000_000;

    private static final int MAX_OPENING = 300;
    /// Enough for an opening.
    private static final int MAX_XML = 20_000;

    private final PdfReader pdf;

    /// With the usual bounds on PDF.
    public MediaReader() {
        this(new PdfReader());
    }

    /// With other bounds on PDF.
    public MediaReader(PdfReader pdf) {
        this.pdf = pdf;
    }

    /// Reads a file; what cannot be read has no text, and nothing is thrown for what is in it.
    ///
    /// @param body the bytes, possibly cut
    /// @param mediaType what [MediaTypes] says it is
    /// @param charset how text is encoded
    /// @param url where it came from; its last part is the title where nothing better is known
    public Medium read(byte[] body, String mediaType, Charset charset, String url) {
        if (mediaType.equals("application/pdf")) {
            PdfReader.Pdf read = pdf.read(body);
            String opening = Texts.line(read.text(), MAX_OPENING);
            return new Medium(
                    article(
                            read.title() == null ? fileName(url) : read.title(),
                            read.author(),
                            read.created(),
                            opening,
                            read.text()),
                    read.pages(),
                    read.hurdle());
        }
        Article article = unpaged(body, mediaType, charset, url);
        boolean cut = article.text().length() >= MAX_TEXT;
        return new Medium(article, 0, cut ? Verdict.Hurdle.CUT : Verdict.Hurdle.NONE);
    }

    /// What is in a file.
    ///
    /// @param article its title and, where there is text, the text
    /// @param pages how many a PDF has; 0 for any other file and for a PDF that cannot be read
    /// @param hurdle what kept its text from being read, or from being read to its end
    public record Medium(Article article, int pages, Verdict.Hurdle hurdle) {}

    private static Article unpaged(byte[] body, String mediaType, Charset charset, String url) {
        if (RichText.is(body)) {
            RichText rich = RichText.of(body);
            return document(rich.title(), rich.author(), rich.text(), url);
        }
        if (MediaTypes.isText(mediaType)) {
            return text(text(body, charset), mediaType, url);
        }
        if (ZippedFile.is(body)) {
            ZippedFile zipped = ZippedFile.of(body);
            return document(zipped.title(), zipped.author(), zipped.text(), url);
        }
        if (mediaType.equals("image/svg+xml")) {
            Drawing drawing = Drawing.of(text(body, StandardCharsets.UTF_8));
            String title = drawing.title() == null ? fileName(url) : drawing.title();
            return article(title, null, null, words(drawing.size()), drawing.text());
        }
        return article(fileName(url), null, null, words(ImageSize.of(body, mediaType)), "");
    }

    private static @Nullable String words(Optional<ImageSize> size) {
        return size.map(image -> image.width() + " × " + image.height()).orElse(null);
    }

    private static Article document(@Nullable String title, @Nullable String author, String text, String url) {
        return article(title == null ? fileName(url) : title, author, null, Texts.line(text, MAX_OPENING), text);
    }

    private static Article text(String text, String mediaType, String url) {
        Feed feed = mediaType.endsWith("xml") || mediaType.endsWith("json")
                ? Feed.of(text).orElse(null)
                : null;
        if (feed != null) {
            String entries = String.join("\n\n", feed.entries());
            String opening = feed.description() == null ? Texts.line(entries, MAX_OPENING) : feed.description();
            return article(
                    feed.title() == null ? fileName(url) : feed.title(),
                    feed.author(),
                    feed.newest(),
                    opening,
                    entries);
        }
        String title = null;
        String author = null;
        Instant published = null;
        String opening = null;
        if (isMarkdown(text, mediaType, url)) {
            Markdown markdown = Markdown.of(text);
            title = markdown.title();
            author = markdown.author();
            published = markdown.published();
            opening = markdown.opening();
        } else if (mediaType.endsWith("json")) {
            JsonLd.Named named = JsonLd.named(text);
            title = Texts.line(named.name(), Metadata.MAX_LINE);
            opening = Texts.line(named.description(), Metadata.MAX_EXCERPT);
        } else if (mediaType.equals("text/calendar")) {
            CalendarFile calendar = CalendarFile.of(text);
            title = calendar.title();
            opening = Texts.line(String.join(", ", calendar.events()), MAX_OPENING);
        } else if (mediaType.endsWith("xml")) {
            opening = Texts.line(withoutTags(text), MAX_OPENING);
        }
        return article(
                title == null ? fileName(url) : title,
                author,
                published,
                opening == null ? Texts.line(text, MAX_OPENING) : opening,
                text);
    }

    /// Servers of source code call it plain.
    private static boolean isMarkdown(String text, String mediaType, String url) {
        return mediaType.endsWith("markdown")
                || (mediaType.equals("text/plain")
                        && (text.startsWith("# ")
                                || fileName(url).toLowerCase(Locale.ROOT).matches(".*\\.(md|markdown)")));
    }

    private static String withoutTags(String xml) {
        String start = xml.substring(0, Math.min(xml.length(), MAX_XML));
        return Jsoup.parse(start, "", Parser.xmlParser())
                .nodeStream(TextNode.class)
                .map(TextNode::text)
                .collect(Collectors.joining(" "));
    }

    private static Article article(
            String title, @Nullable String byline, @Nullable Instant published, @Nullable String excerpt, String text) {
        return new Article(title, byline, null, published, null, Languages.guess(text), excerpt, null, null, "", text);
    }

    private static String text(byte[] body, Charset charset) {
        // No charset takes more than four bytes for a character.
        int bytes = (int) Math.min(body.length, 4L * MAX_TEXT);
        String text = new String(body, 0, bytes, charset);
        String bare = text.startsWith("\ufeff") ? text.substring(1) : text;
        return bare.length() > MAX_TEXT ? bare.substring(0, MAX_TEXT) : bare;
    }

    /// The last part of the path, decoded; the host where there is none.
    static String fileName(String url) {
        HttpUrl address = HttpUrl.parse(url);
        if (address == null) {
            String line = Texts.line(url, Metadata.MAX_LINE);
            return line == null ? "?" : line;
        }
        String last = address.pathSegments().getLast();
        String name = Texts.line(last, Metadata.MAX_LINE);
        return name == null ? address.host().toLowerCase(Locale.ROOT) : name;
    }
}
