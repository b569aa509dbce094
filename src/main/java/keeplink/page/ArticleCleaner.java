package keeplink.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Takes out of a found article what is not part of it: forms, share buttons, lists of links, boxes of pictures.
/// Code blocks and tables of data are never taken.
final class ArticleCleaner {
    private static final Set<String> NEVER_KEPT = Set.of(
            "object",
            "embed",
            "footer",
            "link",
            "aside",
            "iframe",
            "frame",
            "input",
            "textarea",
            "select",
            "button",
            "dialog",
            "canvas");
    /// What sites call their share buttons, offers of letters and disclaimers.
    private static final Pattern OF_THE_SITE =
            Pattern.compile("(?i)(?:\\b|_)(?:share|sharedaddy|disclaimer|metatable|sign-?up"
                    + "|(?:e-?mail|newsletter)[-_]?(?:sign-?up|subscri\\w{0,8}|form|promo|box))(?:\\b|_)");
    /// What those who build pages call a box that ends with where to press.
    private static final Pattern CALL_TO_ACTION = Pattern.compile("(?i)(?:\\b|_)(?:cta|call-to-action)(?:\\b|_)");

    private static final Pattern ADVERTISEMENT =
            Pattern.compile("(?iu)(?:ad(?:vertising|vertisement)?|pub(?:licité)?|werb(?:ung)?|广告|реклама|anuncio)");
    private static final Pattern LOADING =
            Pattern.compile("(?iu)(?:loading|正在加载|加载中|загрузка|chargement|cargando)(?:…|\\.\\.\\.)?");
    private static final int SHORT = 500;

    private final Strictness strictness;
    private final Names names;

    ArticleCleaner(Strictness strictness, Names names) {
        this.strictness = strictness;
        this.names = names;
    }

    /// Cleans in place.
    void clean(Piece article) {
        DataTables.mark(article);
        Sums.add(article);
        subscriptions(article);
        for (Piece piece : all(article)) {
            if (isSignOfHeading(piece)) {
                piece.remove();
            }
        }
        cleanByRatios(article, "form");
        cleanByRatios(article, "fieldset");
        for (Piece piece : all(article)) {
            if (NEVER_KEPT.contains(piece.tag) && !isVideo(piece)) {
                piece.remove();
            }
        }
        for (Piece piece : all(article)) {
            if (piece.sums.characters < SHORT
                    && piece.sums.codeBlocks == 0
                    && piece.parent != article
                    && piece.source != null
                    && (OF_THE_SITE.matcher(piece.names).find() || isCallToAction(piece))) {
                piece.remove();
            }
        }
        if (strictness.weighNames()) {
            for (Piece piece : all(article)) {
                if ((piece.is("h1") || piece.is("h2")) && names.weight(piece) < 0) {
                    piece.remove();
                }
            }
        }
        cleanByRatios(article, "table");
        cleanByRatios(article, "ul");
        cleanByRatios(article, "ol");
        cleanByRatios(article, "div");
        for (Piece piece : all(article)) {
            if (piece.is("p") && piece.sums.characters == 0 && piece.sums.images == 0 && !hasMedia(piece)) {
                piece.remove();
            }
        }
    }

    /// The sign beside a heading that is a link to it, such as `#` or a pilcrow.
    private static boolean isSignOfHeading(Piece piece) {
        return piece.is("a")
                && piece.attribute("href").contains("#")
                && piece.sums.characters <= 2
                && piece.sums.images == 0
                && piece.plain(4).codePoints().noneMatch(Character::isLetterOrDigit)
                && isInHeading(piece);
    }

    private static boolean isInHeading(Piece piece) {
        Piece around = piece.parent;
        for (int level = 0; around != null && level < 3; level++) {
            if (Kinds.isHeading(around)) {
                return true;
            }
            around = around.parent;
        }
        return false;
    }

    /// Boxes in which an address for letters is asked for, with what they promise.
    private static void subscriptions(Piece article) {
        for (Piece input : all(article)) {
            if (!input.is("input") || !input.attribute("type").equalsIgnoreCase("email")) {
                continue;
            }
            Piece box = input;
            while (box.parent != null && box.parent != article && box.parent.sums.characters < SHORT) {
                box = box.parent;
            }
            if (box.sums.characters * 2 < article.sums.characters && box.sums.codeBlocks == 0) {
                box.remove();
            }
        }
    }

    private static boolean isCallToAction(Piece piece) {
        return (piece.is("div") || piece.is("section"))
                && piece.sums.linkDensity() > 0
                && CALL_TO_ACTION.matcher(piece.names).find();
    }

    /// Every element below, in document order; those inside a removed one are detached with it, which does no
    /// harm.
    static List<Piece> all(Piece root) {
        List<Piece> pieces = new ArrayList<>();
        for (Piece at = root.following(root); at != null; at = at.following(root)) {
            if (!at.isText()) {
                pieces.add(at);
            }
        }
        return pieces;
    }

    private void cleanByRatios(Piece article, String tag) {
        if (!strictness.cleanByRatios()) {
            return;
        }
        List<Piece> pieces = all(article);
        for (Piece piece : pieces.reversed()) {
            if (piece.is(tag) && piece.parent != null && goes(piece, tag)) {
                piece.remove();
            }
        }
    }

    private boolean goes(Piece piece, String tag) {
        Sums sums = piece.sums;
        boolean list = tag.equals("ul")
                || tag.equals("ol")
                || (sums.characters > 0 && (double) sums.listCharacters / sums.characters > 0.9);
        if (piece.dataTable || insideDataTable(piece) || sums.dataTables > 0 || piece.inside("code", 3)) {
            return false;
        }
        if (sums.codeBlocks > 0 && sums.linkDensity() < 0.5) {
            return false;
        }
        int weight = strictness.weighNames() ? names.weight(piece) : 0;
        if (weight < 0) {
            return true;
        }
        if (sums.commas >= 10) {
            return false;
        }
        int embeds = 0;
        for (Piece at = piece.first; at != null && embeds == 0; at = at.following(piece)) {
            if (at.is("iframe") || at.is("embed") || at.is("object")) {
                if (isVideo(at)) {
                    return false;
                }
                embeds++;
            }
        }
        if (sums.characters < 30) {
            String said = piece.plain(40);
            if (ADVERTISEMENT.matcher(said).matches() || LOADING.matcher(said).matches()) {
                return true;
            }
        }
        boolean goes = failsRatios(sums, weight, list, embeds, piece.inside("figure", 3));
        return goes && !(list && isGallery(piece));
    }

    private static boolean failsRatios(Sums sums, int weight, boolean list, int embeds, boolean inFigure) {
        double density = sums.linkDensity();
        int loneItems = sums.items - 100;
        return (!inFigure && sums.images > 1 && (double) sums.paragraphs / sums.images < 0.5)
                || (!list && loneItems > sums.paragraphs)
                || sums.inputs > sums.paragraphs / 3
                || (!list
                        && !inFigure
                        && sums.headingDensity() < 0.9
                        && sums.characters < 25
                        && (sums.images == 0 || sums.images > 2)
                        && density > 0)
                || (!list && weight < 25 && density > 0.2)
                || (weight >= 25 && density > 0.5)
                || (embeds == 1 && sums.characters < 75)
                || (sums.images == 0 && sums.heldCharacters == 0);
    }

    /// A list of nothing but pictures, one an item.
    private static boolean isGallery(Piece piece) {
        for (Piece child = piece.first; child != null; child = child.next) {
            if (!child.isText() && child.elementCount(2) > 1) {
                return false;
            }
        }
        return piece.sums.images == piece.sums.items;
    }

    private static boolean insideDataTable(Piece piece) {
        for (Piece at = piece.parent; at != null; at = at.parent) {
            if (at.dataTable) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasMedia(Piece piece) {
        for (Piece at = piece.following(piece); at != null; at = at.following(piece)) {
            if (at.is("iframe") || at.is("video") || at.is("audio") || at.is("math")) {
                return true;
            }
        }
        return false;
    }

    private static final Words VIDEO_SITES = Words.of(
            "//player.vimeo.com //www.dailymotion.com //www.youtube.com //www.youtube-nocookie.com //player.twitch.tv"
                    + " //archive.org/embed //upload.wikimedia.org //player.bilibili.com //v.qq.com //www.ted.com");

    private static boolean isVideo(Piece piece) {
        String from = piece.attribute("src") + " " + piece.attribute("data");
        return (piece.is("iframe") || piece.is("embed") || piece.is("object"))
                && VIDEO_SITES.in(from.length() > 1000 ? from.substring(0, 1000) : from);
    }
}
