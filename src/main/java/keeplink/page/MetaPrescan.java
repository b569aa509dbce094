package keeplink.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the encoding a page declares within itself, after "prescan a byte stream to determine its encoding" of
/// the HTML
/// standard (section 13.2.3.2), in `<meta>` or an XML declaration.
///
/// Looks further than the standard's 1,024 bytes: real pages have more than that before their `<meta>`, and
/// browsers find it there too. Linear in what it looks at.
final class MetaPrescan {
    private static final int LOOK_AT = 64 * 1024;
    private static final String SPACE = "\t\n\f\r ";

    private final String bytes;
    private int at;

    private MetaPrescan(String bytes) {
        this.bytes = bytes;
    }

    /// The encoding the page declares; UTF-16 becomes UTF-8, as a declaration that can be read as ASCII is not
    /// UTF-16.
    static Optional<Charset> charset(byte[] body) {
        return new MetaPrescan(new String(body, 0, Math.min(body.length, LOOK_AT), ISO_8859_1))
                .scan()
                .map(charset -> charset.equals(UTF_16LE) || charset.equals(UTF_16BE) ? UTF_8 : charset);
    }

    /// What follows `charset=` in the value of `Content-Type`, after "extracting a character encoding from a meta
    /// element"; null where nothing does.
    static @Nullable String charsetOf(String contentType) {
        String lower = contentType.toLowerCase(Locale.ROOT);
        int at = 0;
        while ((at = lower.indexOf("charset", at)) >= 0) {
            at = skipSpace(lower, at + "charset".length());
            if (at < lower.length() && lower.charAt(at) == '=') {
                return value(lower, skipSpace(lower, at + 1));
            }
        }
        return null;
    }

    private static @Nullable String value(String text, int from) {
        if (from >= text.length()) {
            return null;
        }
        char quote = text.charAt(from);
        if (quote == '"' || quote == '\'') {
            int end = text.indexOf(quote, from + 1);
            return end < 0 ? null : text.substring(from + 1, end);
        }
        int end = from;
        while (end < text.length() && text.charAt(end) != ';' && SPACE.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(from, end);
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && SPACE.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private Optional<Charset> scan() {
        if (bytes.startsWith("<?xml")) {
            Optional<Charset> declared = xmlDeclaration();
            if (declared.isPresent()) {
                return declared;
            }
        }
        while ((at = bytes.indexOf('<', at)) >= 0) {
            if (bytes.startsWith("<!--", at)) {
                int end = bytes.indexOf("-->", at + 2);
                if (end < 0) {
                    return Optional.empty();
                }
                at = end + 3;
            } else if (isMeta()) {
                at += "<meta".length();
                Optional<Charset> found = meta();
                if (found.isPresent()) {
                    return found;
                }
            } else if (isTag()) {
                while (at < bytes.length() && SPACE.indexOf(bytes.charAt(at)) < 0 && bytes.charAt(at) != '>') {
                    at++;
                }
                while (attribute() != null) {}
            } else if (at + 1 < bytes.length() && "!/?".indexOf(bytes.charAt(at + 1)) >= 0) {
                int end = bytes.indexOf('>', at);
                if (end < 0) {
                    return Optional.empty();
                }
                at = end + 1;
            } else {
                at++;
            }
        }
        return Optional.empty();
    }

    private Optional<Charset> xmlDeclaration() {
        int end = bytes.indexOf("?>");
        int encoding = bytes.indexOf("encoding");
        if (end < 0 || encoding < 0 || encoding > end) {
            return Optional.empty();
        }
        int equals = skipSpace(bytes, encoding + "encoding".length());
        if (equals >= end || bytes.charAt(equals) != '=') {
            return Optional.empty();
        }
        return Optional.ofNullable(value(bytes, skipSpace(bytes, equals + 1))).flatMap(EncodingLabels::charset);
    }

    private boolean isMeta() {
        int after = at + "<meta".length();
        return bytes.regionMatches(true, at, "<meta", 0, 5)
                && after < bytes.length()
                && (SPACE.indexOf(bytes.charAt(after)) >= 0 || bytes.charAt(after) == '/');
    }

    private boolean isTag() {
        int first = at + 1 < bytes.length() && bytes.charAt(at + 1) == '/' ? at + 2 : at + 1;
        return first < bytes.length() && isLetter(bytes.charAt(first));
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private Optional<Charset> meta() {
        Map<String, String> attributes = new HashMap<>();
        Map.@Nullable Entry<String, String> attribute;
        while ((attribute = attribute()) != null) {
            attributes.putIfAbsent(attribute.getKey(), attribute.getValue());
        }
        String charset = attributes.get("charset");
        if (charset == null && "content-type".equals(attributes.get("http-equiv"))) {
            charset = charsetOf(attributes.getOrDefault("content", ""));
        }
        if (charset == null) {
            return Optional.empty();
        }
        // The standard reads a page that claims a private encoding as windows-1252.
        return EncodingLabels.charset("x-user-defined".equals(charset.strip()) ? "windows-1252" : charset);
    }

    /// The next attribute of the tag that is being read, name and value in lower case; null at the tag's end,
    /// which is passed.
    private Map.@Nullable Entry<String, String> attribute() {
        while (at < bytes.length() && (SPACE.indexOf(bytes.charAt(at)) >= 0 || bytes.charAt(at) == '/')) {
            at++;
        }
        if (at >= bytes.length() || bytes.charAt(at) == '>') {
            at = Math.min(at + 1, bytes.length());
            return null;
        }
        int start = at;
        while (at < bytes.length()
                && "/>".indexOf(bytes.charAt(at)) < 0
                && SPACE.indexOf(bytes.charAt(at)) < 0
                && (bytes.charAt(at) != '=' || at == start)) {
            at++;
        }
        String name = lower(start, at);
        int equals = skipSpace(bytes, at);
        if (equals >= bytes.length() || bytes.charAt(equals) != '=') {
            return Map.entry(name, "");
        }
        at = skipSpace(bytes, equals + 1);
        if (at >= bytes.length()) {
            return Map.entry(name, "");
        }
        char quote = bytes.charAt(at);
        if (quote == '"' || quote == '\'') {
            int end = bytes.indexOf(quote, at + 1);
            int from = at + 1;
            at = end < 0 ? bytes.length() : end + 1;
            return Map.entry(name, lower(from, end < 0 ? bytes.length() : end));
        }
        start = at;
        while (at < bytes.length() && bytes.charAt(at) != '>' && SPACE.indexOf(bytes.charAt(at)) < 0) {
            at++;
        }
        return Map.entry(name, lower(start, at));
    }

    private String lower(int from, int to) {
        return bytes.substring(from, to).toLowerCase(Locale.ROOT);
    }
}
