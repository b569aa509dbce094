package keeplink.fetch;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// An address as 128 bits; an IPv4 address as the IPv6 address that stands for it, `::ffff:a.b.c.d` (RFC 4291
/// section 2.5.5.2), so that both notations of one place are one value.
///
/// @param high the first 64 bits
/// @param low the last 64 bits
record IpAddress(long high, long low) {
    private static final long MAPPED = 0xffffL;
    private static final Pattern DOTTED = Pattern.compile("(?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})");

    static IpAddress of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4
                ? new IpAddress(0, (MAPPED << 32) | bits(bytes, 0, 4))
                : new IpAddress(bits(bytes, 0, 8), bits(bytes, 8, 8));
    }

    /// Reads the one unambiguous notation of IPv4, four decimal numbers without leading zeros, or any notation of
    /// IPv6 (RFC 4291 section 2.2) without brackets and zone.
    static Optional<IpAddress> parse(String text) {
        if (DOTTED.matcher(text).matches() || (text.indexOf(':') >= 0 && text.indexOf('%') < 0)) {
            try {
                return Optional.of(of(InetAddress.ofLiteral(text)));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    boolean isV4() {
        return high == 0 && low >>> 32 == MAPPED;
    }

    /// 2000::/3, all that is given out of IPv6 for the public (IANA IPv6 Global Unicast Address Assignments).
    boolean isGlobalUnicastV6() {
        return high >>> 61 == 1;
    }

    /// Whether the last 64 bits are an ISATAP interface, which carries an IPv4 address in any network (RFC 5214
    /// section 6.1).
    boolean isIsatap() {
        long interfaceHead = low >>> 32;
        return interfaceHead == 0x0000_5efeL || interfaceHead == 0x0200_5efeL;
    }

    private static long bits(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = (value << 8) | (bytes[i] & 0xff);
        }
        return value;
    }
}
