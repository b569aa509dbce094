package keeplink.snapshot;

import java.util.Locale;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// Addresses as they stand in pages, made absolute the way browsers do (WHATWG URL Standard).
final class Addresses {
    /// Longer ones are no addresses of files.
    private static final int MAX_LENGTH = 8_192;

    private Addresses() {}

    /// The absolute address of something that can be fetched or is in the address itself; null where there is
    /// none: empty, malformed, or another scheme than `http`, `https` and `data:`.
    static @Nullable String ofFile(String base, String address) {
        String clean = clean(address);
        if (clean.regionMatches(true, 0, "data:", 0, 5)) {
            return "data:" + clean.substring(5);
        }
        return clean.isEmpty() || clean.startsWith("#") ? null : http(base, clean);
    }

    /// The absolute address of a link a person may follow; null where there is none. A fragment of this page
    /// stays one.
    static @Nullable String ofLink(String base, String pageUrl, String address) {
        String clean = clean(address);
        if (clean.startsWith("#")) {
            return clean;
        }
        String lower = clean.substring(0, Math.min(8, clean.length())).toLowerCase(Locale.ROOT);
        if (lower.startsWith("mailto:") || lower.startsWith("tel:")) {
            return clean;
        }
        String absolute = http(base, clean);
        if (absolute == null) {
            return null;
        }
        int hash = absolute.indexOf('#');
        return hash >= 0 && absolute.substring(0, hash).equals(withoutFragment(pageUrl))
                ? absolute.substring(hash)
                : absolute;
    }

    /// The address a page's relative ones refer to.
    static String base(String pageUrl, @Nullable String baseHref) {
        String base = baseHref == null ? null : http(pageUrl, clean(baseHref));
        return base == null ? pageUrl : base;
    }

    static String withoutFragment(String address) {
        int hash = address.indexOf('#');
        return hash < 0 ? address : address.substring(0, hash);
    }

    /// The fragment with its `#`, empty where there is none.
    static String fragment(String address) {
        int hash = address.indexOf('#');
        return hash < 0 ? "" : address.substring(hash);
    }

    private static @Nullable String http(String base, String address) {
        if (address.length() > MAX_LENGTH) {
            return null;
        }
        HttpUrl from = HttpUrl.parse(base);
        HttpUrl url = from == null ? HttpUrl.parse(address) : from.resolve(address);
        // A name and password in an address of a file is of no use to anybody who reads the snapshot.
        if (url == null) {
            return null;
        }
        boolean plain = url.encodedUsername().isEmpty() && url.encodedPassword().isEmpty();
        return plain
                ? url.toString()
                : url.newBuilder().username("").password("").build().toString();
    }

    /// Without the line ends and tabs browsers take out, and without the control characters and spaces around.
    private static String clean(String address) {
        int from = 0;
        int to = address.length();
        while (from < to && address.charAt(from) <= ' ') {
            from++;
        }
        while (to > from && address.charAt(to - 1) <= ' ') {
            to--;
        }
        String trimmed = address.substring(from, to);
        return trimmed.indexOf('\n') < 0 && trimmed.indexOf('\r') < 0 && trimmed.indexOf('\t') < 0
                ? trimmed
                : trimmed.replace("\n", "").replace("\r", "").replace("\t", "");
    }
}
