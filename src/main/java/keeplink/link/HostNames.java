package keeplink.link;

import com.ibm.icu.text.IDNA;
import java.net.Inet6Address;
import java.util.Optional;

/// Hosts in their one form: names as UTS #46 makes them ASCII (non-transitional), IPv4 addresses as four decimal
/// numbers whatever their notation (WHATWG URL, 3.5), IPv6 addresses as RFC 5952 writes them, in brackets.
final class HostNames {
    // Not USE_STD3_RULES: names with an underscore resolve and are in use.
    private static final IDNA UTS46 = IDNA.getUTS46Instance(
            IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE);

    /// More than the 253 characters of a name (RFC 1035, 2.3.4) with each of them percent-encoded; what is longer
    /// is no host, and is not worth the time IDNA would take.
    private static final int LONGEST = 4096;

    private HostNames() {}

    /// The normal form, or empty where the text names no host.
    static Optional<String> normalize(String host) {
        if (host.startsWith("[") && host.endsWith("]")) {
            return ipv6(host.substring(1, host.length() - 1));
        }
        if (host.length() > LONGEST) {
            return Optional.empty();
        }
        IDNA.Info info = new IDNA.Info();
        StringBuilder ascii = new StringBuilder(host.length() + 8);
        UTS46.nameToASCII(PercentEncoding.decode(host), ascii, info);
        // Hyphens at the edges and in third and fourth place are seen in names that resolve.
        info.getErrors().remove(IDNA.Error.LEADING_HYPHEN);
        info.getErrors().remove(IDNA.Error.TRAILING_HYPHEN);
        info.getErrors().remove(IDNA.Error.HYPHEN_3_4);
        if (!ascii.isEmpty() && ascii.charAt(ascii.length() - 1) == '.') {
            ascii.setLength(ascii.length() - 1);
        }
        if (info.hasErrors() || ascii.isEmpty() || !ascii.chars().allMatch(HostNames::belongs)) {
            return Optional.empty();
        }
        String name = ascii.toString();
        return endsInNumber(name) ? ipv4(name) : Optional.of(name);
    }

    /// The name as a person reads it, with its own letters.
    static String readable(String host) {
        if (!host.contains("xn--")) {
            return host;
        }
        IDNA.Info info = new IDNA.Info();
        StringBuilder unicode = new StringBuilder(host.length());
        UTS46.nameToUnicode(host, unicode, info);
        return info.hasErrors() ? host : unicode.toString();
    }

    private static boolean belongs(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    }

    static boolean endsInNumber(String host) {
        String last = host.substring(host.lastIndexOf('.') + 1);
        return !last.isEmpty() && (last.chars().allMatch(c -> c >= '0' && c <= '9') || last.matches("0x[0-9a-f]*"));
    }

    private static Optional<String> ipv4(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length > 4) {
            return Optional.empty();
        }
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            // The last part fills what the others leave: 127.1 is 127.0.0.1.
            int octets = i < parts.length - 1 ? 1 : 5 - parts.length;
            long part = number(parts[i]);
            if (part < 0 || part >= 1L << (8 * octets)) {
                return Optional.empty();
            }
            address = address << (8 * octets) | part;
        }
        return Optional.of(
                (address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255));
    }

    /// A number in C's notations, decimal, `0` octal and `0x` hexadecimal; -1 where it is none or above 32 bits.
    private static long number(String text) {
        boolean hex = text.startsWith("0x");
        boolean octal = !hex && text.length() > 1 && text.startsWith("0");
        String digits = hex ? text.substring(2) : octal ? text.substring(1) : text;
        if (digits.isEmpty()) {
            return hex ? 0 : -1;
        }
        int radix = hex ? 16 : octal ? 8 : 10;
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), radix);
            value = value * radix + digit;
            if (digit < 0 || value > 0xFFFF_FFFFL) {
                return -1;
            }
        }
        return value;
    }

    private static Optional<String> ipv6(String literal) {
        if (literal.isEmpty() || !literal.matches("[0-9A-Fa-f:.]*") || literal.indexOf(':') < 0) {
            return Optional.empty();
        }
        byte[] octets;
        try {
            octets = Inet6Address.ofLiteral(literal).getAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
        int[] pieces = new int[8];
        if (octets.length == 4) {
            // Java takes an IPv4-mapped address for the IPv4 one; here it stays what was written.
            pieces[5] = 0xFFFF;
            pieces[6] = (octets[0] & 255) << 8 | (octets[1] & 255);
            pieces[7] = (octets[2] & 255) << 8 | (octets[3] & 255);
        } else {
            for (int i = 0; i < 8; i++) {
                pieces[i] = (octets[2 * i] & 255) << 8 | (octets[2 * i + 1] & 255);
            }
        }
        return Optional.of(written(pieces));
    }

    private static String written(int[] pieces) {
        int start = -1;
        int longest = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && pieces[end] == 0) {
                end++;
            }
            if (end - i > longest) {
                start = i;
                longest = end - i;
            }
        }
        StringBuilder out = new StringBuilder("[");
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                out.append(i == 0 ? "::" : ":");
                i += longest - 1;
            } else {
                out.append(Integer.toHexString(pieces[i])).append(i < 7 ? ":" : "");
            }
        }
        return out.append(']').toString();
    }
}
