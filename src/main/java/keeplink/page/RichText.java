package keeplink.page;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What is written in a document of Rich Text Format (its specification, version 1.9.1): title and author from its own
/// description, and its text with footnotes and text boxes, a paragraph a line, a tab between cells. Headers, fields'
/// instructions, pictures and what is marked as hidden or deleted are no text.
///
/// A reader of our own: that of the JDK's Swing knows neither Unicode nor the code pages of China, Japan and Korea,
/// and RTF Parser Kit ends at the first code page or control word it does not know and takes as much memory as the
/// file says a picture has. This one reads on, takes time in the length of the file, and throws nothing for what is
/// in it.
///
/// @param title null where it has none
/// @param author likewise
record RichText(@Nullable String title, @Nullable String author, String text) {
    private static final byte[] START = "{\\rtf".getBytes(US_ASCII);

    static boolean is(byte[] body) {
        return body.length > START.length && Arrays.equals(body, 0, START.length, START, 0, START.length);
    }

    /// Reads a document until its end, or [MediaReader#MAX_TEXT] characters of text.
    static RichText of(byte[] body) {
        RichTextReader reader = new RichTextReader(body);
        reader.read();
        return new RichText(
                Texts.line(reader.title(), Metadata.MAX_LINE),
                Texts.line(reader.author(), Metadata.MAX_LINE),
                reader.text().strip());
    }
}
