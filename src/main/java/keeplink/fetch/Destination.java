package keeplink.fetch;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// What the text of an address says about where it leads, before anybody asks DNS.
sealed interface Destination {
    /// It leads to an address given as a number.
    record Literal(HttpUrl url, IpAddress address) implements Destination {}

    /// It leads to a name.
    ///
    /// @param local whether the name can only mean a place in somebody's own network
    record Name(HttpUrl url, boolean local) implements Destination {}

    /// The text itself is refused.
    record Unfit(String reason) implements Destination {}

    /// RFC 9110 section 4.1 recommends that at least 8000 octets work; servers accept little more.
    int MAX_LENGTH = 8000;

    /// Letters, digits, hyphen and underscore (RFC 1123 section 2.1; underscores occur in real host names).
    Pattern HOST = Pattern.compile("(?:[a-z0-9_-]{1,63}\\.)*[a-z0-9_-]{1,63}\\.?");

    /// What the WHATWG URL Standard calls a host that ends in a number: browsers read it as IPv4 in many
    /// notations.
    Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)\\.?");

    /// An authority whose port, where it has one, is digits (RFC 3986 section 3.2.3); parsers take a sign as well.
    Pattern PORT = Pattern.compile("[^:]*(?::\\d*)?|.*](?::\\d*)?|.*@.*", Pattern.DOTALL);

    static Destination of(String text) {
        if (text.length() > MAX_LENGTH) {
            return new Unfit("too long");
        }
        if (hasTrickyCharacter(text, true)) {
            return new Unfit("control character, space or backslash");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("http:") && !lower.startsWith("https:")) {
            return new Unfit("scheme");
        }
        HttpUrl url = HttpUrl.parse(text);
        // Some texts become an address that reads differently the second time; what is checked must be what is
        // fetched.
        if (url == null || !url.equals(HttpUrl.parse(url.toString()))) {
            return new Unfit("unreadable");
        }
        if (!PORT.matcher(authority(text)).matches()) {
            return new Unfit("port");
        }
        if (!url.encodedUsername().isEmpty()
                || !url.encodedPassword().isEmpty()
                || authority(text).indexOf('@') >= 0) {
            return new Unfit("user name or password");
        }
        return host(url);
    }

    /// A character by which two readers of one address could come to different hosts.
    static boolean hasTrickyCharacter(String text, boolean alsoSpace) {
        boolean beforeQuery = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            beforeQuery &= c != '?' && c != '#';
            if (c < ' ' || (c == ' ' && alsoSpace) || (c >= 0x7f && c <= 0x9f) || (c == '\\' && beforeQuery)) {
                return true;
            }
        }
        return false;
    }

    private static Destination host(HttpUrl url) {
        String host = url.host();
        Optional<IpAddress> address = IpAddress.parse(host);
        if (address.isPresent()) {
            return new Literal(url, address.get());
        }
        if (ENDS_IN_NUMBER.matcher(host).matches()) {
            return new Unfit("ambiguous number as host");
        }
        if (host.length() > 253 || !HOST.matcher(host).matches()) {
            return new Unfit("unreadable host");
        }
        return new Name(url, RefusedPlaces.local(host.endsWith(".") ? host.substring(0, host.length() - 1) : host));
    }

    private static String authority(String text) {
        int start = text.indexOf(':') + 1;
        while (start < text.length() && text.charAt(start) == '/') {
            start++;
        }
        int end = start;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(start, end);
    }
}
