package keeplink.fetch;

/// A block of addresses (CIDR, RFC 4632 and RFC 4291 section 2.3). A block of one family never contains the
/// other.
///
/// @param base its first address
/// @param bits how many leading bits are fixed, 0 to 128, of an IPv4 block 96 to 128
record IpRange(IpAddress base, int bits) {
    IpRange {
        base = new IpAddress(base.high() & mask(bits), base.low() & mask(bits - 64));
    }

    /// Reads `10.0.0.0/8` or `fd00::/8`; without a length it is one address.
    ///
    /// @throws IllegalArgumentException when it is neither
    static IpRange parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        IpAddress base = IpAddress.parse(address)
                .orElseThrow(() -> new IllegalArgumentException("'" + address + "' is no IP address."));
        int width = base.isV4() && address.indexOf(':') < 0 ? 32 : 128;
        int length = slash < 0 ? width : length(text.substring(slash + 1), width);
        return new IpRange(base, 128 - width + length);
    }

    boolean contains(IpAddress address) {
        return (address.high() & mask(bits)) == base.high()
                && (address.low() & mask(bits - 64)) == base.low()
                && address.isV4() == (bits >= 96 && base.isV4());
    }

    private static int length(String text, int width) {
        int length = text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
        if (length < 0 || length > width) {
            throw new IllegalArgumentException("'/" + text + "' is no prefix length between 0 and " + width + ".");
        }
        return length;
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= 64 ? -1 : -1L << (64 - bits);
    }
}
