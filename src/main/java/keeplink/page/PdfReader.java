package keeplink.page;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Calendar;
import keeplink.page.Verdict.Hurdle;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads title and text of a PDF (ISO 32000-1) with PDFBox, within bounds on bytes, pages, characters and time. What a
/// stranger put into a file never gets out as an exception: what was read until then is what there is.
///
/// A file that opens only with a password or key is not read; one whose permissions (section 7.6.3.2) forbid taking
/// text out of it is read for its title, author and pages only. Safe for many threads.
public final class PdfReader {
    private static final Logger log = LoggerFactory.getLogger(PdfReader.class);

    private final Clock clock;
    private final Duration time;
    private final int pages;
    private final int characters;

    /// 16 MB, 500 pages, [MediaReader#MAX_TEXT] characters and 10 seconds.
    public PdfReader() {
        this(Clock.systemUTC(), Duration.ofSeconds(10), 500, MediaReader.MAX_TEXT);
    }

    /// @param time after which no further text is taken; looked at with every piece of text
    /// @param pages read from the front
    /// @param characters of text kept
    public PdfReader(Clock clock, Duration time, int pages, int characters) {
        this.clock = clock;
        this.time = time;
        this.pages = pages;
        this.characters = characters;
    }

    /// What a PDF says.
    ///
    /// @param title from its own description
    /// @param author likewise
    /// @param created when it says it was made
    /// @param pages how many it has, 0 where it cannot be read
    /// @param text empty where there is none, as in scans
    /// @param hurdle what kept the text from being read, or from being read to its end
    public record Pdf(
            @Nullable String title,
            @Nullable String author,
            @Nullable Instant created,
            int pages,
            String text,
            Hurdle hurdle) {
        private static Pdf unread(String text, Hurdle hurdle) {
            return new Pdf(null, null, null, 0, text, hurdle);
        }
    }

    /// Bytes of a PDF read at most.
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    /// Reads as far as the bounds and the file allow.
    public Pdf read(byte[] body) {
        if (body.length > MAX_BYTES) {
            return Pdf.unread("", Hurdle.CUT);
        }
        Bounded text = new Bounded(clock.instant().plus(time));
        try (PDDocument document = Loader.loadPDF(
                body, "", null, null, MemoryUsageSetting.setupMainMemoryOnly(8L * MAX_BYTES).streamCache)) {
            Hurdle hurdle = document.getCurrentAccessPermission().canExtractContent()
                    ? readText(document, text)
                    : Hurdle.FORBIDDEN;
            PDDocumentInformation about = document.getDocumentInformation();
            return new Pdf(
                    title(about.getTitle()),
                    Texts.line(about.getAuthor(), Metadata.MAX_LINE),
                    instant(about.getCreationDate()),
                    document.getNumberOfPages(),
                    text.toString(),
                    hurdle);
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError hostile) {
            // locks that need a key want a library that is not here
            log.debug("PDF of {} bytes cannot be read further", body.length, hostile);
            return Pdf.unread(text.toString(), hasLock(body) ? Hurdle.LOCKED : Hurdle.DAMAGED);
        }
    }

    /// The dictionary that names the lock is itself never locked.
    private static boolean hasLock(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1).contains("/Encrypt");
    }

    private Hurdle readText(PDDocument document, Bounded text) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setSortByPosition(false);
        stripper.setParagraphEnd("\n");
        stripper.setEndPage(pages);
        try {
            stripper.writeText(document, text);
            return document.getNumberOfPages() > pages ? Hurdle.CUT : Hurdle.NONE;
        } catch (EnoughException enough) {
            log.debug("PDF cut after {} characters", text.out.length());
            return Hurdle.CUT;
        } catch (IOException | RuntimeException | StackOverflowError hostile) {
            log.debug("PDF text ends after {} characters", text.out.length(), hostile);
            return Hurdle.DAMAGED;
        }
    }

    /// Word processors write their own file name where the author gave no title.
    private static @Nullable String title(@Nullable String stated) {
        String title = Texts.line(stated, Metadata.MAX_LINE);
        return title == null
                        || title.startsWith("Microsoft Word - ")
                        || title.matches("(?i)untitled.*|.*\\.(?:docx?|indd|tex|dvi|pdf)")
                ? null
                : title;
    }

    private static @Nullable Instant instant(@Nullable Calendar calendar) {
        try {
            return calendar == null ? null : calendar.toInstant();
        } catch (DateTimeException noMoment) {
            return null;
        }
    }

    /// Said from inside the writer when a bound is reached: PDFBox has no other way to stop.
    private static final class EnoughException extends IOException {}

    private final class Bounded extends Writer {
        private final StringBuilder out = new StringBuilder();
        private final Instant end;

        Bounded(Instant end) {
            this.end = end;
        }

        @Override
        public void write(char[] buffer, int from, int length) throws IOException {
            out.append(buffer, from, Math.min(length, characters - out.length()));
            if (out.length() >= characters || clock.instant().isAfter(end)) {
                throw new EnoughException();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        @Override
        public String toString() {
            return out.toString().strip();
        }
    }
}
