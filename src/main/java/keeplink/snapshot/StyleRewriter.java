package keeplink.snapshot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import keeplink.snapshot.CssTokenizer.Kind;
import org.jspecify.annotations.Nullable;

/// Writes CSS anew with [References] in place of addresses and without what could act.
///
/// Follows CSS Syntax Module Level 3: blocks end where a browser ends them, so what is invalid to a browser stays
/// without effect, and what is left open is closed. Rules and declarations with bad strings or addresses,
/// bindings and expressions go; `@charset` and `@namespace` go too, `@import` becomes the sheet itself within
/// its conditions. Of `image-set()` and of a font's sources one is kept. Linear in the text.
final class StyleRewriter {
    /// Nobody nests rules and functions deeper; what does is cut there.
    private static final int MAX_DEPTH = 256;

    /// How often an image-set() may turn out to have no end nearby, each of which costs a look ahead.
    private static final int MAX_OPEN_IMAGE_SETS = 8;

    private static final Set<String> ACTIVE_PROPERTIES =
            Set.of("behavior", "-ms-behavior", "-moz-binding", "-ms-filter", "-o-link", "-o-link-source");
    /// Rules that are left out wherever they stand; where an import takes effect it was replaced before.
    private static final Set<String> AT_THE_START = Set.of("import", "charset", "namespace");

    private static final Set<String> BEFORE_IMPORTS = Set.of("@layer", "@charset");
    private static final Set<String> IMAGE_SETS = Set.of("image-set", "-webkit-image-set");
    private static final Set<String> ADDRESS_FUNCTIONS = Set.of("url", "src");

    /// Functions in which some browser takes a string for the address of an image.
    private static final Set<String> OF_IMAGES = Set.of(
            "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade", "filter", "-webkit-filter");

    private final String css;
    private final String base;
    private final References references;
    private final CssTokenizer tokens;
    private final StringBuilder out;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final List<String> words = new ArrayList<>();
    private final StringBuilder namespaces = new StringBuilder();
    private final boolean sheet;
    private boolean importsAllowed;
    private boolean namespacesAllowed;
    private int imageSetsLeft = MAX_OPEN_IMAGE_SETS;

    /// @param sheet whether it is a style sheet rather than what an element of the page says of itself
    private StyleRewriter(
            CssTokenizer tokens, String css, String base, References references, boolean sheet, StringBuilder out) {
        this.css = css;
        this.base = base;
        this.references = references;
        this.tokens = tokens;
        this.sheet = sheet;
        this.out = out;
    }

    /// A block or function that is open.
    private static final class Frame {
        final char closer;
        final boolean rules;
        final boolean addresses;
        int segmentStart;
        int significant;
        boolean dropping;

        /// Whether strings right in it are addresses, also those that come to stand there in place of something else.
        boolean images;

        @Nullable
        String first;

        @Nullable
        String property;

        Frame(char closer, boolean rules, boolean addresses, int segmentStart) {
            this.closer = closer;
            this.rules = rules;
            this.addresses = addresses;
            this.segmentStart = segmentStart;
        }
    }

    /// A whole style sheet.
    ///
    /// @param base the address of the style sheet
    static String sheet(String css, String base, References references) {
        return rewrite(css, base, references, true, null);
    }

    /// What stands in a style attribute.
    static String declarations(String css, String base, References references) {
        return rewrite(css, base, references, false, null);
    }

    /// The value of one property, as it stands in a presentation attribute of SVG.
    static String value(String css, String base, References references, String property) {
        return rewrite(css, base, references, false, property);
    }

    private static String rewrite(
            String text, String base, References references, boolean sheet, @Nullable String property) {
        String css = CssTokenizer.preprocess(text);
        StyleRewriter rewriter = new StyleRewriter(
                new CssTokenizer(css), css, base, references, sheet, new StringBuilder(css.length() + 64));
        rewriter.importsAllowed = sheet;
        Frame top = new Frame('\0', true, false, 0);
        top.property = property;
        top.significant = property == null ? 0 : 2;
        String written = rewriter.run(top, sheet);
        return rewriter.namespaces.isEmpty() ? written : rewriter.namespaces + written;
    }

    /// A piece of a value that lies in the same text, such as one choice of an image-set().
    private String piece(int from, int to, boolean addresses) {
        StyleRewriter rewriter =
                new StyleRewriter(new CssTokenizer(css, from, to), css, base, references, sheet, new StringBuilder());
        Frame top = new Frame('\0', true, addresses, 0);
        top.property = "--";
        rewriter.imageSetsLeft = 0;
        top.significant = 2;
        return rewriter.run(top, false);
    }

    private String run(Frame top, boolean sheet) {
        frames.push(top);
        while (frames.size() <= MAX_DEPTH && tokens.next() != Kind.EOF) {
            token(frames.element(), sheet && frames.size() == 1);
        }
        flushWords();
        while (!frames.isEmpty()) {
            Frame frame = frames.pop();
            if (frame.dropping) {
                out.setLength(frame.segmentStart);
            }
            if (frame.closer != '\0') {
                out.append(frame.closer);
            }
        }
        return out.toString();
    }

    private void token(Frame frame, boolean top) {
        Kind kind = tokens.kind();
        boolean space = kind == Kind.WHITESPACE || kind == Kind.COMMENT || kind == Kind.CDO || kind == Kind.CDC;
        if (frame.rules && !space && kind != Kind.SEMICOLON) {
            if (frame.significant == 0 && kind == Kind.AT_KEYWORD) {
                if (atRule(frame, top)) {
                    return;
                }
            } else if (top) {
                namespacesAllowed = false;
                importsAllowed = importsAllowed
                        && BEFORE_IMPORTS.contains(frame.first == null ? "" : frame.first)
                        && kind != Kind.OPEN_CURLY;
            }
            if (frame.significant == 0) {
                frame.first = kind == Kind.IDENT ? tokens.name() : kind == Kind.AT_KEYWORD ? "@" + tokens.name() : "";
            } else if (frame.significant == 1
                    && kind == Kind.COLON
                    && frame.first != null
                    && !frame.first.startsWith("@")) {
                frame.property = frame.first;
                frame.dropping |= ACTIVE_PROPERTIES.contains(frame.first);
            }
            frame.significant++;
        }
        if (kind != Kind.IDENT && kind != Kind.WHITESPACE) {
            flushWords();
        }
        switch (kind) {
            case SEMICOLON -> {
                // One that is left of a rule that went would be the start of the next and make that invalid.
                boolean went = frame.rules && frame.dropping;
                if (frame.rules) {
                    endSegment(frame);
                }
                if (!went && (out.isEmpty() || "{;".indexOf(out.charAt(out.length() - 1)) < 0 || !frame.rules)) {
                    out.append(';');
                }
                frame.segmentStart = out.length();
            }
            case OPEN_CURLY -> {
                out.append('{');
                frames.push(new Frame('}', frame.rules, frame.addresses, out.length()));
            }
            case OPEN_PAREN -> open('(', ')', frame.addresses);
            case OPEN_SQUARE -> open('[', ']', frame.addresses);
            case CLOSE_CURLY, CLOSE_PAREN, CLOSE_SQUARE -> close(frame, css.charAt(tokens.start()));
            case FUNCTION -> function(frame);
            case URL -> address(tokens.value());
            case STRING -> {
                if (frame.addresses) {
                    // It starts anew where what is before it would go on.
                    boolean apart = out.isEmpty() || "(,".indexOf(out.charAt(out.length() - 1)) >= 0;
                    out.append(apart ? "" : "/**/");
                    address(tokens.value());
                } else {
                    string();
                }
            }
            case BAD_STRING, BAD_URL -> segment().dropping = true;
            case IDENT -> {
                if (isFontProperty()) {
                    words.add(tokens.value());
                }
                segment().dropping |= "progid".equals(tokens.name());
                if (Noscript.isMeant(tokens.name(), out, frame.closer)) {
                    out.append(Noscript.NAME);
                } else {
                    plain();
                }
            }
            case AT_KEYWORD -> {
                segment().dropping |= AT_THE_START.contains(tokens.name());
                plain();
            }
            case HASH, DELIM, NUMBER, PERCENTAGE, DIMENSION, WHITESPACE, CDO, CDC, COLON, COMMA, COMMENT -> plain();
            case EOF -> throw new IllegalStateException("the end is no token");
        }
    }

    /// Takes an at-rule that needs more than being copied; answers whether it was taken whole.
    private boolean atRule(Frame frame, boolean top) {
        String name = tokens.name();
        boolean mayImport = top && importsAllowed;
        namespacesAllowed = top && namespacesAllowed && name.equals("namespace");
        importsAllowed = mayImport && (name.equals("import") || name.equals("layer") || name.equals("charset"));
        switch (name) {
            case "import" -> {
                if (mayImport) {
                    new CssImport(tokens, css, base, references).write(out);
                    frame.segmentStart = out.length();
                    return true;
                }
            }
            case "font-face" -> {
                if (new CssFontFace(tokens, css, base, references).write(out)) {
                    frame.segmentStart = out.length();
                } else {
                    frame.dropping = true;
                    frame.first = "@font-face";
                    frame.significant++;
                }
                return true;
            }
            case "media" -> {
                if (!references.keepsPrint()
                        && MediaList.isForPrint(new CssTokenizer(css, tokens.end(), css.length()))) {
                    CssRules.skip(tokens);
                    frame.segmentStart = out.length();
                    return true;
                }
            }
            case "namespace" -> {
                if (mayImport || (top && namespacesAllowed)) {
                    // Before all else, where what was imported cannot make it invalid.
                    namespacesAllowed = true;
                    namespaces.append(CssRules.namespace(tokens));
                    frame.segmentStart = out.length();
                    return true;
                }
            }
            default -> {}
        }
        return false;
    }

    private void open(char opener, char closer, boolean addresses) {
        out.append(opener);
        frames.push(new Frame(closer, false, addresses, out.length()));
    }

    private void close(Frame frame, char closer) {
        if (frame.closer != closer) {
            // Within brackets it is a token like any other. Outside all blocks it makes the rule it is in invalid, and
            // written out it could end a block we put around.
            frame.dropping |= frame.closer == '\0';
            out.append(closer);
            return;
        }
        if (frame.rules) {
            endSegment(frame);
        }
        frames.pop();
        out.append(closer);
        Frame outer = frames.element();
        if (closer == '}' && outer.rules && (outer.property == null || !outer.property.startsWith("--"))) {
            endSegment(outer);
            outer.segmentStart = out.length();
        }
    }

    private void endSegment(Frame frame) {
        if (frame.dropping) {
            out.setLength(frame.segmentStart);
        }
        frame.dropping = false;
        frame.significant = 0;
        frame.first = null;
        frame.property = null;
    }

    private void function(Frame frame) {
        String name = tokens.name();
        if (ADDRESS_FUNCTIONS.contains(name)) {
            String address = CssImport.onlyString(tokens);
            if (address == null) {
                segment().dropping = true;
            } else {
                address(address);
            }
            return;
        }
        if (IMAGE_SETS.contains(name)) {
            // Within another what stands for an image would come to stand where a string is an address.
            String choice = frame.addresses ? null : imageSet();
            if (choice != null) {
                out.append(choice);
                return;
            }
        }
        boolean standsForAnAddress = frame.images && !ImageSet.isImage(name);
        segment().dropping |= name.equals("expression") || standsForAnAddress;
        String raw = tokens.raw();
        CssText.name(out, raw.substring(0, raw.length() - 1), tokens.value(), 0);
        boolean images = OF_IMAGES.contains(name);
        open('(', ')', images || (frame.addresses && !name.equals("type")));
        frames.element().images = images;
    }

    /// The one choice of an image-set() that suits an ordinary screen; null where it has no end nearby.
    private @Nullable String imageSet() {
        ImageSet set = imageSetsLeft > 0 ? ImageSet.read(tokens, css) : null;
        if (set == null) {
            imageSetsLeft--;
            return null;
        }
        tokens.jump(set.end());
        String choice = piece(set.choiceStart(), set.choiceEnd(), !set.standIn());
        return set.standIn() ? choice : set.name() + "(" + choice + ")";
    }

    private void address(String address) {
        String url = Addresses.ofFile(base, address);
        String fragment = Addresses.fragment(address.strip());
        boolean local = address.strip().startsWith("#")
                || (!fragment.isEmpty() && url != null && references.isPage(Addresses.withoutFragment(url)));
        if (local) {
            out.append("url(");
            CssText.string(out, fragment);
            out.append(')');
            return;
        }
        String reference = url == null || segment().property == null ? null : picture(url);
        out.append("url(").append(reference == null ? "data:," : reference).append(')');
    }

    private @Nullable String picture(String url) {
        return sheet ? references.background(url) : references.picture(List.of(url));
    }

    private void string() {
        references.shown(tokens.value());
        if (isFontProperty()) {
            references.fontUsed(tokens.value());
        }
        CssText.string(out, tokens, css);
    }

    private void plain() {
        CssText.plain(out, tokens, css);
    }

    private Frame segment() {
        for (Frame frame : frames) {
            if (frame.rules) {
                return frame;
            }
        }
        throw new IllegalStateException("the outermost frame holds rules");
    }

    private boolean isFontProperty() {
        String property = segment().property;
        return property != null
                && (property.equals("font") || property.equals("font-family") || property.startsWith("--"));
    }

    /// A family may be written as words without quotes, after the words of the `font` shorthand.
    private void flushWords() {
        for (int from = Math.max(0, words.size() - 8); from < words.size(); from++) {
            references.fontUsed(
                    String.join(" ", words.subList(from, words.size())).toLowerCase(Locale.ROOT));
        }
        words.clear();
    }
}
