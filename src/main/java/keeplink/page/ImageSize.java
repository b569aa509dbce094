package keeplink.page;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// How large a picture is, from its first bytes: PNG (section 11.2.2 of its specification), GIF, JPEG and WebP.
///
/// @param width in pixels, at least 1
/// @param height in pixels, at least 1
record ImageSize(int width, int height) {
    /// Empty for any other type and for what is broken.
    static Optional<ImageSize> of(byte[] image, String mediaType) {
        return switch (mediaType) {
            case "image/png" -> image.length < 24 ? Optional.empty() : size(big(image, 16, 4), big(image, 20, 4));
            case "image/gif" -> image.length < 10 ? Optional.empty() : size(little(image, 6, 2), little(image, 8, 2));
            case "image/jpeg" -> jpeg(image);
            case "image/webp" -> image.length < 30 ? Optional.empty() : webp(image);
            default -> Optional.empty();
        };
    }

    /// The size stands in the segment that starts the frame; the others are stepped over.
    private static Optional<ImageSize> jpeg(byte[] image) {
        int at = 2;
        while (at + 9 < image.length && (image[at] & 0xff) == 0xff) {
            int marker = image[at + 1] & 0xff;
            boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (frame) {
                return size(big(image, at + 7, 2), big(image, at + 5, 2));
            }
            at += 2 + Math.max(2, big(image, at + 2, 2));
        }
        return Optional.empty();
    }

    private static Optional<ImageSize> webp(byte[] image) {
        return switch (new String(image, 12, 4, StandardCharsets.ISO_8859_1)) {
            case "VP8 " -> size(little(image, 26, 2) & 0x3fff, little(image, 28, 2) & 0x3fff);
            case "VP8L" -> {
                int bits = little(image, 21, 4);
                yield size((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
            }
            case "VP8X" -> size(little(image, 24, 3) + 1, little(image, 27, 3) + 1);
            default -> Optional.empty();
        };
    }

    private static Optional<ImageSize> size(int width, int height) {
        return width > 0 && height > 0 ? Optional.of(new ImageSize(width, height)) : Optional.empty();
    }

    private static int big(byte[] bytes, int at, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | bytes[at + i] & 0xff;
        }
        return value;
    }

    private static int little(byte[] bytes, int at, int count) {
        int value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xff;
        }
        return value;
    }
}
