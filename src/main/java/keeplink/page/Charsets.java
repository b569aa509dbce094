package keeplink.page;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/// Turns the bytes of a page into characters.
///
/// What says which encoding it is, the first that does: a byte order mark, the charset of `Content-Type`, bytes
/// that are
/// valid UTF-8 with at least one character beyond ASCII, `<meta>` (HTML, section "prescan a byte stream"), a
/// guess by the
/// bytes, windows-1252. Valid UTF-8 stands before `<meta>` because many pages were saved as UTF-8 and still
/// declare what
/// they once were. A declared encoding in which the bytes make no sense gives way to one in which they do,
/// provided that
/// is one where making sense means something (UTF-8 and the multi-byte ones of East Asia).
///
/// Only the labels of the WHATWG Encoding Standard count, with its meanings (see [EncodingLabels]); any other
/// label is as if it were not there. Never throws for what the bytes or the header are. Bytes without a meaning
/// become U+FFFD, a byte order mark is left out.
public final class Charsets {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /// How much of the bytes is enough to guess by.
    private static final int GUESS_BYTES = 1 << 20;

    private Charsets() {}

    /// A page as characters, which are made when they are asked for: a large page is read as it goes.
    ///
    /// @param body not to be changed
    /// @param start where the first character is, behind a byte order mark
    /// @param charset what it is read as
    @SuppressWarnings("ArrayRecordComponent") // It is read at once and never compared.
    public record Decoded(byte[] body, int start, Charset charset) {
        /// All characters.
        public String text() {
            return new String(body, start, body.length - start, charset);
        }

        /// All characters, one after another.
        public Reader reader() {
            return new InputStreamReader(new ByteArrayInputStream(body, start, body.length - start), charset);
        }
    }

    /// Decodes a page.
    ///
    /// @param contentType the value of the header `Content-Type`, if there was one
    public static Decoded decode(byte[] body, @Nullable String contentType) {
        if (startsWith(body, 0xEF, 0xBB, 0xBF)) {
            return new Decoded(body, 3, UTF_8);
        }
        if (startsWith(body, 0xFE, 0xFF)) {
            return new Decoded(body, 2, UTF_16BE);
        }
        if (startsWith(body, 0xFF, 0xFE)) {
            return new Decoded(body, 2, UTF_16LE);
        }
        return new Decoded(body, 0, choose(body, contentType));
    }

    private static Charset choose(byte[] body, @Nullable String contentType) {
        Optional<Charset> header =
                Optional.ofNullable(contentType).map(MetaPrescan::charsetOf).flatMap(EncodingLabels::charset);
        if (header.isPresent() && fits(body, header.get())) {
            return header.get();
        }
        if (fits(body, UTF_8, true)) {
            return UTF_8;
        }
        Optional<Charset> meta = MetaPrescan.charset(body);
        Optional<Charset> declared = header.or(() -> meta);
        if (header.isEmpty() && meta.isPresent() && fits(body, meta.get())) {
            return meta.get();
        }
        Predicate<Charset> makesSense = charset -> isTelling(charset) && fits(body, charset);
        return Stream.of(
                        meta.filter(makesSense),
                        guess(body).filter(guess -> declared.isEmpty() || makesSense.test(guess)),
                        declared)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(WINDOWS_1252);
    }

    private static Optional<Charset> guess(byte[] body) {
        UniversalDetector detector = new UniversalDetector();
        detector.handleData(body, 0, Math.min(body.length, GUESS_BYTES));
        detector.dataEnd();
        return Optional.ofNullable(detector.getDetectedCharset()).flatMap(EncodingLabels::charset);
    }

    /// Whether text in another encoding would be found out: single-byte ones give a meaning to nearly every byte.
    private static boolean isTelling(Charset charset) {
        return charset.newEncoder().maxBytesPerChar() > 1;
    }

    /// Whether all bytes have a meaning, less a character that is cut at the end.
    private static boolean fits(byte[] body, Charset charset) {
        return fits(body, charset, false);
    }

    private static boolean fits(byte[] body, Charset charset, boolean beyondAscii) {
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(body);
        CharBuffer out = CharBuffer.allocate(8192);
        boolean seen = !beyondAscii;
        while (true) {
            CoderResult result = decoder.decode(in, out, false);
            if (result.isError()) {
                return false;
            }
            out.flip();
            seen = seen || isBeyondAscii(out);
            if (result.isUnderflow()) {
                return seen;
            }
            out.clear();
        }
    }

    private static boolean isBeyondAscii(CharBuffer characters) {
        for (int i = 0; i < characters.length(); i++) {
            if (characters.charAt(i) > 0x7F) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] body, int... bytes) {
        if (body.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((body[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
