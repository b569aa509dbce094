package keeplink.transfer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.Arrays;
import keeplink.page.Charsets;

/// How files that are text are read, in whatever encoding.
final class TextFile {
    /// Enough of a file to know what it is.
    static final int HEAD = 64 * 1024;

    private TextFile() {}

    /// The beginning of a file, which stays unread.
    static byte[] head(BufferedInputStream in) throws IOException {
        in.mark(HEAD);
        byte[] head = in.readNBytes(HEAD);
        in.reset();
        return head;
    }

    /// The characters of a text whose encoding shows in its beginning.
    static Reader reader(InputStream in) throws IOException {
        BufferedInputStream text = new BufferedInputStream(in, HEAD);
        Charsets.Decoded head = decoded(head(text));
        text.skipNBytes(head.start());
        return new InputStreamReader(text, head.charset());
    }

    static Charsets.Decoded decoded(byte[] head) {
        return Charsets.decode(wholeCharacters(head), "text/html");
    }

    /// A character that is cut in the middle would belie the encoding.
    private static byte[] wholeCharacters(byte[] head) {
        int end = head.length;
        while (head.length == HEAD && end > HEAD - 4 && head[end - 1] < 0) {
            end--;
        }
        return end == head.length ? head : Arrays.copyOf(head, end);
    }
}
