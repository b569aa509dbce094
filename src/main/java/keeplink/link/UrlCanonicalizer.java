package keeplink.link;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/// Brings an address into the form under which it is compared with others.
///
/// | done | example |
/// | --- | --- |
/// | scheme and host in lower case, IDN in ASCII (UTS #46) | `HTTP://例子.测试` → `http://xn--fsqu00a.xn--0zwm56d/` |
/// | default port, empty query and fragment dropped | `http://a.example:80/?#x` → `http://a.example/` |
/// | dot segments resolved | `/a/./b/../c` → `/a/c` |
/// | percent-encoding normalised (RFC 3986, 6.2.2) | `/%7eanna/ü` → `/~anna/%C3%BC` |
/// | tracking parameters dropped, the others left in order | `?id=1&utm_source=x` → `?id=1` |
/// | a fragment that is a route stays | `#!/a`, `#/a` |
///
/// It reads an address as forgivingly as a browser does (WHATWG URL, 4.4: backslashes, missing or surplus
/// slashes, line breaks inside, IPv4 in any notation) and writes it as strictly as RFC 3986 asks. Without a
/// scheme a dotted host is taken for http, as Telegram does. Never throws; what it answers is a fixed point:
/// canonical addresses stay as they are. Immutable, safe for many threads.
///
/// Why not a library: `java.net.URI` refuses spaces, `|`, non-ASCII hosts and has no host where a name contains
/// an underscore; OkHttp's `HttpUrl` reads like a browser, but keeps `%7E`, lower-case hexadecimal digits and
/// octets it need not encode, and belongs to fetching.
public final class UrlCanonicalizer {
    private final TrackingParameters tracking = TrackingParameters.bundled();

    /// The canonical form, or empty where this is no http or https address.
    ///
    /// @param address as a person, a message entity, a page or a redirect gave it; any string is allowed
    public Optional<CanonicalUrl> canonicalize(String address) {
        return AddressParts.of(address).flatMap(this::canonical);
    }

    /// An address with its own letters in place of percent-encoding: to read and to search, never to fetch.
    /// Octets that are no UTF-8 become U+FFFD.
    public static String readable(String address) {
        return PercentEncoding.decode(address);
    }

    private Optional<CanonicalUrl> canonical(AddressParts parts) {
        int at = parts.authority().lastIndexOf('@');
        String user = user(parts.authority().substring(0, Math.max(at, 0)));
        String hostAndPort = parts.authority().substring(at + 1);
        int colon = hostAndPort.lastIndexOf(':');
        if (colon < hostAndPort.lastIndexOf(']')) {
            colon = -1;
        }
        Optional<String> port = colon < 0 ? Optional.of("") : port(hostAndPort.substring(colon + 1), parts.scheme());
        Optional<String> named = HostNames.normalize(colon < 0 ? hostAndPort : hostAndPort.substring(0, colon));
        if (port.isEmpty() || named.isEmpty() || (parts.guessed() && !canBeMeant(named.get(), hostAndPort))) {
            return Optional.empty();
        }
        String host = named.get();
        String path = path(parts.path());
        String rest = query(parts.query(), host) + fragment(parts.fragment());
        String bare = withoutWww(host);
        String comparedPath = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return Optional.of(new CanonicalUrl(
                parts.scheme() + "://" + user + host + port.get() + path + rest,
                "https://" + user + bare + port.get() + comparedPath + rest,
                HostNames.readable(bare)));
    }

    /// Whether a host without a scheme before it is one: a name with a dot, or an IPv4 address written in full.
    private static boolean canBeMeant(String host, String asGiven) {
        return host.indexOf('.') > 0 && (!HostNames.endsInNumber(host) || asGiven.startsWith(host));
    }

    private static String withoutWww(String host) {
        return host.startsWith("www.") && host.indexOf('.', 4) > 0 ? host.substring(4) : host;
    }

    private static String user(String userInfo) {
        String normal = PercentEncoding.normalize(userInfo, PercentEncoding.USER_INFO);
        return normal.isEmpty() || normal.equals(":") ? "" : normal + "@";
    }

    private static Optional<String> port(String digits, String scheme) {
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        String number = digits.replaceFirst("^0+(?=.)", "");
        if (number.isEmpty() || number.equals(scheme.equals("http") ? "80" : "443")) {
            return Optional.of("");
        }
        return number.length() > 5 || Integer.parseInt(number) > 65_535 ? Optional.empty() : Optional.of(":" + number);
    }

    private static String path(String given) {
        // Encoding first: %2E%2E is a dot segment too.
        String normal = PercentEncoding.normalize(given.replace('\\', '/'), PercentEncoding.PATH);
        String[] segments = normal.split("/", -1);
        Deque<String> kept = new ArrayDeque<>();
        for (int i = 1; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            String segment = segments[i];
            if (segment.equals("..")) {
                kept.pollLast();
            }
            if (!segment.equals("..") && !segment.equals(".")) {
                kept.addLast(segment);
            } else if (last) {
                kept.addLast("");
            }
        }
        return "/" + String.join("/", kept);
    }

    private String query(String given, String host) {
        StringJoiner kept = new StringJoiner("&", "?", "").setEmptyValue("");
        for (String parameter :
                PercentEncoding.normalize(given, PercentEncoding.QUERY).split("&", -1)) {
            String name = parameter.substring(0, (parameter + "=").indexOf('='));
            if (!parameter.isEmpty() && !tracking.has(PercentEncoding.decode(name), host)) {
                kept.add(parameter);
            }
        }
        return kept.toString();
    }

    private static String fragment(String given) {
        return given.startsWith("!") || given.startsWith("/")
                ? "#" + PercentEncoding.normalize(given, PercentEncoding.QUERY)
                : "";
    }

    /// An address cut into its parts, nothing normalised but the scheme.
    ///
    /// @param guessed whether the address named no scheme
    /// @param query without `?`, empty where there is none
    /// @param fragment without `#`, empty where there is none
    private record AddressParts(
            String scheme, boolean guessed, String authority, String path, String query, String fragment) {

        static Optional<AddressParts> of(String address) {
            String text = trimmed(address);
            String scheme = scheme(text);
            boolean guessed = scheme.isEmpty();
            String rest = guessed ? text : text.substring(scheme.length() + 1);
            if (guessed && !mayLackScheme(text)) {
                return Optional.empty();
            }
            int start = 0;
            while (start < rest.length() && (rest.charAt(start) == '/' || rest.charAt(start) == '\\')) {
                start++;
            }
            int hash = end(rest, start, "#");
            int question = Math.min(end(rest, start, "?"), hash);
            int path = Math.min(Math.min(end(rest, start, "/"), end(rest, start, "\\")), question);
            return Optional.of(new AddressParts(
                    guessed ? "http" : scheme.toLowerCase(Locale.ROOT),
                    guessed,
                    rest.substring(start, path),
                    rest.substring(path, question),
                    question < hash ? rest.substring(question + 1, hash) : "",
                    hash < rest.length() ? rest.substring(hash + 1) : ""));
        }

        private static int end(String text, int from, String mark) {
            int at = text.indexOf(mark, from);
            return at < 0 ? text.length() : at;
        }

        /// `http` or `https` as written, empty where neither leads the text.
        private static String scheme(String text) {
            int colon = text.indexOf(':');
            String before = colon < 0 ? "" : text.substring(0, colon);
            return before.equalsIgnoreCase("http") || before.equalsIgnoreCase("https") ? before : "";
        }

        private static boolean mayLackScheme(String text) {
            boolean slashes = text.startsWith("//");
            int start = slashes ? 2 : 0;
            int end = start;
            while (end < text.length() && "/\\?#".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            // A colon that starts no port ends another scheme (mailto:, javascript:, ftp:), an @ is an e-mail address.
            String authority = text.substring(start, end);
            int colon = authority.indexOf(':');
            return colon != 0
                    && authority.indexOf('@') < 0
                    && text.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))
                    && (colon < 0 || authority.substring(colon).matches(":[0-9]+"));
        }

        /// Without what a browser ignores: space and invisible characters around, tabs and line breaks inside.
        private static String trimmed(String address) {
            int start = 0;
            int end = address.length();
            while (start < end && isInvisible(address.charAt(start))) {
                start++;
            }
            while (end > start && isInvisible(address.charAt(end - 1))) {
                end--;
            }
            return address.substring(start, end).replaceAll("[\\t\\n\\r]", "");
        }

        private static boolean isInvisible(char c) {
            return c <= ' '
                    || Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.isISOControl(c);
        }
    }
}
