package keeplink.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import okhttp3.Response;

/// Reads the body of an answer up to a bound, decompressed.
///
/// What hits the bound: of a text the part within it is kept, for half a page is still worth reading; of anything
/// else nothing, for half an image is none. Nothing is kept either of a text whose declared length is beyond all
/// bounds, and of one that was compressed more than any real text is (a decompression bomb).
final class BodyReader {
    /// What became of a body.
    @SuppressWarnings("ArrayRecordComponent") // It is handed on at once and never compared.
    sealed interface Body {
        record Whole(byte[] bytes) implements Body {}

        record Cut(byte[] bytes) implements Body {}

        record Refused(FetchFailure reason, String detail) implements Body {}
    }

    /// Deflate cannot do more than 1032 to 1 (zlib.net/zlib_tech.html); pages come to 20 or 30 to 1.
    private static final long BOMB_RATIO = 100;

    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    private final Exchange exchange;
    private final long mostWire;
    private final long mostDecoded;
    private final boolean mayCut;
    private final Growth growth;

    /// Asked once when a body turns out to be large; may wait.
    @FunctionalInterface
    interface Growth {
        void large() throws IOException;
    }

    /// @param mayCut whether the part of a text within the bound is wanted
    BodyReader(Exchange exchange, long mostWire, long mostDecoded, boolean mayCut, Growth growth) {
        this.exchange = exchange;
        this.mostWire = mostWire;
        this.mostDecoded = mostDecoded;
        this.mayCut = mayCut;
        this.growth = growth;
    }

    Body read(Response response) throws IOException {
        if (!hasOneLength(response)) {
            return new Body.Refused(FetchFailure.BAD_ANSWER, "Lengths: " + response.headers("content-length"));
        }
        String coding = coding(response);
        boolean packed = !coding.isEmpty() && !coding.equals("identity");
        boolean cutting = mayCut && isText(response);
        long declared = response.body().contentLength();
        if (declared > mostWire) {
            return new Body.Refused(FetchFailure.TOO_LARGE_ON_WIRE, declared + " bytes are declared");
        }
        if (!packed && !cutting && declared > mostDecoded) {
            return new Body.Refused(FetchFailure.TOO_LARGE, declared + " bytes are declared");
        }
        InputStream raw = response.body().byteStream();
        return switch (coding) {
            case "", "identity" -> read(raw, cutting);
            case "gzip", "x-gzip" -> read(new GZIPInputStream(raw), cutting);
            case "deflate" -> read(inflating(raw), cutting);
            default ->
                new Body.Refused(
                        FetchFailure.BAD_ANSWER, "A coding nobody asked for: " + response.headers("content-encoding"));
        };
    }

    /// `deflate` means the zlib format (RFC 9110 section 8.4.1.2), but some servers send the data without its head.
    private static InputStream inflating(InputStream raw) throws IOException {
        var in = new PushbackInputStream(raw, 2);
        byte[] head = in.readNBytes(2);
        in.unread(head);
        // RFC 1950 section 2.2
        boolean zlib =
                head.length == 2 && (head[0] & 0x0f) == 8 && (((head[0] & 0xff) << 8) | (head[1] & 0xff)) % 31 == 0;
        return new InflaterInputStream(in, new Inflater(!zlib));
    }

    private Body read(InputStream in, boolean cutting) throws IOException {
        var bytes = new Bytes();
        byte[] buffer = new byte[16 * 1024];
        try {
            int count = in.read(buffer);
            while (count >= 0) {
                int room = (int) Math.min(count, mostDecoded - bytes.size());
                if (bytes.size() < LargeBodies.LARGE && bytes.size() + room >= LargeBodies.LARGE) {
                    growth.large();
                }
                bytes.add(buffer, room);
                if (room < count) {
                    return full(bytes, cutting, FetchFailure.TOO_LARGE);
                }
                count = in.read(buffer);
            }
        } catch (IOException e) {
            if (Failures.isWireExceeded(e)) {
                return full(bytes, cutting, FetchFailure.TOO_LARGE_ON_WIRE);
            }
            throw e;
        }
        return new Body.Whole(bytes.take());
    }

    private Body full(Bytes bytes, boolean cutting, FetchFailure bound) {
        if (bytes.size() > BOMB_RATIO * exchange.wire().arrived()) {
            return new Body.Refused(FetchFailure.TOO_LARGE_UNPACKED, "A bomb, cut after " + bytes.size() + " bytes");
        }
        return cutting && bytes.size() > 0
                ? new Body.Cut(bytes.take())
                : new Body.Refused(bound, "Cut after " + bytes.size() + " bytes");
    }

    /// RFC 9112 section 6.3: several lengths, or one that is no number, make an answer invalid, unless it is in
    /// chunks.
    private static boolean hasOneLength(Response response) {
        List<String> lengths =
                response.headers("content-length").stream().distinct().toList();
        return lengths.isEmpty()
                || response.header("transfer-encoding") != null
                || (lengths.size() == 1 && LENGTH.matcher(lengths.getFirst()).matches());
    }

    private static String coding(Response response) {
        return String.join(",", response.headers("content-encoding")).strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isText(Response response) {
        String type = String.valueOf(response.header("content-type", "")).toLowerCase(Locale.ROOT);
        return type.isBlank() || type.startsWith("text/") || type.contains("html") || type.contains("xml");
    }
}
