package keeplink.page;

import java.io.Reader;
import java.io.StringReader;
import java.time.Duration;
import java.util.Iterator;
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
/// quadratic time or multiplies elements, their attributes or what lies between them runs into the bound of time or
/// a cap; the tree is cut
/// there. Safe for many threads.
public final class PageParser {
    /// How long the parser may compute for one page.
    public static final Duration DEFAULT_WITHIN = Duration.ofSeconds(2);

    /// How many elements one page may have.
    public static final int DEFAULT_ELEMENTS = 300_000;

    /// Attributes one page may have, for each element it may have: more than any page of that size needs.
    private static final int ATTRIBUTES_PER_ELEMENT = 4;

    /// Likewise texts: before an element and behind it. Only comments between them, which may be three characters
    /// short, make more.
    private static final int NODES_PER_ELEMENT = 3;

    private final Duration within;
    private final int maxElements;

    /// A parser with the bounds of a page: 2 s and 300,000 elements.
    public PageParser() {
        this(DEFAULT_WITHIN, DEFAULT_ELEMENTS);
    }

    /// A parser with other bounds.
    ///
    /// @param within how long it may compute; waiting for a processor does not count
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
        return parse(page.reader(), baseUrl);
    }

    /// Parses a page in the syntax it was served in.
    ///
    /// @param mediaType `application/xhtml+xml` is read by the rules of XML: an empty tag has no content
    public Result parse(Charsets.Decoded page, String mediaType, String baseUrl) {
        return parse(
                mediaType.equals(MediaTypes.XHTML) ? new StringReader(Xhtml.asHtml(page.text())) : page.reader(),
                baseUrl);
    }

    /// Parses a page that is text already.
    public Result parse(String html, String baseUrl) {
        return parse(new StringReader(html), baseUrl);
    }

    private Result parse(Reader html, String baseUrl) {
        return OwnThread.run(() -> parse(html, baseUrl, new Effort(within)));
    }

    private Result parse(Reader html, String baseUrl, Effort effort) {
        boolean capped = false;
        Document document;
        BoundedReader reader;
        try (StreamParser parser = new StreamParser(Parser.htmlParser())) {
            // Elements are handed out when they end. Some markup (unclosed formatting in a table) makes many before one
            // ends, so the tree itself is counted as well, each time a quarter more was read.
            reader = new BoundedReader(html, effort, () -> isFull(parser.document()));
            parser.parse(reader, baseUrl);
            Iterator<Element> elements = parser.iterator();
            Size size = new Size();
            while (elements.hasNext()) {
                Element element = elements.next();
                if (size.elements == 0) {
                    Quirks.apply(parser.document());
                }
                size.add(element);
                if (size.isFull() || (size.elements % 256 == 0 && effort.isSpent())) {
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
        private int nodes;

        void add(Element element) {
            elements++;
            int own = element.attributesSize();
            if (own == 0) {
                // an empty list, which the parser gives to repeated formatting, takes as much as the element
                element.clearAttributes();
            }
            attributes += own;
            nodes += element.childNodeSize();
        }

        boolean isFull() {
            return elements >= maxElements
                    || attributes / ATTRIBUTES_PER_ELEMENT >= maxElements
                    || nodes / NODES_PER_ELEMENT >= maxElements;
        }
    }

    private static boolean isUsable(Document document) {
        return document.body()
                        .selectStream("img, picture, svg, video, object")
                        .findAny()
                        .isPresent()
                || document.body().nodeStream(TextNode.class).anyMatch(text -> !text.isBlank());
    }
}
