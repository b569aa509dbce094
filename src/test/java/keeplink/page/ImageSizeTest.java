package keeplink.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSizeTest {
    private static final String LARGE = box("ispe", "00000000 00000780 00000438");
    private static final String TILE = box("ispe", "00000000 00000200 00000200");
    private static final String TURNED = box("irot", "03");
    private static final String UPSIDE_DOWN = box("irot", "02");

    @ParameterizedTest
    @CsvSource({
        "image/png, 89504e470d0a1a0a0000000d4948445200000780000004380806000000, 1920 × 1080",
        "image/gif, 47494638396140010c00, 320 × 12",
        "image/jpeg, ffd8ffe000104a46494600010100000100010000ffc0001108043807800301, 1920 × 1080",
        "image/webp, 52494646000000005745425056503858 0a00000000000000 7f0700 370400, 1920 × 1080",
        "image/jpeg, ffd8 ffe10022 457869660000 4d4d002a00000008 0001 0112000300000001 0006 0000 00000000"
                + " ffc0001108043807800301, 1080 × 1920",
        "image/jpeg, ffd8 ffe10022 457869660000 49492a0008000000 0100 1201030001000000 0300 0000 00000000"
                + " ffc0001108043807800301, 1920 × 1080",
        "image/bmp, 424d000000000000000000000000 28000000 80070000 c8fbffff, 1920 × 1080",
        "image/x-ms-bmp, 424d000000000000000000000000 0c000000 8007 3804 00000000, 1920 × 1080",
        "image/x-icon, 00000100 0200 1010000000000000 0000000000000000 0000000000000000 0000000000000000, 256 × 256",
        "image/svg+xml, 3c737667207769647468203d2739367078272068656967687420203d202734382e352720 2f3e, 96 × 48",
        "image/svg+xml, 3c7376672077696474683d2731303025272076696577426f783d2730203020363420333227 2f3e, 64 × 32",
        "image/jpeg, ffd8 ffffff c0001108043807800301, 1920 × 1080",
        "image/x-icon, 00000100 0300 1010000000000000 0000000000000000 3020000000000000 0000000000000000"
                + " 2020000000000000 0000000000000000, 48 × 32",
        "image/svg+xml, 3c7376672f3e, ",
        "image/avif, 0000001c, ",
        "image/bmp, 424d, ",
        "image/x-icon, 0000010009, ",
        "image/png, 89504e47, ",
        "image/jpeg, ffd8ffe0ffff, "
    })
    void saysHowLargeAPictureIs(String type, String hex, @Nullable String size) {
        byte[] image = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThat(said(image, type)).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/jpeg",
                "image/png",
                "image/webp",
                "image/avif",
                "image/bmp",
                "image/x-icon",
                "image/svg+xml"
            })
    void throwsNothingForABrokenPicture(String type) {
        Random random = new Random(7);
        byte[] heif = heif(box("pitm", "00000000 0001")
                + properties(TILE + TURNED, box("ipma", "00000000 00000001 0001 02 01 02")));
        byte[] exif = HexFormat.of().parseHex("ffd8ffe100224578696600004d4d002a0000000800010112000300000001");
        for (int i = 0; i < 500; i++) {
            byte[] whole = type.equals("image/avif") ? heif : exif;
            byte[] broken = Arrays.copyOf(whole, random.nextInt(whole.length + 30));
            for (int j = 0; j < broken.length / 3; j++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> said(broken, type)).doesNotThrowAnyException();
        }
    }

    /// All of a picture of one pixel: VP8L, VP8; an animated one of 320 by 12.
    @ParameterizedTest
    @CsvSource({
        "image/webp, UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==, 1 × 1",
        "image/webp, UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA, 1 × 1",
        "image/gif, R0lGODlhQAEMAPAAAP///wAAACH/C05FVFNDQVBFMi4wAwEAAAAh+QQAAAAAACwAAAAAAQABAAACAkQBADs=, 320 × 12"
    })
    void readsWholePictures(String type, String base64, String size) {
        assertThat(said(Base64.getDecoder().decode(base64), type)).isEqualTo(size);
    }

    @Test
    void readsThePrimaryItemOfAHeifFile() {
        // the first item is a thumbnail or a tile, the second the picture
        String narrow = box("ipma", "00000000 00000002 0001 01 01 0002 02 82 03");
        String wide = box("ipma", "01000001 00000002 00000001 01 0001 00000002 02 8002 0003");
        String second = box("pitm", "00000000 0002");
        for (String brand : new String[] {"image/avif", "image/heic", "image/heif"}) {
            assertThat(said(heif(second + properties(TILE + LARGE + TURNED, narrow)), brand))
                    .isEqualTo("1080 × 1920");
        }
        String upright = properties(TILE + LARGE + UPSIDE_DOWN, wide);
        assertThat(said(heif(second + upright), "image/avif")).isEqualTo("1920 × 1080");
        assertThat(said(heif(upright + box("pitm", "01000000 00000001")), "image/avif"))
                .isEqualTo("512 × 512");
        assertThat(said(heif(box("pitm", "00000000 0009") + upright), "image/avif"))
                .isNull();
        assertThat(said(heif(second), "image/avif")).isNull();
        assertThat(said(heif(second + properties(TILE, box("ipma", "00000000 ffffffff 0002 ff 7f"))), "image/avif"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        width='96px' height=' 48.5 ' | 96 × 48
        width='100%' viewBox='0 0 64 32' | 64 × 32
        width='100' viewBox='0,0,64,32' | 100 × 50
        height='1in' viewBox='0 0 64 32' | 192 × 96
        width='210mm' height='297mm' viewBox='0 0 9 9' | 793 × 1122
        width='72pt' height='6pc' | 96 × 96
        width='50vw' height='10em' viewBox='-1 -1 24.5 24' | 24 × 24
        width='-5' height='5' |
        viewBox='0 0 1' |
        """)
    void readsHowLargeADrawingIs(String attributes, @Nullable String size) {
        assertThat(said(("<svg " + attributes + "/>").getBytes(UTF_8), "image/svg+xml"))
                .isEqualTo(size);
        assertThat(said(("<?xml version='1.0'?><svg:svg " + attributes + "/>").getBytes(UTF_8), "image/svg+xml"))
                .isEqualTo(size);
    }

    /// A file of one `meta` box behind data that a phone or a camera writes first.
    private static byte[] heif(String meta) {
        String brand = box("ftyp", "61766966 00000000");
        return HexFormat.of().parseHex(brand + box("mdat", "69737065 00000000") + box("meta", "00000000" + meta));
    }

    private static String properties(String container, String association) {
        return box("iprp", box("ipco", container) + association);
    }

    private static String box(String type, String hex) {
        String content = hex.replace(" ", "");
        return "%08x".formatted(8 + content.length() / 2)
                + HexFormat.of().formatHex(type.getBytes(ISO_8859_1))
                + content;
    }

    private static @Nullable String said(byte[] image, String type) {
        return new MediaReader()
                .read(image, type, UTF_8, "https://site.example/picture")
                .article()
                .excerpt();
    }
}
