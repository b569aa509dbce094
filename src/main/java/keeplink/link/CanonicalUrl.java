package keeplink.link;

/// The form under which two addresses are the same page (RFC 3986 section 6, WHATWG URL). Made by
/// [UrlCanonicalizer] only.
///
/// @param value an absolute http or https address in canonical form
/// @param key what is compared: `value` less `www.` and a trailing slash, and http taken for https
/// @param site the host without `www.` and port, as a person reads it
public record CanonicalUrl(String value, String key, String site) {
    @Override
    public String toString() {
        return value;
    }
}
