package keeplink.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a zip file says: text, title and author of documents (Office Open XML, ISO/IEC 29500; OpenDocument, ISO/IEC
/// 26300) and books (EPUB 3); of any other the names of the files in it, a line each.
///
/// At most 64 MB are unpacked, 8 MB of them kept; what comes after is not read. Nothing is thrown for what is in it.
///
/// @param title from its own description
/// @param author likewise
record ZippedFile(@Nullable String title, @Nullable String author, String text) {
    private static final Logger log = LoggerFactory.getLogger(ZippedFile.class);

    private static final int MAX_UNPACKED = 64 * 1024 * 1024;
    private static final int MAX_KEPT = 8 * 1024 * 1024;
    private static final int MAX_FILES = 5_000;
    /// Of a chapter of a book.
    private static final int MAX_CHAPTER = 500_000;

    private static final Pattern DOCUMENT = Pattern.compile(
            "word/(?:document|footnotes|endnotes)\\.xml|content\\.xml|ppt/slides/slide[0-9]+\\.xml|xl/sharedStrings\\.xml");
    private static final Pattern ABOUT = Pattern.compile("docProps/core\\.xml|meta\\.xml|.*\\.opf");
    private static final Pattern CHAPTER = Pattern.compile(".*\\.x?html?");

    /// What holds text, but in OpenDocument, where paragraphs do.
    private static final String RUN = "t";
    /// What stands before it once more, for older programs.
    private static final String FALLBACK = "Fallback";

    private static final Set<String> SPACES = Set.of("tab", "s", "br", "line-break");
    /// By their names without prefix: `w:p`, `a:p` and `text:p`, `text:h`, `si` of a spreadsheet.
    private static final Set<String> PARAGRAPHS = Set.of("p", "h", "si");

    static boolean is(byte[] body) {
        return body.length > 4 && body[0] == 'P' && body[1] == 'K' && body[2] == 3 && body[3] == 4;
    }

    static ZippedFile of(byte[] body) {
        List<String> names = new ArrayList<>();
        Map<String, byte[]> kept = unpack(body, names);
        Document about = kept.entrySet().stream()
                .filter(file -> ABOUT.matcher(file.getKey()).matches())
                .findFirst()
                .map(file -> xml(file.getValue()))
                .orElseGet(() -> new Document(""));
        String text =
                kept.keySet().stream().anyMatch(name -> DOCUMENT.matcher(name).matches())
                        ? document(kept)
                        : names.contains("META-INF/container.xml") ? book(kept) : String.join("\n", names);
        return new ZippedFile(said(about, "dc:title"), said(about, "dc:creator"), bounded(text));
    }

    private static Map<String, byte[]> unpack(byte[] body, List<String> names) {
        Map<String, byte[]> kept = new LinkedHashMap<>();
        int left = MAX_UNPACKED;
        int room = MAX_KEPT;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body))) {
            for (ZipEntry entry = zip.getNextEntry();
                    entry != null && left > 0 && names.size() < MAX_FILES;
                    entry = zip.getNextEntry()) {
                String name = entry.getName();
                names.add(name);
                if (DOCUMENT.matcher(name).matches()
                        || ABOUT.matcher(name).matches()
                        || CHAPTER.matcher(name).matches()) {
                    byte[] content = zip.readNBytes(room);
                    kept.put(name, content);
                    room -= content.length;
                    left -= content.length;
                }
                byte[] some = new byte[8_192];
                for (int read = zip.read(some); read > 0 && left > 0; read = zip.read(some)) {
                    left -= read;
                }
            }
        } catch (IOException | IllegalArgumentException broken) {
            log.debug("zip file of {} bytes cannot be read further", body.length, broken);
        }
        return kept;
    }

    /// The parts in the order of their numbers: the tenth slide comes after the ninth.
    private static String document(Map<String, byte[]> kept) {
        StringBuilder text = new StringBuilder();
        kept.keySet().stream()
                .filter(name -> DOCUMENT.matcher(name).matches())
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .forEach(name -> append(kept.get(name), name.equals("content.xml"), text));
        return text.toString();
    }

    private static void append(byte @Nullable [] part, boolean open, StringBuilder text) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader xml =
                    factory.createXMLStreamReader(new ByteArrayInputStream(part == null ? new byte[0] : part));
            Depths depths = new Depths();
            while (xml.hasNext() && text.length() < MediaReader.MAX_TEXT) {
                switch (xml.next()) {
                    case XMLStreamConstants.CHARACTERS -> text.append(depths.isText(open) ? xml.getText() : "");
                    case XMLStreamConstants.START_ELEMENT -> {
                        depths.change(xml.getLocalName(), 1);
                        text.append(SPACES.contains(xml.getLocalName()) ? " " : "");
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depths.change(xml.getLocalName(), -1);
                        text.append(PARAGRAPHS.contains(xml.getLocalName()) ? "\n" : "");
                    }
                    default -> {}
                }
            }
        } catch (XMLStreamException broken) {
            log.debug("document ends after {} characters", text.length(), broken);
        }
    }

    /// How deep the place is in elements of a kind.
    private static final class Depths {
        private int runs;
        private int paragraphs;
        private int fallbacks;

        void change(String name, int by) {
            runs += name.equals(RUN) ? by : 0;
            paragraphs += PARAGRAPHS.contains(name) ? by : 0;
            fallbacks += name.equals(FALLBACK) ? by : 0;
        }

        boolean isText(boolean open) {
            return fallbacks == 0 && (runs > 0 || (open && paragraphs > 0));
        }
    }

    /// The chapters in the order of the book, without those it does not list.
    private static String book(Map<String, byte[]> kept) {
        StringBuilder text = new StringBuilder();
        kept.forEach((name, content) -> {
            if (name.endsWith(".opf")) {
                Document book = xml(content);
                String folder = name.substring(0, name.lastIndexOf('/') + 1);
                Map<String, String> files = new LinkedHashMap<>();
                book.getElementsByTag("item").forEach(item -> files.put(item.id(), folder + item.attr("href")));
                for (Element chapter : book.getElementsByTag("itemref")) {
                    byte[] page = kept.get(files.getOrDefault(chapter.attr("idref"), ""));
                    if (page != null && text.length() < MediaReader.MAX_TEXT) {
                        String html = new String(page, 0, Math.min(page.length, MAX_CHAPTER), UTF_8);
                        text.append(VisibleText.of(Jsoup.parse(html))).append("\n\n");
                    }
                }
            }
        });
        return text.toString();
    }

    private static Document xml(byte[] content) {
        return Jsoup.parse(
                new String(content, 0, Math.min(content.length, MAX_CHAPTER), UTF_8), "", Parser.xmlParser());
    }

    private static @Nullable String said(Document about, String name) {
        Element element = about.getElementsByTag(name).first();
        return element == null ? null : Texts.line(element.text(), Metadata.MAX_LINE);
    }

    private static String bounded(String text) {
        String whole = text.strip();
        return whole.substring(0, Math.min(whole.length(), MediaReader.MAX_TEXT));
    }
}
