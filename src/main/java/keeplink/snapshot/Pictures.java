package keeplink.snapshot;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/// Finds out where the picture of an `<img>` comes from: `src`, `srcset` with `sizes`, the sources of its
/// `<picture>`, and the attributes in which scripts that load pictures late look for it.
final class Pictures {
    private static final int MAX_ADDRESSES = 3;

    private static final List<String> LATE_SRCSET =
            List.of("data-srcset", "data-lazy-srcset", "data-original-set", "data-src-set");

    /// A page that has one of these has it for nothing else: the picture in `src` is a stand-in, whatever it is called.
    private static final List<String> ALWAYS_LATE =
            List.of("data-src", "data-lazy-src", "data-srcset", "data-lazy-srcset");

    /// What names of attributes with a late picture have in common that no library here is known for.
    private static final Pattern LATE_NAME =
            Pattern.compile("_src|real_src|(data-)?[a-z0-9_-]*(lazy|orig|src|defer)[a-z0-9_-]*");

    private static final Set<String> NOT_LATE =
            Set.of("src", "srcset", "srcdoc", "lowsrc", "dynsrc", "longdesc", "imagesrcset", "data-lowsrc");

    /// In the order in which the libraries that use them are met; each holds the picture itself.
    private static final List<String> LATE_SRC = List.of(
            "data-src",
            "data-original",
            "data-lazy-src",
            "data-actualsrc",
            "data-lazy",
            "data-original-src",
            "data-lazyload",
            "data-lazyload-src",
            "data-echo",
            "data-img-src",
            "data-image-src",
            "data-hi-res-src",
            "data-full-src",
            "data-url",
            "data-image",
            "data-cfsrc",
            "data-pagespeed-lazy-src",
            "data-ks-lazyload",
            "data-croporisrc",
            "data-backsrc",
            "file",
            "zoomfile");

    private static final List<String> PLACEHOLDERS = List.of(
            "placeholder",
            "blank",
            "spacer",
            "loading",
            "lazy",
            "transparent",
            "1x1",
            "pixel",
            "grey.",
            "gray.",
            "default.gif",
            "empty");

    private static final Set<String> KNOWN_TYPES = Set.of(
            "image/png",
            "image/jpeg",
            "image/jpg",
            "image/gif",
            "image/webp",
            "image/avif",
            "image/svg+xml",
            "image/apng");

    private Pictures() {}

    /// The absolute addresses of an image, the best one first, at most three; empty where it has none.
    static List<String> addresses(Element image, String base) {
        Set<String> found = new LinkedHashSet<>();
        int slot = slot(image);
        Element parent = image.parent();
        if (parent != null && parent.nameIs("picture")) {
            for (Element source : parent.children()) {
                if (source.nameIs("source") && isShown(source)) {
                    sets(source, found);
                }
            }
        }
        String src = image.attr("src").strip();
        if (isPlaceholder(image, src)) {
            late(image, slot, found);
        }
        found.addAll(Srcset.byFit(Srcset.parse(image.attr("srcset")), Srcset.slot(image.attr("sizes"))));
        if (!src.isEmpty()) {
            found.add(src);
        }
        List<String> absolute = new ArrayList<>();
        for (String address : found) {
            String url = Addresses.ofFile(base, address);
            if (url != null && absolute.size() < MAX_ADDRESSES && !absolute.contains(url)) {
                absolute.add(url);
            }
        }
        return absolute;
    }

    /// Whether a script would have put the picture in: without one a browser shows a placeholder.
    static boolean isLate(Element image) {
        if (!isPlaceholder(image, image.attr("src").strip())) {
            return false;
        }
        Set<String> found = new LinkedHashSet<>();
        late(image, 0, found);
        return !found.isEmpty();
    }

    /// Whether an element is there to count visits: a picture or frame of at most one pixel.
    static boolean isTracker(Element element) {
        String style = element.attr("style").toLowerCase(Locale.ROOT).replace(" ", "");
        boolean tiny = isTiny(element.attr("width")) && isTiny(element.attr("height"));
        boolean tinyStyle = (style.startsWith("width:1px")
                        || style.startsWith("width:0")
                        || style.contains(";width:1px")
                        || style.contains(";width:0"))
                && (style.startsWith("height:1px")
                        || style.startsWith("height:0")
                        || style.contains(";height:1px")
                        || style.contains(";height:0"));
        return tiny || tinyStyle;
    }

    private static boolean isTiny(String size) {
        String number = size.strip().toLowerCase(Locale.ROOT).replace("px", "");
        return number.equals("0") || number.equals("1");
    }

    private static void late(Element image, int slot, Set<String> to) {
        for (String name : LATE_SRCSET) {
            to.addAll(Srcset.byFit(Srcset.parse(image.attr(name)), slot));
        }
        for (String name : LATE_SRC) {
            String address = image.attr(name).strip();
            // Some of these names are also used for words and numbers.
            if (isAddress(address)) {
                to.add(address);
            }
        }
        if (to.isEmpty()) {
            lateUnderAnotherName(image, to);
        }
    }

    private static void lateUnderAnotherName(Element image, Set<String> to) {
        for (Attribute attribute : image.attributes()) {
            String name = attribute.getKey().toLowerCase(Locale.ROOT);
            String value = attribute.getValue().strip();
            if (!NOT_LATE.contains(name) && LATE_NAME.matcher(name).matches() && isAddress(value)) {
                if (value.indexOf(' ') < 0) {
                    to.add(value);
                } else if (name.contains("set")) {
                    to.addAll(Srcset.byFit(Srcset.parse(value), 0));
                }
            }
        }
    }

    private static boolean isAddress(String value) {
        return value.length() > 3
                && (value.indexOf('/') >= 0 || value.indexOf('.') >= 0)
                && "{[<".indexOf(value.charAt(0)) < 0;
    }

    private static void sets(Element source, Set<String> to) {
        int slot = Srcset.slot(source.attr("sizes"));
        to.addAll(Srcset.byFit(Srcset.parse(source.attr("srcset")), slot));
        for (String name : LATE_SRCSET) {
            to.addAll(Srcset.byFit(Srcset.parse(source.attr(name)), slot));
        }
    }

    /// How wide a picture without a width of its own is shown, in CSS pixels: the slot its candidates are declared
    /// for, whatever the size of the one that is kept. 0 where the picture's own size counts.
    static int shownWidth(Element image) {
        Element parent = image.parent();
        if (parent != null && parent.nameIs("picture")) {
            for (Element source : parent.children()) {
                if (source.nameIs("source") && source.hasAttr("srcset") && isShown(source)) {
                    return widthOf(source);
                }
            }
        }
        return widthOf(image);
    }

    private static int widthOf(Element candidates) {
        boolean byWidth = Srcset.parse(candidates.attr("srcset")).stream().anyMatch(candidate -> candidate.width() > 0);
        if (!byWidth) {
            return 0;
        }
        int slot = Srcset.slot(candidates.attr("sizes"));
        return slot > 0 || candidates.hasAttr("sizes") ? slot : Screen.WIDTH;
    }

    /// How wide a picture that a script would put in is shown, as far as the markup says. Without scripts
    /// candidates are declared for the whole width of the screen where there is no `sizes`, whatever `width` says
    /// (HTML standard, section 4.8.4.3.11).
    private static int slot(Element image) {
        int slot = Srcset.slot(image.attr("sizes"));
        if (slot > 0) {
            return slot;
        }
        String width = image.attr("width").strip();
        return !width.isEmpty() && width.length() <= 4 && width.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(width)
                : 0;
    }

    private static boolean isPlaceholder(Element image, String src) {
        String lower = src.toLowerCase(Locale.ROOT);
        if (ALWAYS_LATE.stream().anyMatch(name -> isAddress(image.attr(name)))) {
            return true;
        }
        if (lower.isEmpty()
                || lower.startsWith("data:")
                || lower.startsWith("about:")
                || lower.startsWith("#")
                || lower.startsWith("javascript:")) {
            return true;
        }
        String classes = image.className().toLowerCase(Locale.ROOT);
        String path = lower.substring(0, Math.min(lower.length(), 2_048));
        String file = path.substring(path.lastIndexOf('/') + 1);
        return classes.contains("lazy")
                || classes.contains("lozad")
                || PLACEHOLDERS.stream().anyMatch(file::contains);
    }

    /// Whether a source is taken on a screen of 1,280 pixels in light colours by a browser of today.
    private static boolean isShown(Element source) {
        String type = source.attr("type").strip().toLowerCase(Locale.ROOT);
        if (!type.isEmpty() && !KNOWN_TYPES.contains(type)) {
            return false;
        }
        String media = source.attr("media").strip().toLowerCase(Locale.ROOT);
        return Screen.fits(media);
    }
}
