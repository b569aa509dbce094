package keeplink.snapshot;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import keeplink.page.Charsets;
import keeplink.page.MediaTypes;
import keeplink.page.PageParser;
import keeplink.snapshot.PageFiles.Got.File;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/// The pages within a page, read one level deep and with bounds of their own. One thread at a time.
final class Frames {
    /// More are not read; pages have one or two that show something.
    private static final int MAX_FRAMES = 20;

    /// How many elements all of them may have together.
    private static final int MAX_ELEMENTS = 100_000;

    private static final Duration WITHIN = Duration.ofSeconds(1);

    private final Map<Frame, Page> pages = new HashMap<>();
    private int elementsLeft = MAX_ELEMENTS;

    /// A page that was read.
    ///
    /// @param url what its relative addresses refer to
    record Page(Document document, String url) {}

    /// Whether a file is a page and no picture or film.
    static boolean isPage(File file) {
        return MediaTypes.isPage(MediaTypes.of(file.contentType(), file.bytes()));
    }

    /// Reads the page of a frame; null where it is none or shows nothing without scripts.
    @Nullable
    Page read(Frame frame, PageFiles files) {
        String srcdoc = frame.srcdoc();
        if (srcdoc != null) {
            return parse(frame, srcdoc, frame.address());
        }
        if (!(files.of(frame.address()) instanceof File file)) {
            return null;
        }
        String url = file.url().isEmpty() ? frame.address() : file.url();
        String mediaType = MediaTypes.of(file.contentType(), file.bytes());
        if (mediaType.startsWith("image/") && file.contentType().startsWith("image/")) {
            return parse(frame, picture(url), url);
        }
        boolean isText = mediaType.equals("text/plain");
        if (!isText && !MediaTypes.isPage(mediaType)) {
            return null;
        }
        Charsets.Decoded decoded = Charsets.decode(file.bytes(), file.contentType());
        return isText
                ? parse(frame, plain(decoded.text()), url)
                : read(frame, new PageParser(WITHIN, Math.max(1, elementsLeft)).parse(decoded, mediaType, url), url);
    }

    /// What a browser makes of a picture that is all there is in a frame.
    private static String picture(String url) {
        StringBuilder html = new StringBuilder("<!doctype html><body style=\"margin:0\"><img src=\"");
        HtmlText.escapeOwn(html, url);
        return html.append("\">").toString();
    }

    /// What a browser makes of a file of text.
    private static String plain(String text) {
        StringBuilder html = new StringBuilder("<!doctype html><pre style=\"white-space:pre-wrap\">\n");
        HtmlText.escapeOwn(html, text);
        return html.append("</pre>").toString();
    }

    private @Nullable Page parse(Frame frame, String html, String url) {
        return read(frame, new PageParser(WITHIN, Math.max(1, elementsLeft)).parse(html, url), url);
    }

    private @Nullable Page read(Frame frame, PageParser.Result result, String url) {
        if (pages.size() >= MAX_FRAMES
                || elementsLeft <= 0
                || !(result instanceof PageParser.Parsed parsed)
                || !Frame.isWorthKeeping(parsed.document())) {
            return null;
        }
        elementsLeft -= parsed.document().getAllElements().size();
        Page page = new Page(parsed.document(), url);
        pages.put(frame, page);
        return page;
    }

    /// The page of a frame that was read before.
    @Nullable
    Page of(Frame frame) {
        return pages.get(frame);
    }
}
