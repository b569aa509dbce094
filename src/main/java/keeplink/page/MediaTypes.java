package keeplink.page;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Says what bytes are, from what the server says and, where that is missing or contradicts them, from the bytes.
///
/// The signatures are those of the WHATWG MIME Sniffing Standard (sections 6 and 7.1), as far as Keeplink treats
/// the types differently, and that of Rich Text Format. A page is never made of what the server calls an image,
/// or the other way round, on a guess: only a signature decides.
public final class MediaTypes {
    static final String XHTML = "application/xhtml+xml";

    private static final Set<String> VAGUE = Set.of(
            "",
            "application/octet-stream",
            "binary/octet-stream",
            "application/unknown",
            "unknown/unknown",
            "*/*",
            "text/plain");
    private static final int LOOKED_AT = 1_445;

    private static final Pattern MARKUP = Pattern.compile("</?[A-Za-z]{1,10}[\\s>]|&[#a-z]");

    /// Of so many bytes of a text at most one may be none of a text.
    private static final int STRAY = 32;

    private MediaTypes() {}

    /// The type without parameters in lower case, such as `text/html`; `application/octet-stream` where nothing
    /// tells.
    ///
    /// @param stated the Content-Type header, null where there was none
    /// @param start the first bytes of the body, 1,445 are enough
    public static String of(@Nullable String stated, byte[] start) {
        String type = essence(stated);
        String signed = signature(start);
        if (signed != null && !signed.equals(type) && contradicts(type, signed)) {
            return signed;
        }
        if (!VAGUE.contains(type)) {
            return (isPage(type) || isText(type)) && isNoText(stated, start) ? "application/octet-stream" : type;
        }
        if (type.equals("text/plain")) {
            return looksBinary(start) ? "application/octet-stream" : type;
        }
        if (looksLikeSvg(start)) {
            return "image/svg+xml";
        }
        return looksLikeHtml(start) ? "text/html" : looksBinary(start) ? "application/octet-stream" : "text/plain";
    }

    /// Whether it is to be read as a page.
    public static boolean isPage(String mediaType) {
        return mediaType.equals("text/html") || mediaType.equals(XHTML);
    }

    /// Whether it is text a person can read as it is.
    public static boolean isText(String mediaType) {
        return !isPage(mediaType)
                && (mediaType.startsWith("text/")
                        || mediaType.endsWith("+json")
                        || (mediaType.endsWith("+xml") && !mediaType.equals("image/svg+xml"))
                        || Set.of(
                                        "application/json",
                                        "application/xml",
                                        "application/x-ndjson",
                                        "application/yaml",
                                        "application/x-yaml",
                                        "application/toml",
                                        "application/javascript",
                                        "application/markdown",
                                        "application/ecmascript",
                                        "application/typescript",
                                        "application/x-javascript",
                                        "application/x-sh",
                                        "application/x-csh",
                                        "application/x-perl",
                                        "application/x-python",
                                        "application/x-ruby",
                                        "application/x-httpd-php",
                                        "application/x-tex",
                                        "application/x-latex",
                                        "application/x-bibtex",
                                        "application/x-subrip",
                                        "application/sql",
                                        "application/graphql",
                                        "application/jsonl",
                                        "application/json-seq",
                                        "application/json5",
                                        "application/xml-dtd",
                                        "application/n-triples")
                                .contains(mediaType));
    }

    private static String essence(@Nullable String stated) {
        if (stated == null) {
            return "";
        }
        String bounded = stated.length() > 200 ? stated.substring(0, 200) : stated;
        int end = bounded.indexOf(';');
        String type = (end < 0 ? bounded : bounded.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return type.matches("[a-z0-9!#$&^_.+*-]+/[a-z0-9!#$&^_.+*-]+") ? type : "";
    }

    /// A signature beats any other claim, but files that build on zip or on text keep their own name.
    private static boolean contradicts(String type, String signed) {
        if (signed.equals("application/zip")) {
            return VAGUE.contains(type) || isPage(type) || isText(type);
        }
        return !(type.startsWith("audio/") || type.startsWith("video/"))
                || signed.startsWith("image/")
                || signed.equals("application/pdf");
    }

    private static @Nullable String signature(byte[] start) {
        if (startsWith(start, 0, "%PDF-") || startsWith(start, byteOrderMark(start), "%PDF-")) {
            return "application/pdf";
        }
        if (startsWith(start, 0, "\u0089PNG\r\n\u001a\n")) {
            return "image/png";
        }
        if (startsWith(start, 0, "\u00ff\u00d8\u00ff")) {
            return "image/jpeg";
        }
        if (startsWith(start, 0, "GIF87a") || startsWith(start, 0, "GIF89a")) {
            return "image/gif";
        }
        if (startsWith(start, 0, "RIFF")) {
            return startsWith(start, 8, "WEBP") ? "image/webp" : startsWith(start, 8, "WAVE") ? "audio/wave" : null;
        }
        if (startsWith(start, 4, "ftyp")) {
            return switch (brand(start)) {
                case "avif", "avis" -> "image/avif";
                case "mif1", "msf1" -> compatible(start).contains("avif") ? "image/avif" : "image/heif";
                case "heic", "heix", "heim", "heis" -> "image/heic";
                case "M4A ", "M4B " -> "audio/mp4";
                default -> "video/mp4";
            };
        }
        if (startsWith(start, 0, "\u001aE\u00df\u00a3")) {
            return "video/webm";
        }
        if (startsWith(start, 0, "OggS")) {
            return "application/ogg";
        }
        if (startsWith(start, 0, "fLaC")) {
            return "audio/flac";
        }
        // the four bytes after the length are reserved: a text may begin with the two letters
        if (startsWith(start, 0, "BM") && startsWith(start, 6, "\0\0\0\0")) {
            return "image/bmp";
        }
        if (startsWith(start, 0, "\0\0\u0001\0")) {
            return "image/vnd.microsoft.icon";
        }
        if (startsWith(start, 0, "ID3")) {
            return "audio/mpeg";
        }
        if (startsWith(start, 0, "PK\u0003\u0004")) {
            return "application/zip";
        }
        if (RichText.is(start)) {
            return "application/rtf";
        }
        return startsWith(start, 0, "\u001f\u008b\b") ? "application/gzip" : null;
    }

    private static String brand(byte[] start) {
        return new String(start, 8, Math.clamp(start.length - 8, 0, 4), StandardCharsets.ISO_8859_1);
    }

    /// The brands a file of the first one also is.
    private static String compatible(byte[] start) {
        int end = Math.min(start.length, 64);
        return new String(start, 8, Math.max(0, end - 8), StandardCharsets.ISO_8859_1);
    }

    private static int byteOrderMark(byte[] start) {
        return startsWith(start, 0, "\u00ef\u00bb\u00bf") ? 3 : 0;
    }

    private static boolean startsWith(byte[] bytes, int at, String signature) {
        byte[] wanted = signature.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= at + wanted.length
                && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
    }

    private static boolean looksLikeHtml(byte[] start) {
        String text = new String(start, 0, Math.min(start.length, LOOKED_AT), StandardCharsets.ISO_8859_1)
                .substring(Math.min(byteOrderMark(start), start.length))
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        for (String tag : new String[] {
            "<!doctype html",
            "<html",
            "<head",
            "<script",
            "<iframe",
            "<h1",
            "<div",
            "<font",
            "<table",
            "<a",
            "<style",
            "<title",
            "<b",
            "<body",
            "<br",
            "<p",
            "<!--",
            "<meta"
        }) {
            if (text.startsWith(tag) && (tag.equals("<!--") || endsTag(text, tag.length()))) {
                return true;
            }
        }
        return false;
    }

    /// A drawing, with or without the declaration of XML; what a server calls plain stays plain.
    private static boolean looksLikeSvg(byte[] start) {
        String text = new String(start, byteOrderMark(start), looked(start), StandardCharsets.UTF_8).stripLeading();
        return text.startsWith("<svg") || (text.startsWith("<?xml") && text.contains("<svg"));
    }

    private static int looked(byte[] start) {
        return Math.min(start.length, LOOKED_AT) - byteOrderMark(start);
    }

    private static boolean endsTag(String text, int at) {
        return text.length() > at && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '>');
    }

    /// Whether what a server calls text is none: a stray byte that no text has is in many pages, more than a few are in
    /// none, unless two bytes make a character.
    private static boolean isNoText(@Nullable String stated, byte[] start) {
        if (stated == null || stated.toLowerCase(Locale.ROOT).contains("utf-16") || !looksBinary(start)) {
            return false;
        }
        int looked = Math.min(start.length, LOOKED_AT);
        long binary = IntStream.range(0, looked)
                .filter(i -> isBinary(start[i] & 0xff))
                .count();
        boolean markup = MARKUP.matcher(new String(start, 0, looked, StandardCharsets.ISO_8859_1))
                .find();
        return binary * STRAY > looked && !markup;
    }

    /// Bytes that no text has, as the standard lists them.
    private static boolean looksBinary(byte[] start) {
        boolean wide = start.length > 1
                && ((start[0] == (byte) 0xfe && start[1] == (byte) 0xff)
                        || (start[0] == (byte) 0xff && start[1] == (byte) 0xfe));
        for (int i = 0; i < Math.min(start.length, LOOKED_AT) && !wide; i++) {
            if (isBinary(start[i] & 0xff)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBinary(int b) {
        return b <= 0x08 || b == 0x0b || (b >= 0x0e && b <= 0x1a) || (b >= 0x1c && b <= 0x1f);
    }
}
