package keeplink.page;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.BooleanSupplier;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Document.OutputSettings;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/// Turns the characters of a page into a tree, as a browser with scripting off does, within bounds of time and
/// elements.
///
/// Depth needs no bound of ours: the parser flattens what is nested deeper than 512 elements. What takes
/// quadratic time or multiplies elements or their attributes runs into the deadline or a cap; the tree is cut
/// there. Safe for many threads.
public final class PageParser {
    /// How long one page may take.
    public static final Duration DEFAULT_WITHIN = Duration.ofSeconds(2);

    /// How many elements one page may have.
    public static final int DEFAULT_ELEMENTS = 300_000;

    /// Attributes one page may have, for each element it may have: more than any page of that size needs.
    private static final int ATTRIBUTES_PER_ELEMENT = 4;

    private final Duration within;
    private final int maxElements;

    /// A parser with the bounds of a page: 2 s and 300,000 elements.
    public PageParser() {
        this(DEFAULT_WITHIN, DEFAULT_ELEMENTS);
    }

    /// A parser with other bounds.
    public PageParser(Duration within, int maxElements) {
        this.within = within;
        this.maxElements = maxElements;
    }

    /// The same with no more elements than this.
    public PageParser upTo(int elements) {
        return new PageParser(within, Math.min(elements, maxElements));
    }

    /// What became of parsing a page.
    public sealed interface Result {}

    /// A tree.
    ///
    /// @param document prints without indenting, so text stays as it was
    /// @param cut whether a bound was reached and the tree ends there
    public record Parsed(Document document, boolean cut) implements Result {}

    /// A bound was reached before anything was there that a person could read or see.
    public record TooComplex() implements Result {}

    /// Parses a page.
    ///
    /// @param baseUrl the address it came from, to which relative addresses refer unless `<base>` says otherwise
    public Result parse(Charsets.Decoded page, String baseUrl) {
        return parse(page.text(), baseUrl);
    }

    /// Parses a page in the syntax it was served in.
    ///
    /// @param mediaType `application/xhtml+xml` is read by the rules of XML: an empty tag has no content
    public Result parse(Charsets.Decoded page, String mediaType, String baseUrl) {
        return parse(mediaType.equals(MediaTypes.XHTML) ? Xhtml.asHtml(page.text()) : page.text(), baseUrl);
    }

    /// Parses a page that is text already.
    public Result parse(String html, String baseUrl) {
        DeadlineReader reader =
                new DeadlineReader(new StringReader(withLineFeeds(html)), System.nanoTime() + within.toNanos());
        boolean capped = false;
        Document document;
        try (StreamParser parser = new StreamParser(Parser.htmlParser())) {
            // Elements are handed out when they end. Some markup (unclosed formatting in a table) makes many before one
            // ends, so the tree itself is counted as well, each time a quarter more was read.
            reader.endWhen(() -> isFull(parser.document()));
            parser.parse(reader, baseUrl);
            Iterator<Element> elements = parser.iterator();
            Size size = new Size();
            while (elements.hasNext()) {
                Element element = elements.next();
                if (size.elements == 0) {
                    Quirks.apply(parser.document());
                }
                size.add(element);
                if (size.isFull() || (size.elements % 256 == 0 && reader.isLate())) {
                    capped = elements.hasNext();
                    break;
                }
            }
            document = parser.stop().document();
        }
        document.outputSettings(new OutputSettings().prettyPrint(false).escapeMode(Entities.EscapeMode.base));
        boolean cut = capped || reader.wasCut();
        return cut && !isUsable(document) ? new TooComplex() : new Parsed(document, cut);
    }

    private boolean isFull(Document document) {
        Size size = new Size();
        for (Iterator<Element> all = document.stream().iterator(); all.hasNext() && !size.isFull(); ) {
            size.add(all.next());
        }
        return size.isFull();
    }

    /// How large a tree is so far.
    private final class Size {
        private int elements;
        private int attributes;

        void add(Element element) {
            elements++;
            attributes += element.attributesSize();
        }

        boolean isFull() {
            return elements >= maxElements || attributes / ATTRIBUTES_PER_ELEMENT >= maxElements;
        }
    }

    /// Line ends as a browser reads them (HTML standard, section 13.2.3.5); one written as a character reference
    /// stays.
    private static String withLineFeeds(String html) {
        return html.indexOf('\r') < 0 ? html : html.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static boolean isUsable(Document document) {
        return document.body()
                        .selectStream("img, picture, svg, video, object")
                        .findAny()
                        .isPresent()
                || document.body().nodeStream(TextNode.class).anyMatch(text -> !text.isBlank());
    }

    /// Ends early when time is over: the parser then closes what is open, and what was read is a tree.
    private static final class DeadlineReader extends Reader {
        /// Less text cannot make a tree that costs much.
        private static final long FIRST_LOOK = 16 * 1024;

        private final Reader source;
        private final long deadline;
        private boolean cut;
        private BooleanSupplier full = () -> false;
        private long read;
        private long nextLook = FIRST_LOOK;

        DeadlineReader(Reader source, long deadline) {
            this.source = source;
            this.deadline = deadline;
        }

        void endWhen(BooleanSupplier isFull) {
            full = isFull;
        }

        boolean isLate() {
            return System.nanoTime() - deadline > 0;
        }

        boolean wasCut() {
            return cut;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            if (cut || isLate() || isFull()) {
                cut = true;
                return -1;
            }
            int count = source.read(buffer, offset, length);
            read += count;
            return count;
        }

        private boolean isFull() {
            if (read < nextLook) {
                return false;
            }
            nextLook = read + read / 4;
            return full.getAsBoolean();
        }

        @Override
        public void close() {
            try {
                source.close();
            } catch (IOException neverFromText) {
                throw new UncheckedIOException(neverFromText);
            }
        }
    }
}
