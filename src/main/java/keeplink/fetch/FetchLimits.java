package keeplink.fetch;

import java.time.Duration;

/// How much one fetch may cost.
///
/// @param dns for finding the addresses of a name
/// @param connect for one TCP connection
/// @param firstByte how long a server may say nothing: before the first byte of its answer and between any two
/// @param page for everything of one page: all its redirects, its body, and its repeated attempts; not the pauses
///     between those
/// @param redirects how many are followed, 0 or more
/// @param wireBytes on the wire in one fetch: all header and body bytes that arrive, as they are in transfer
/// @param decodedBytes of one body after decompression; at most 1 GiB
public record FetchLimits(
        Duration dns,
        Duration connect,
        Duration firstByte,
        Duration page,
        int redirects,
        long wireBytes,
        long decodedBytes) {
    private static final long MIB = 1024 * 1024;

    /// @throws IllegalArgumentException for a time or a size that is not positive
    public FetchLimits {
        positive("dns", dns);
        positive("connect", connect);
        positive("firstByte", firstByte);
        positive("page", page);
        if (redirects < 0) {
            throw new IllegalArgumentException("The bound of redirects is " + redirects + ", which is less than 0.");
        }
        if (wireBytes <= 0 || decodedBytes <= 0 || decodedBytes > 1024 * MIB) {
            throw new IllegalArgumentException(
                    "The bounds of bytes are " + wireBytes + " and " + decodedBytes + ", not between 1 and 1 GiB.");
        }
    }

    /// 3 s, 5 s, 10 s, 20 s, 5 redirects, 16 MiB on the wire, 10 MiB decoded.
    public static FetchLimits defaults() {
        return new FetchLimits(
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                5,
                16 * MIB,
                10 * MIB);
    }

    private static void positive(String name, Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException("The bound " + name + " is " + time + ", which is not positive.");
        }
    }
}
