package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import keeplink.snapshot.CssTokenizer.Kind;
import org.jspecify.annotations.Nullable;

/// Looks for anything in CSS that could run, or load something from elsewhere.
final class InertStyles {
    /// Functions in which a string is an address (CSS Values and Units 4, CSS Images 4, Filter Effects 1).
    private static final Set<String> OF_ADDRESSES = Set.of(
            "url",
            "src",
            "image",
            "image-set",
            "-webkit-image-set",
            "cross-fade",
            "-webkit-cross-fade",
            "filter",
            "-webkit-filter");

    private static final Set<String> ACTIVE_PROPERTIES =
            Set.of("behavior", "-ms-behavior", "-moz-binding", "-ms-filter", "-o-link", "-o-link-source");
    private static final Set<Kind> BETWEEN = Set.of(Kind.WHITESPACE, Kind.COMMENT, Kind.SEMICOLON);

    private final String css;
    private final List<String> found;
    private final CssTokenizer tokens;

    /// What is open: the names of functions, and brackets.
    private final Deque<String> open = new ArrayDeque<>();

    /// The name before a colon where a declaration may start.
    private String property = "";

    private boolean declares = true;

    private InertStyles(String css, List<String> found) {
        this.css = CssTokenizer.preprocess(css);
        this.found = found;
        tokens = new CssTokenizer(this.css);
    }

    /// Adds what is not inert in a sheet or in declarations.
    static void look(String css, List<String> found) {
        new InertStyles(css, found).look();
    }

    /// Asserts that what was written of a style sheet is inert, contains nothing a parser of HTML could take for
    /// markup, is read as what it was written for, and ends where a block around it is closed.
    static void assertInert(String written) {
        List<String> found = new ArrayList<>();
        look(written, found);
        assertThat(found).as("%s", written).isEmpty();
        assertThat(written)
                .doesNotContain("</")
                .doesNotContain("<!")
                .doesNotContain(BlobReference.SCHEME)
                .doesNotContainPattern("<[a-zA-Z?]")
                .doesNotContainPattern("&[a-zA-Z#]");
        List<String> tokens = tokens(written);
        // of such a set something may be left out each time it is written
        if (tokens.stream().noneMatch(token -> token.toLowerCase(Locale.ROOT).endsWith("image-set"))) {
            assertThat(tokens(StyleRewriter.sheet(written, "", new InlineReferences())))
                    .as("written once more: %s", written)
                    .isEqualTo(tokens);
        }
        String within = "@media all{" + written + "}AFTER{b:c}";
        assertThat(StyleRewriter.sheet(within, "", new InlineReferences()))
                .as("%s", written)
                .endsWith("}AFTER{b:c}");
    }

    /// What a browser reads, but for what stands between.
    private static List<String> tokens(String css) {
        CssTokenizer tokens = new CssTokenizer(css);
        List<String> found = new ArrayList<>();
        while (tokens.next() != Kind.EOF) {
            if (!BETWEEN.contains(tokens.kind())) {
                found.add(tokens.kind() + " " + (tokens.value().isEmpty() ? tokens.raw() : tokens.value()));
            }
        }
        return found;
    }

    private void look() {
        while (tokens.next() != Kind.EOF) {
            token();
            Kind kind = tokens.kind();
            if (kind != Kind.WHITESPACE && kind != Kind.COMMENT) {
                declares = kind == Kind.OPEN_CURLY || kind == Kind.SEMICOLON;
                property = kind == Kind.IDENT ? property : "";
            }
        }
    }

    private void token() {
        switch (tokens.kind()) {
            case URL -> address(tokens.value());
            case STRING -> {
                if (isAddress()) {
                    address(tokens.value());
                }
            }
            case AT_KEYWORD -> atRule();
            case FUNCTION -> function(tokens.name());
            case IDENT -> {
                if (tokens.name().equals("progid")) {
                    found.add("progid");
                }
                property = declares && open.stream().allMatch("{"::equals) ? tokens.name() : "";
            }
            case COLON -> {
                if (ACTIVE_PROPERTIES.contains(property)) {
                    found.add(property);
                }
            }
            case OPEN_PAREN -> open.push("(");
            case OPEN_SQUARE -> open.push("[");
            case OPEN_CURLY -> open.push("{");
            case CLOSE_CURLY -> close("{");
            case CLOSE_SQUARE -> close("[");
            case CLOSE_PAREN -> {
                if (!open.isEmpty() && !Set.of("[", "{").contains(open.element())) {
                    open.pop();
                }
            }
            default -> {}
        }
    }

    private void close(String opener) {
        if (opener.equals(open.peek())) {
            open.pop();
        }
    }

    /// `@namespace` names what nobody loads, but only at the start, where no other rule ends.
    private void atRule() {
        boolean namespace = tokens.name().equals("namespace");
        boolean own = namespace && css.startsWith("@namespace", tokens.start()) && open.isEmpty();
        if ((namespace && !own) || Set.of("import", "charset").contains(tokens.name())) {
            found.add("@" + tokens.name());
        }
    }

    private void function(String name) {
        @Nullable String around = open.peek();
        if (around != null
                && OF_ADDRESSES.contains(around)
                && !OF_ADDRESSES.contains(name)
                && !ImageSet.isImage(name)) {
            found.add(name + "() that may stand for an address");
        }
        if (name.equals("expression")) {
            found.add("expression");
        }
        open.push(name);
    }

    /// What is said about an image is none.
    private boolean isAddress() {
        return open.stream().anyMatch(OF_ADDRESSES::contains) && !"type".equals(open.peek());
    }

    private void address(String address) {
        String plain = address.strip();
        if (!plain.equals("data:,")
                && !plain.startsWith("#")
                && !Inert.FONT.matcher(plain).matches()
                && !Inert.isPicture(plain, found)) {
            found.add("address in styles " + Inert.shortened(address));
        }
    }
}
