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

    /// One place a picture may come from.
    ///
    /// @param address absolute
    /// @param descriptor how a `srcset` says that the picture is larger in pixels than on the screen, as in `2x`
    /// or `800w`; empty where it is as large
    /// @param element what says so: the image, or a source of its `<picture>`
    record Choice(String address, String descriptor, Element element) {}

    /// Where an image may come from, the best one first, at most three; empty where it has no address.
    static List<Choice> choices(Element image, String base) {
        Choices found = new Choices(base);
        Element parent = image.parent();
        if (parent != null && parent.nameIs("picture")) {
            for (Element source : parent.children()) {
                if (source.nameIs("source") && isShown(source)) {
                    found.candidates(source, Srcset.parse(source.attr("srcset")));
                    int slot = Srcset.slot(source.attr("sizes"));
                    lateSets(source, slot).forEach(address -> found.plain(image, address));
                }
            }
        }
        String src = image.attr("src").strip();
        if (isPlaceholder(image, src)) {
            late(image, slot(image)).forEach(address -> found.plain(image, address));
        }
        found.candidates(image, withSrc(Srcset.parse(image.attr("srcset")), src));
        found.plain(image, src);
        return found.list;
    }

    /// Among candidates by density `src` is the one of an ordinary screen (HTML standard, section 4.8.4.3.8).
    private static List<Srcset.Candidate> withSrc(List<Srcset.Candidate> candidates, String src) {
        if (candidates.isEmpty()
                || src.isEmpty()
                || candidates.stream().anyMatch(candidate -> candidate.width() > 0 || candidate.density() == 1)) {
            return candidates;
        }
        List<Srcset.Candidate> all = new ArrayList<>(candidates);
        all.add(new Srcset.Candidate(src, 0, 1));
        return all;
    }

    /// Choices in the making.
    private static final class Choices {
        private final List<Choice> list = new ArrayList<>();
        private final String base;

        Choices(String base) {
            this.base = base;
        }

        void candidates(Element element, List<Srcset.Candidate> candidates) {
            Srcset.byFit(candidates, Srcset.slot(element.attr("sizes")))
                    .forEach(candidate -> add(element, candidate.address(), candidate.descriptor()));
        }

        void plain(Element element, String address) {
            add(element, address, "");
        }

        private void add(Element element, String address, String descriptor) {
            String url = Addresses.ofFile(base, address);
            boolean known = list.stream().anyMatch(choice -> choice.address().equals(url));
            if (url != null && list.size() < MAX_ADDRESSES && !known) {
                list.add(new Choice(url, descriptor, element));
            }
        }
    }

    /// Whether a script would have put the picture in: without one a browser shows a placeholder.
    static boolean isLate(Element image) {
        return isPlaceholder(image, image.attr("src").strip())
                && !late(image, 0).isEmpty();
    }

    /// Whether an element is there to count visits: a picture or frame of at most one pixel.
    static boolean isTracker(Element element) {
        String style = element.attr("style").toLowerCase(Locale.ROOT).replace(" ", "");
        boolean tiny = isTiny(element.attr("width")) && isTiny(element.attr("height"));
        // One that starts at no size and is stretched by what it must at least have is a picture like any other.
        boolean stretched = style.contains("min-width:") || style.contains("min-height:");
        boolean tinyStyle = (style.startsWith("width:1px")
                        || style.startsWith("width:0")
                        || style.contains(";width:1px")
                        || style.contains(";width:0"))
                && (style.startsWith("height:1px")
                        || style.startsWith("height:0")
                        || style.contains(";height:1px")
                        || style.contains(";height:0"));
        return !stretched && (tiny || tinyStyle);
    }

    private static boolean isTiny(String size) {
        String number = size.strip().toLowerCase(Locale.ROOT).replace("px", "");
        return number.equals("0") || number.equals("1");
    }

    private static Set<String> late(Element image, int slot) {
        Set<String> found = lateSets(image, slot);
        for (String name : LATE_SRC) {
            String address = image.attr(name).strip();
            // Some of these names are also used for words and numbers.
            if (isAddress(address)) {
                found.add(address);
            }
        }
        if (found.isEmpty()) {
            lateUnderAnotherName(image, found);
        }
        return found;
    }

    private static Set<String> lateSets(Element element, int slot) {
        Set<String> found = new LinkedHashSet<>();
        for (String name : LATE_SRCSET) {
            addAll(found, element.attr(name), slot);
        }
        return found;
    }

    private static void addAll(Set<String> to, String srcset, int slot) {
        Srcset.byFit(Srcset.parse(srcset), slot).forEach(candidate -> to.add(candidate.address()));
    }

    private static void lateUnderAnotherName(Element image, Set<String> to) {
        for (Attribute attribute : image.attributes()) {
            String name = attribute.getKey().toLowerCase(Locale.ROOT);
            String value = attribute.getValue().strip();
            if (!NOT_LATE.contains(name) && LATE_NAME.matcher(name).matches() && isAddress(value)) {
                if (value.indexOf(' ') < 0) {
                    to.add(value);
                } else if (name.contains("set")) {
                    addAll(to, value, 0);
                }
            }
        }
    }

    private static boolean isAddress(String value) {
        return value.length() > 3
                && (value.indexOf('/') >= 0 || value.indexOf('.') >= 0)
                && "{[<".indexOf(value.charAt(0)) < 0;
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

    /// Whether a source is taken on a [Screen] by a browser of today.
    private static boolean isShown(Element source) {
        String type = source.attr("type").strip().toLowerCase(Locale.ROOT);
        if (!type.isEmpty() && !KNOWN_TYPES.contains(type)) {
            return false;
        }
        return MediaQuery.matches(source.attr("media"));
    }
}
