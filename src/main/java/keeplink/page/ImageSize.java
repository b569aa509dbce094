package keeplink.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;

/// How large a picture is shown, from its first bytes: PNG (section 11.2.2 of its specification), GIF, JPEG with the
/// orientation of Exif (CIPA DC-008), WebP, AVIF and HEIC (see [PrimaryItem]), BMP, icons (their largest picture). What
/// a drawing says is known to [Drawing].
///
/// @param width in pixels, at least 1
/// @param height in pixels, at least 1
record ImageSize(int width, int height) {
    private static final int EXIF = 0xe1;
    private static final int ORIENTATION = 0x0112;
    /// From this one on a picture lies on its side.
    private static final int ON_ITS_SIDE = 5;

    /// Empty for any other type and for what is broken.
    static Optional<ImageSize> of(byte[] image, String mediaType) {
        return switch (mediaType) {
            case "image/png" -> image.length < 24 ? Optional.empty() : size(big(image, 16, 4), big(image, 20, 4));
            case "image/gif" -> image.length < 10 ? Optional.empty() : size(little(image, 6, 2), little(image, 8, 2));
            case "image/jpeg" -> jpeg(image);
            case "image/webp" -> image.length < 30 ? Optional.empty() : webp(image);
            case "image/avif", "image/heic", "image/heif" -> PrimaryItem.size(image);
            case "image/bmp", "image/x-ms-bmp", "image/x-bmp" -> image.length < 26 ? Optional.empty() : bmp(image);
            case "image/vnd.microsoft.icon", "image/x-icon" -> icon(image);
            default -> Optional.empty();
        };
    }

    /// The size stands in the segment that starts the frame; the others are stepped over.
    private static Optional<ImageSize> jpeg(byte[] image) {
        boolean onItsSide = false;
        int at = 2;
        while (at + 9 < image.length && (image[at] & 0xff) == 0xff) {
            int marker = image[at + 1] & 0xff;
            if (marker == 0xff) {
                // any number of these may stand before a marker
                at++;
                continue;
            }
            boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (frame) {
                Optional<ImageSize> stored = size(big(image, at + 7, 2), big(image, at + 5, 2));
                return onItsSide ? stored.map(ImageSize::onItsSide) : stored;
            }
            int length = Math.max(2, big(image, at + 2, 2));
            onItsSide |= marker == EXIF
                    && orientation(image, at + 4, Math.min(image.length, at + 2 + length)) >= ON_ITS_SIDE;
            at += 2 + length;
        }
        return Optional.empty();
    }

    /// The orientation among the first fields of an Exif segment; 1, which is upright, where there is none.
    private static int orientation(byte[] image, int from, int end) {
        int tiff = from + 6;
        if (end < tiff + 10 || !new String(image, from, 4, ISO_8859_1).equals("Exif")) {
            return 1;
        }
        boolean little = image[tiff] == 'I';
        long directory = tiff + Integer.toUnsignedLong(number(image, tiff + 4, 4, little));
        if (directory + 2 > end) {
            return 1;
        }
        int fields = number(image, (int) directory, 2, little);
        for (int i = 0; i < fields && directory + 14 + 12L * i <= end; i++) {
            int field = (int) directory + 2 + 12 * i;
            if (number(image, field, 2, little) == ORIENTATION) {
                return number(image, field + 8, 2, little);
            }
        }
        return 1;
    }

    private static Optional<ImageSize> webp(byte[] image) {
        return switch (new String(image, 12, 4, ISO_8859_1)) {
            case "VP8 " -> size(little(image, 26, 2) & 0x3fff, little(image, 28, 2) & 0x3fff);
            case "VP8L" -> {
                int bits = little(image, 21, 4);
                yield size((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
            }
            case "VP8X" -> size(little(image, 24, 3) + 1, little(image, 27, 3) + 1);
            default -> Optional.empty();
        };
    }

    private static Optional<ImageSize> bmp(byte[] image) {
        boolean old = little(image, 14, 4) == 12;
        return old
                ? size(little(image, 18, 2), little(image, 20, 2))
                // a picture that is stored from the top has a negative height
                : size(little(image, 18, 4), Math.abs(little(image, 22, 4)));
    }

    private static Optional<ImageSize> icon(byte[] image) {
        Optional<ImageSize> largest = Optional.empty();
        int count = image.length < 6 ? 0 : little(image, 4, 2);
        for (int i = 0; i < count && 6 + 16 * (i + 1) <= image.length; i++) {
            // a byte has no 256
            int width = image[6 + 16 * i] & 0xff;
            int height = image[7 + 16 * i] & 0xff;
            largest = larger(largest, size(width == 0 ? 256 : width, height == 0 ? 256 : height));
        }
        return largest;
    }

    private static Optional<ImageSize> larger(Optional<ImageSize> one, Optional<ImageSize> other) {
        return one.isEmpty()
                        || (other.isPresent() && other.get().area() > one.get().area())
                ? other
                : one;
    }

    /// After a quarter of a turn.
    ImageSize onItsSide() {
        return new ImageSize(height, width);
    }

    private long area() {
        return (long) width * height;
    }

    /// Empty where one is no length.
    static Optional<ImageSize> size(int width, int height) {
        return width > 0 && height > 0 ? Optional.of(new ImageSize(width, height)) : Optional.empty();
    }

    private static int number(byte[] bytes, int at, int count, boolean little) {
        return little ? little(bytes, at, count) : big(bytes, at, count);
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
