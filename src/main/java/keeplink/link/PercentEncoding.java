package keeplink.link;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Percent-encoding in its one normal form (RFC 3986, 2.1 to 2.4 and 6.2.2): what need not be encoded is not,
/// what must be is, as UTF-8, with upper-case digits. A `%` that starts no encoding is one itself and becomes
/// `%25`.
final class PercentEncoding {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String SUB_DELIMS = "!$&'()*+,;=";

    /// What may stand in these parts as it is, beside letters, digits and `-._~` (RFC 3986, appendix A).
    static final String USER_INFO = SUB_DELIMS + ":";

    static final String PATH = SUB_DELIMS + ":@/";
    static final String QUERY = PATH + "?";

    private PercentEncoding() {}

    /// Normalises a part of an address; doing it again changes nothing.
    ///
    /// @param allowed the reserved characters that may stand as they are
    static String normalize(String part, String allowed) {
        StringBuilder out = new StringBuilder(part.length() + 16);
        for (int i = 0; i < part.length(); ) {
            int c = part.codePointAt(i);
            int encoded = c == '%' ? octet(part, i) : -1;
            if (encoded >= 0) {
                if (isUnreserved(encoded)) {
                    out.append((char) encoded);
                } else {
                    HEX.toHexDigits(out.append('%'), (byte) encoded);
                }
                i += 3;
            } else {
                if (isUnreserved(c) || (c < 0x80 && allowed.indexOf(c) >= 0)) {
                    out.append((char) c);
                } else {
                    encode(c, out);
                }
                i += Character.charCount(c);
            }
        }
        return out.toString();
    }

    /// The text an encoded one means; octets that are no UTF-8 become U+FFFD.
    static String decode(String part) {
        if (part.indexOf('%') < 0) {
            return part;
        }
        byte[] in = part.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            int encoded = in[i] == '%' && i + 2 < in.length ? hex(in[i + 1], in[i + 2]) : -1;
            out[length++] = encoded >= 0 ? (byte) encoded : in[i];
            if (encoded >= 0) {
                i += 2;
            }
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    private static void encode(int codePoint, StringBuilder out) {
        boolean lonely = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        String text = lonely ? "\uFFFD" : Character.toString(codePoint);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            HEX.toHexDigits(out.append('%'), octet);
        }
    }

    private static int octet(String text, int at) {
        return at + 2 < text.length() ? hex(text.charAt(at + 1), text.charAt(at + 2)) : -1;
    }

    private static int hex(int high, int low) {
        return HexFormat.isHexDigit(high) && HexFormat.isHexDigit(low)
                ? HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low)
                : -1;
    }

    private static boolean isUnreserved(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
