package keeplink.snapshot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// What a `data:` address holds (RFC 2397, and "data: URL processor" of the WHATWG Fetch Standard).
///
/// @param mediaType lower case without parameters, `text/plain` where none is given
/// @param parameters what follows the media type, such as `;charset=utf-8`
record DataAddress(String mediaType, String parameters, byte[] bytes) {
    /// Reads an address; empty where it is malformed or longer than `maxLength` characters.
    static Optional<DataAddress> read(String address, int maxLength) {
        int comma = address.indexOf(',');
        if (comma < 0 || address.length() > maxLength || !address.regionMatches(true, 0, "data:", 0, 5)) {
            return Optional.empty();
        }
        String head = address.substring(5, comma).strip();
        boolean base64 = head.toLowerCase(Locale.ROOT).endsWith("base64");
        int semicolon = head.indexOf(';');
        String type =
                (semicolon < 0 ? head : head.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        byte[] body = percentDecoded(Addresses.withoutFragment(address.substring(comma + 1)));
        if (base64) {
            try {
                body = Base64.getDecoder().decode(base64Characters(body));
            } catch (IllegalArgumentException malformed) {
                return Optional.empty();
            }
        }
        return Optional.of(new DataAddress(
                type.isEmpty() ? "text/plain" : type, semicolon < 0 ? "" : head.substring(semicolon), body));
    }

    /// Without white space and padding; the URL alphabet is read too, as some pages use it.
    private static byte[] base64Characters(byte[] text) {
        ByteArrayOutputStream characters = new ByteArrayOutputStream(text.length);
        for (byte b : text) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != '=') {
                characters.write(b == '-' ? '+' : b == '_' ? '/' : b);
            }
        }
        return characters.toByteArray();
    }

    private static byte[] percentDecoded(String text) {
        if (text.indexOf('%') < 0) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? hex(bytes[i + 1]) : -1;
            int low = high >= 0 ? hex(bytes[i + 2]) : -1;
            if (low >= 0) {
                decoded.write(high * 16 + low);
                i += 2;
            } else {
                decoded.write(bytes[i]);
            }
        }
        return decoded.toByteArray();
    }

    private static int hex(byte b) {
        return b < 0 ? -1 : Character.digit((char) b, 16);
    }

    /// The same as an address with Base64.
    static String write(String mediaType, byte[] bytes) {
        return "data:" + mediaType + ";base64," + new String(Base64.getEncoder().encode(bytes), ISO_8859_1);
    }
}
