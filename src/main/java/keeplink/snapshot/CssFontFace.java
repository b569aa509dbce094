package keeplink.snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import keeplink.snapshot.CssTokenizer.Kind;
import org.jspecify.annotations.Nullable;

/// Replaces an `@font-face` rule by one with a single source, or by nothing where no text is written in the font
/// (CSS Fonts Module Level 4, section 4).
final class CssFontFace {
    /// Formats browsers of today read, smallest first.
    private static final List<String> FORMATS =
            List.of("woff2", "woff", "truetype", "opentype", "ttf", "otf", "collection", "");

    private static final Set<String> OUTDATED = Set.of("embedded-opentype", "eot", "svg");

    /// What a descriptor is called.
    private static final Pattern NAME = Pattern.compile("[a-z-]{1,64}");

    private final CssTokenizer tokens;
    private final String css;
    private final String base;
    private final References references;

    private String family = "";
    private List<FontFace.Range> ranges = List.of();
    private final List<Source> sources = new ArrayList<>();
    private final List<String> locals = new ArrayList<>();
    private final StringBuilder kept = new StringBuilder();

    CssFontFace(CssTokenizer tokens, String css, String base, References references) {
        this.tokens = tokens;
        this.css = css;
        this.base = base;
        this.references = references;
    }

    /// One address of a font.
    private record Source(String address, String format) {
        int rank() {
            int known = FORMATS.indexOf(format);
            return known < 0 ? FORMATS.size() : known;
        }
    }

    /// Reads on from the at-keyword to the end of the rule and writes what takes its place.
    ///
    /// @return false where what follows is no block of declarations; nothing is read then
    boolean write(StringBuilder out) {
        int start = tokens.end();
        Kind kind = tokens.next();
        while (kind == Kind.WHITESPACE || kind == Kind.COMMENT) {
            kind = tokens.next();
        }
        if (kind != Kind.OPEN_CURLY) {
            tokens.jump(start);
            return false;
        }
        descriptors();
        List<String> addresses = sources.stream()
                .sorted(Comparator.comparingInt(Source::rank))
                .map(Source::address)
                .distinct()
                .toList();
        String reference = family.isEmpty() || addresses.isEmpty()
                ? null
                : references.font(new FontFace(family, ranges, addresses));
        if (reference != null || !locals.isEmpty()) {
            List<String> all = new ArrayList<>(locals);
            if (reference != null) {
                all.add("url(" + reference + ")");
            }
            out.append("@font-face{")
                    .append(kept)
                    .append("src:")
                    .append(String.join(",", all))
                    .append('}');
        }
        return true;
    }

    private void descriptors() {
        List<Character> open = new ArrayList<>();
        int start = tokens.end();
        while (tokens.next() != Kind.EOF) {
            Kind kind = tokens.kind();
            if (open.isEmpty() && (kind == Kind.SEMICOLON || kind == Kind.CLOSE_CURLY)) {
                descriptor(start, tokens.start());
                start = tokens.end();
                if (kind == Kind.CLOSE_CURLY) {
                    return;
                }
            }
            switch (kind) {
                case OPEN_PAREN, FUNCTION -> open.add(')');
                case OPEN_SQUARE -> open.add(']');
                case OPEN_CURLY -> open.add('}');
                case CLOSE_PAREN, CLOSE_SQUARE, CLOSE_CURLY -> {
                    if (!open.isEmpty() && open.getLast() == css.charAt(tokens.start())) {
                        open.removeLast();
                    }
                }
                default -> {}
            }
        }
        descriptor(start, tokens.start());
    }

    private void descriptor(int from, int to) {
        CssTokenizer inner = new CssTokenizer(css, from, to);
        Kind kind = inner.next();
        while (kind == Kind.WHITESPACE || kind == Kind.COMMENT) {
            kind = inner.next();
        }
        String name = inner.name();
        if (kind != Kind.IDENT || !NAME.matcher(name).matches()) {
            return;
        }
        do {
            kind = inner.next();
        } while (kind == Kind.WHITESPACE || kind == Kind.COMMENT);
        if (kind != Kind.COLON) {
            return;
        }
        if (name.equals("src")) {
            sources(inner);
            return;
        }
        StringBuilder value = new StringBuilder();
        StringBuilder names = new StringBuilder();
        while ((kind = inner.next()) != Kind.EOF) {
            switch (kind) {
                case IDENT, STRING, WHITESPACE -> {
                    names.append(kind == Kind.WHITESPACE ? " " : inner.value());
                    CssText.plain(value, inner, css);
                }
                case HASH, DELIM, NUMBER, PERCENTAGE, DIMENSION, COMMA, COLON -> CssText.plain(value, inner, css);
                case COMMENT -> {}
                // No descriptor but src has functions or blocks that matter; one that has them is left out.
                default -> {
                    return;
                }
            }
        }
        if (name.equals("font-family")) {
            family = FontFace.comparable(names.toString());
        } else if (name.equals("unicode-range")) {
            ranges = FontFace.ranges(value.toString());
        }
        kept.append(name).append(':').append(value.toString().strip()).append(';');
    }

    private void sources(CssTokenizer inner) {
        String address = null;
        String format = "";
        while (inner.next() != Kind.EOF) {
            switch (inner.kind()) {
                case COMMA -> {
                    source(address, format);
                    address = null;
                    format = "";
                }
                case URL -> address = inner.value();
                case FUNCTION -> {
                    switch (inner.name()) {
                        case "url", "src" -> address = CssImport.onlyString(inner);
                        case "format" -> format = argument(inner);
                        case "local" -> local(argument(inner));
                        default -> argument(inner);
                    }
                }
                default -> {}
            }
        }
        source(address, format);
    }

    private void source(@Nullable String address, String format) {
        String url = address == null ? null : Addresses.ofFile(base, address);
        if (url == null) {
            return;
        }
        String kind = format.toLowerCase(Locale.ROOT).replace("-variations", "");
        if (kind.isEmpty() && !url.startsWith("data:")) {
            String path = Addresses.withoutFragment(url);
            int query = path.indexOf('?');
            path = query < 0 ? path : path.substring(0, query);
            String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            kind = FORMATS.contains(extension) || OUTDATED.contains(extension) ? extension : "";
        }
        if (!OUTDATED.contains(kind)) {
            sources.add(new Source(url, kind));
        }
    }

    private void local(String name) {
        if (!name.isBlank() && locals.size() < 8) {
            StringBuilder local = new StringBuilder("local(");
            CssText.string(local, name.strip());
            locals.add(local.append(')').toString());
        }
    }

    /// The words of a function's arguments, with or without quotes.
    private static String argument(CssTokenizer inner) {
        StringBuilder words = new StringBuilder();
        int depth = 1;
        while (depth > 0 && inner.next() != Kind.EOF) {
            switch (inner.kind()) {
                case OPEN_PAREN, FUNCTION -> depth++;
                case CLOSE_PAREN -> depth--;
                case IDENT, STRING -> words.append(inner.value());
                case WHITESPACE -> words.append(' ');
                default -> {}
            }
        }
        return words.toString().strip();
    }
}
