package keeplink.snapshot;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keeplink.page.Verdict;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Writes what a page embeds: images, films, sounds and the pages of frames as they are, or as links where they are
/// not had.
final class Embeds {
    private static final Set<String> PICTURE_EXTENSIONS =
            Set.of("png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "svgz", "bmp", "ico");

    private static final List<String> LATE_FRAME = List.of("data-src", "data-lazy-src", "data-url");
    private static final int MAX_SOURCES = 3;
    private static final List<String> DIMENSIONS = List.of("width", "height");

    /// Conditions and lengths; `auto` says nothing to a browser that loads all pictures at once.
    private static final Pattern SIZES = Pattern.compile("(?!(?i)auto)[A-Za-z0-9\\s().,:%+*/<=>-]{0,1000}");

    /// A dimension (HTML standard, section 2.3.4.4).
    private static final Pattern DIMENSION = Pattern.compile("\\s*([0-9]{1,5}(?:\\.[0-9]{1,3})?)\\s*(%)?");

    private final PageWriter page;
    private final PageOutput out;

    Embeds(PageWriter page, PageOutput out) {
        this.page = page;
        this.out = out;
    }

    void image(Element element) {
        boolean late = Pictures.isLate(element);
        if (!late && Pictures.isTracker(element)) {
            placeOfTracker(element);
            return;
        }
        List<Pictures.Choice> choices = Pictures.choices(element, page.base());
        String reference = choices.isEmpty() ? null : page.references().picture(addresses(choices));
        out.append("<img");
        // Without an address a browser shows the alternative text, and no sign of something broken.
        if (reference == null) {
            page.attributes(element);
        } else {
            picture(element, taken(choices, reference), reference);
        }
        out.append('>');
    }

    /// What counts visits is not worth a file, but makes a line where it stands alone.
    private void placeOfTracker(Element element) {
        if (!isUnseen(element)) {
            out.append("<span");
            page.attributes(element, List.of("width", "height", "alt", "style"));
            String css = StyleRewriter.declarations(element.attr("style"), page.base(), page.references());
            page.own("style", "display:inline-block;width:1px;height:1px;" + css);
            out.append("></span>");
        }
    }

    private static boolean isUnseen(Element element) {
        String style = element.attr("style").toLowerCase(Locale.ROOT).replace(" ", "");
        return element.hasAttr("hidden") || style.contains("display:none") || style.contains("visibility:hidden");
    }

    private static List<String> addresses(List<Pictures.Choice> choices) {
        return choices.stream().map(Pictures.Choice::address).toList();
    }

    private Pictures.Choice taken(List<Pictures.Choice> choices, String reference) {
        return choices.stream()
                .filter(choice -> reference.equals(page.references().picture(List.of(choice.address()))))
                .findFirst()
                .orElse(choices.getFirst());
    }

    /// Writes where a picture is, and that it is larger in pixels than on the screen where its page said so:
    /// what has no width of its own is shown as wide as that says (HTML standard, section 4.8.4.3.11).
    /// It stands in one place, as it would be in the file twice; what stands in `src` as well
    /// would count as one for an ordinary screen.
    private void picture(Element image, Pictures.Choice taken, String reference) {
        Element sized = taken.element().hasAttr("width") || taken.element().hasAttr("height") ? taken.element() : image;
        page.attributes(image, sized.equals(image) ? List.of() : DIMENSIONS);
        if (!sized.equals(image)) {
            DIMENSIONS.stream().filter(sized::hasAttr).forEach(name -> page.attribute(name, sized.attr(name)));
        }
        String sizes = taken.element().attr("sizes").strip();
        boolean ownSize = taken.descriptor().isEmpty() || sized.hasAttr("width");
        if (ownSize || !SIZES.matcher(sizes).matches()) {
            page.own("src", reference);
            return;
        }
        page.own("srcset", reference + " " + taken.descriptor());
        if (taken.descriptor().endsWith("w")) {
            // never loaded beside widths; styles may ask whether there is one
            page.own("src", "data:,");
            if (!sizes.isEmpty()) {
                page.attribute("sizes", sizes);
            }
        }
    }

    void input(Element element) {
        String type = element.attr("type").strip().toLowerCase(Locale.ROOT);
        if (type.equals("hidden")) {
            return;
        }
        out.append("<input");
        page.attributes(element);
        if (type.equals("image")) {
            String url = Addresses.ofFile(page.base(), element.attr("src"));
            String reference = url == null ? null : page.references().picture(List.of(url));
            if (reference != null) {
                page.own("src", reference);
            }
        }
        out.append('>');
    }

    void embed(Element element, String name) {
        switch (name) {
            case "video" -> media(element, "\u25b6 ", true);
            case "audio" -> media(element, "\u266a ", false);
            case "object", "embed", "applet" -> object(element, name);
            default -> frame(element, name);
        }
    }

    private void media(Element element, String sign, boolean isVideo) {
        List<String> addresses = sources(element);
        String poster = isVideo ? poster(element) : null;
        String reference = poster == null ? null : page.references().picture(List.of(poster));
        String inside = addresses.isEmpty() ? null : page.references().media(addresses);
        if (inside != null) {
            player(element, isVideo ? "video" : "audio", inside, reference);
        } else {
            mediaLink(element, sign, addresses.isEmpty() ? null : http(addresses.getFirst()), reference);
        }
    }

    private @Nullable String poster(Element video) {
        String poster = video.attr("poster");
        return Addresses.ofFile(page.base(), poster.isBlank() ? video.attr("data-poster") : poster);
    }

    /// Nothing starts by itself. What was to play as a background gets no controls, as it had none.
    private void player(Element element, String name, String source, @Nullable String poster) {
        out.append('<').append(name);
        page.attributes(element);
        page.own("src", source);
        if (poster != null) {
            page.own("poster", poster);
        }
        if (element.hasAttr("controls") || !element.hasAttr("autoplay")) {
            out.append(" controls");
        }
        for (String flag : List.of("loop", "muted")) {
            out.append(element.hasAttr(flag) ? " " + flag : "");
        }
        out.append("></").append(name).append('>');
    }

    private void mediaLink(Element element, String sign, @Nullable String address, @Nullable String poster) {
        if (poster != null) {
            posterLink(element, address, poster);
        } else if (address != null) {
            page.linkInstead(element, address, sign);
        }
    }

    /// A film without anything to play looks as it did before it was played.
    private void posterLink(Element element, @Nullable String address, String poster) {
        if (address != null) {
            out.append("<a");
            page.attribute("href", address);
            out.append(" rel=\"noopener noreferrer nofollow\">");
        }
        out.append("<video");
        page.attributes(element);
        page.own("poster", poster);
        out.append("></video>").append(address == null ? "" : "</a>");
    }

    /// Where a film or sound may come from, in the order of the page, but for what no browser plays by itself.
    private List<String> sources(Element media) {
        Set<String> sources = new LinkedHashSet<>();
        if (media.hasAttr("src")) {
            add(sources, media.attr("src"));
        } else {
            for (Element child : media.children()) {
                String type = child.attr("type").strip().toLowerCase(Locale.ROOT);
                boolean playable = type.isEmpty() || type.startsWith("video/") || type.startsWith("audio/");
                if (child.nameIs("source") && playable && sources.size() < MAX_SOURCES) {
                    add(sources, child.attr("src").isBlank() ? child.attr("data-src") : child.attr("src"));
                }
            }
        }
        if (sources.isEmpty()) {
            add(sources, media.attr("data-src"));
        }
        return List.copyOf(sources);
    }

    private void add(Set<String> sources, String address) {
        String url = Addresses.ofFile(page.base(), address);
        if (url != null) {
            sources.add(url);
        }
    }

    private void object(Element element, String name) {
        String address = element.attr(name.equals("object") ? "data" : "src");
        String type = element.attr("type").strip().toLowerCase(Locale.ROOT);
        String url = Addresses.ofFile(page.base(), address);
        if (url != null && (type.startsWith("image/") || (type.isEmpty() && isPicture(url)))) {
            String reference = page.references().picture(List.of(url));
            if (reference != null) {
                out.append("<img");
                page.attributes(element);
                page.own("src", reference);
                out.append('>');
                return;
            }
        }
        if (!name.equals("embed") && (element.childrenSize() > 0 || element.hasText())) {
            page.children(element);
        } else {
            String link = http(address);
            if (link != null) {
                page.references().leftOut(Verdict.What.MEDIA, link);
                page.linkInstead(element, link, "\u29c9 ");
            }
        }
    }

    private void frame(Element element, String name) {
        if (isUnseen(element)) {
            return;
        }
        if (Pictures.isTracker(element)) {
            placeOfTracker(element);
            return;
        }
        String src = element.attr("src");
        String url = Addresses.ofFile(page.base(), src.isBlank() || src.startsWith("about:") ? late(element) : src);
        Frame frame = element.hasAttr("srcdoc")
                ? new Frame(page.base(), element.attr("srcdoc"))
                : url == null ? null : new Frame(Addresses.withoutFragment(url), null);
        String inside = frame == null ? null : page.references().frame(frame);
        if (inside != null) {
            framed(element, name, inside);
        } else if (url != null && !url.startsWith("data:")) {
            if (name.equals("iframe")) {
                linkInFrame(element, url);
            } else {
                page.linkInstead(element, url, "\u29c9 ");
            }
        } else if (url == null && name.equals("iframe")) {
            framed(element, name, PageWriter.HEAD);
        }
    }

    /// What is around a frame stays where it is: without a size it has that of any replaced element (CSS 2.2, section
    /// 10.3.2), and a border where it does not say that it has none.
    private void linkInFrame(Element frame, String url) {
        String border = frame.attr("frameborder").strip().toLowerCase(Locale.ROOT);
        boolean bare = frame.hasAttr("frameborder") && (border.equals("0") || border.equals("no"));
        String css = StyleRewriter.declarations(frame.attr("style"), page.base(), page.references());
        page.linkInPlaceOf(
                frame,
                "display:inline-block;overflow:hidden;width:%s;height:%s;%s%s"
                        .formatted(
                                length(frame.attr("width"), "300px"),
                                length(frame.attr("height"), "150px"),
                                bare ? "" : "border:2px inset;",
                                css),
                url,
                "\u29c9 ");
    }

    private static String length(String attribute, String otherwise) {
        Matcher length = DIMENSION.matcher(attribute);
        return length.lookingAt() ? length.group(1) + (length.group(2) == null ? "px" : "%") : otherwise;
    }

    private static String late(Element frame) {
        return LATE_FRAME.stream()
                .map(frame::attr)
                .filter(address -> !address.isBlank())
                .findFirst()
                .orElse("");
    }

    /// A frame of a frameset is as large as its part of the set.
    private void framed(Element element, String name, String inside) {
        out.append("<iframe sandbox=\"\"");
        page.attributes(element);
        for (String looks : List.of("frameborder", "scrolling", "marginwidth", "marginheight")) {
            if (element.hasAttr(looks)) {
                page.attribute(looks, element.attr(looks));
            }
        }
        if (name.equals("frame")) {
            out.append(" style=\"width:100%;height:100%;border:0;background:#fff\"");
        }
        page.own("srcdoc", inside);
        out.append("></iframe>");
    }

    private @Nullable String http(String address) {
        String url = Addresses.ofFile(page.base(), address);
        return url == null || url.startsWith("data:") ? null : url;
    }

    private static boolean isPicture(String url) {
        if (url.startsWith("data:")) {
            return url.startsWith("data:image/");
        }
        String path = Addresses.withoutFragment(url);
        int query = path.indexOf('?');
        path = query < 0 ? path : path.substring(0, query);
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        // What does not say what it is may be one.
        return dot < 0 || PICTURE_EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
