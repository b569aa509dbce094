package keeplink.fetch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A page that is wished for, and how to ask for it.
///
/// @param url as somebody pasted it: with its scheme, or bare as in `example.com/page`
/// @param languages the value of `Accept-Language` (RFC 9110 section 12.5.4), what the person reads
/// @param entityTag the `ETag` of the copy there is: an unchanged page is then answered with status 304
/// @param lastModified its `Last-Modified`, for the same
/// @param asBrowser whether to send the headers of a common browser, for a page that gives others nothing but a
///     script or a wall
public record PageRequest(
        String url, String languages, Optional<String> entityTag, Optional<String> lastModified, boolean asBrowser) {
    /// English and Chinese, as long as nobody says otherwise.
    static final String USUAL_LANGUAGES = "en,zh-CN;q=0.9,zh;q=0.8,*;q=0.5";

    private static final Pattern BARE = Pattern.compile("(?<host>[^/?#:\\\\]+)(?::(?<port>\\d{1,5}))?(?:[/?#].*)?");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]{0,1000}");

    /// @throws IllegalArgumentException when a value cannot be that of a header
    public PageRequest {
        if (!isValue(languages)
                || !entityTag.map(PageRequest::isValue).orElse(true)
                || !lastModified.map(PageRequest::isValue).orElse(true)) {
            throw new IllegalArgumentException(
                    "Not the value of a header, or a long one: " + languages + ", " + entityTag + ", " + lastModified);
        }
    }

    /// Asks for a page without conditions.
    public static PageRequest of(String url) {
        return new PageRequest(url, USUAL_LANGUAGES, Optional.empty(), Optional.empty(), false);
    }

    /// The same for somebody who reads a language, given as a BCP 47 tag.
    public PageRequest in(String languageTag) {
        String value = languageTag + ",en;q=0.8,*;q=0.5";
        return new PageRequest(url, value, entityTag, lastModified, asBrowser);
    }

    /// The same for another address, and without conditions, which are about the copy of this one.
    public PageRequest at(String otherUrl) {
        return new PageRequest(otherUrl, languages, Optional.empty(), Optional.empty(), asBrowser);
    }

    /// The same with its address written with a scheme: the one it has, else this.
    PageRequest over(String scheme) {
        return new PageRequest(isBare(url) ? scheme + "://" + url : url, languages, entityTag, lastModified, asBrowser);
    }

    /// The same with the headers of a common browser, and without conditions.
    public PageRequest likeABrowser() {
        return new PageRequest(url, languages, Optional.empty(), Optional.empty(), true);
    }

    /// The address with a scheme: the one it has, else `http`.
    public static String withScheme(String url) {
        return isBare(url) ? "http://" + url : url;
    }

    /// Whether an address comes without a scheme: `example.com`, `example.com:8080/page`.
    static boolean isBare(String url) {
        return BARE.matcher(url).matches();
    }

    /// Whether a bare address is tried over TLS first: it is a name, and names no port of another service.
    static boolean isSecureFirst(String bare) {
        Matcher parts = BARE.matcher(bare);
        return parts.matches()
                && (parts.group("port") == null || parts.group("port").equals("443"))
                && !Destination.ENDS_IN_NUMBER.matcher(parts.group("host")).matches();
    }

    private static boolean isValue(String text) {
        return HEADER_VALUE.matcher(text).matches();
    }
}
