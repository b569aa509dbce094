package keeplink.snapshot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.Set;

/// What kind of file some bytes are, by their first bytes (WHATWG MIME Sniffing Standard, section 6), for the
/// kinds that
/// pages are made of.
final class MediaTypes {
    private static final Set<String> BRANDS_OF_AVIF = Set.of("avif", "avis");

    private MediaTypes() {}

    /// The media type of a picture; empty for what is none, whatever the server called it.
    static Optional<String> picture(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, 1024), ISO_8859_1);
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of("image/png");
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of("image/jpeg");
        }
        if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
            return Optional.of("image/gif");
        }
        if (head.startsWith("RIFF") && head.startsWith("WEBPVP", 8)) {
            return Optional.of("image/webp");
        }
        if (head.startsWith("BM")) {
            return Optional.of("image/bmp");
        }
        if (head.startsWith("\0\0\u0001\0") || head.startsWith("\0\0\u0002\0")) {
            return Optional.of("image/x-icon");
        }
        if (head.startsWith("ftyp", 4) && head.length() >= 12 && BRANDS_OF_AVIF.contains(head.substring(8, 12))) {
            return Optional.of("image/avif");
        }
        return isSvg(head) ? Optional.of("image/svg+xml") : Optional.empty();
    }

    /// The media type of a film or sound; empty for what is none.
    static Optional<String> media(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, 64), ISO_8859_1);
        if (head.startsWith("ftyp", 4) && !BRANDS_OF_AVIF.contains(head.substring(8, Math.min(12, head.length())))) {
            return Optional.of(head.startsWith("M4A", 8) ? "audio/mp4" : "video/mp4");
        }
        if (head.startsWith("\u001aE\u00df\u00a3")) {
            return Optional.of("video/webm");
        }
        if (head.startsWith("OggS")) {
            return Optional.of(head.contains("theora") ? "video/ogg" : "audio/ogg");
        }
        if (head.startsWith("RIFF") && head.startsWith("WAVE", 8)) {
            return Optional.of("audio/wav");
        }
        if (head.startsWith("fLaC")) {
            return Optional.of("audio/flac");
        }
        boolean mpegFrame = head.length() > 1 && head.charAt(0) == 0xFF && (head.charAt(1) & 0xE0) == 0xE0;
        if (head.startsWith("ID3") || (mpegFrame && (head.charAt(1) & 0x06) != 0)) {
            return Optional.of("audio/mpeg");
        }
        return mpegFrame ? Optional.of("audio/aac") : Optional.empty();
    }

    /// The media type of a font; empty for what is none.
    static Optional<String> font(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, 4), ISO_8859_1);
        return switch (head) {
            case "wOF2" -> Optional.of("font/woff2");
            case "wOFF" -> Optional.of("font/woff");
            case "OTTO" -> Optional.of("font/otf");
            case "ttcf" -> Optional.of("font/collection");
            case "\0\u0001\0\0", "true" -> Optional.of("font/ttf");
            default -> Optional.empty();
        };
    }

    /// An SVG document starts with its root element, after whatever XML allows before it.
    private static boolean isSvg(String head) {
        String text = head.startsWith("\u00ef\u00bb\u00bf") ? head.substring(3) : head;
        int svg = text.indexOf("<svg");
        int html = text.toLowerCase(java.util.Locale.ROOT).indexOf("<html");
        return text.stripLeading().startsWith("<") && (svg >= 0 || text.contains("<!DOCTYPE svg")) && html < 0;
    }
}
