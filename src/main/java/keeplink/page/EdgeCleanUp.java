package keeplink.page;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes from the plain text what stands at the edges of articles and between their paragraphs and is not theirs:
/// the title and the author again, captions, "share" and "related", blocks of links, notices of the site after
/// the end. Code and tables are never touched.
final class EdgeCleanUp {
    /// Where a page does not say that it is an article, so small a share may be taken line by line.
    private static final int SHARE = 50;
    /// Above such a share of what the page says its pictures are the article.
    private static final int MOST_CAPTIONS = 3;
    private static final int UNSTATED_CAPTIONS_SHARE = 25;
    /// Sites that write in ideographs name what pictures show below each of them.
    private static final int IDEOGRAPHIC_CAPTIONS_SHARE = 8;
    private static final int LABEL = 60;
    private static final int PROMPT = 220;
    private static final int NOTICE = 250;
    private static final int OPENING = 120;
    private static final int LINK_BLOCK = 300;
    /// Lines looked at before the first and after the last paragraph.
    private static final int EDGE = 14;
    private static final int BELOW_LEAD = 4;
    private static final int SHORT_NAME = 8;
    private static final int LIFE_SHARE = 12;
    private static final Pattern SIGNED_DATE = Pattern.compile("[\\d〇零一二三四五六七八九十年月日\\s.-]{8,20}");
    private static final Pattern SET_RIGHT = Pattern.compile("(?i)text-align:\\s*(?:right|end)");

    private final Piece body;
    private final String title;
    private final String byline;
    private final String site;
    private final boolean stated;
    private final boolean ideographic;
    private final int whole;
    private int taken;

    private EdgeCleanUp(Piece body, String title, @Nullable String byline, String site, boolean stated) {
        this.body = body;
        this.site = site;
        this.title = Texts.bare(title);
        this.byline = byline == null ? "" : Texts.bare(Bylines.name(byline));
        this.ideographic = body.sums.ideographs * 2 > body.sums.characters;
        this.stated = stated || ideographic;
        this.whole = body.sums.characters;
    }

    /// Takes a line, if so much may be taken. A page that does not call itself an article may be anything: there
    /// what looks like none of it more likely is its own.
    private boolean take(Piece line) {
        if (!stated && taken + line.sums.characters > whole / SHARE) {
            return false;
        }
        taken += line.sums.characters;
        line.remove();
        return true;
    }

    /// Cleans in place.
    ///
    /// @param site the host of the page: links to it are the site's own
    static void clean(BodyFinder.Found found, String title, @Nullable String byline, String site) {
        EdgeCleanUp cleanUp = new EdgeCleanUp(found.body(), title, byline, site, found.stated());
        cleanUp.afterContainer(found);
        cleanUp.boxes();
        cleanUp.ends();
        cleanUp.letters();
        cleanUp.sections();
        cleanUp.prompts();
        cleanUp.linkBlocks();
        cleanUp.opening();
        cleanUp.tail();
        cleanUp.captions();
    }

    /// What follows the element named for the body is comments, authors and notices, as long as it is little.
    private void afterContainer(BodyFinder.Found found) {
        if (found.container() == null) {
            return;
        }
        Piece container = null;
        for (Piece piece : ArticleCleaner.all(body)) {
            if (piece.source != null && piece.source.equals(found.container())) {
                container = piece;
                break;
            }
        }
        if (container == null || container.sums.characters * 10 < body.sums.characters * 7) {
            return;
        }
        for (Piece at = container; at != null && at != body; at = at.parent) {
            while (at.next != null) {
                if (at.next.sums.codeBlocks > 0 || at.next.is("pre") || (!stated && isAuthor(at.next))) {
                    return;
                }
                at.next.remove();
            }
        }
    }

    /// What the site puts between the paragraphs of its articles.
    private void boxes() {
        if (stated && !ideographic) {
            SiteBoxes.remove(body);
        }
    }

    /// Says who wrote it.
    private boolean isAuthor(Piece piece) {
        return !byline.isEmpty() && Texts.bare(piece.plain(NOTICE)).contains(byline);
    }

    /// What says what pictures show, and whose they are.
    private void captions() {
        Captions captions = Captions.in(body);
        if (stated && !ideographic) {
            if (captions.characters() * MOST_CAPTIONS <= whole) {
                captions.removeLabels();
            }
        } else if (taken + captions.characters()
                <= whole / (ideographic ? IDEOGRAPHIC_CAPTIONS_SHARE : UNSTATED_CAPTIONS_SHARE)) {
            captions.remove();
        }
    }

    /// Where comments or the author's life begin, the article ends, provided that most of it came before.
    private void ends() {
        int before = 0;
        List<Piece> lines = Lines.of(body);
        for (int i = 0; i < lines.size(); i++) {
            Piece line = lines.get(i);
            if (before * 10 > body.sums.characters * 6
                    && line.sums.characters <= LABEL
                    && (EdgeLines.isEnd(text(line)) || isLife(line))
                    && lines.subList(i, lines.size()).stream().allMatch(l -> Lines.isPlain(l))) {
                lines.subList(i, lines.size()).forEach(Piece::remove);
                return;
            }
            before += line.sums.characters;
        }
    }

    /// Whether the author's name stands over what follows.
    private boolean isLife(Piece line) {
        return Kinds.isHeading(line)
                && !byline.isEmpty()
                && Texts.bare(text(line)).equals(byline);
    }

    /// Boxes that offer letters from the site, with what they promise: a few short lines that end with where to press.
    private void letters() {
        for (Piece line : Lines.of(body)) {
            if (line.parent == null
                    || line.sums.characters > LABEL
                    || line.sums.linkDensity() < 0.5
                    || !EdgeLines.isForLetters(text(line))) {
                continue;
            }
            box(line).remove();
        }
    }

    /// The largest thing around a line that says little more.
    private Piece box(Piece line) {
        Piece box = line;
        while (box.parent != null
                && box.parent != body
                && box.parent.sums.characters <= NOTICE
                && box.parent.sums.codeBlocks == 0) {
            box = box.parent;
        }
        return box;
    }

    /// Headings over links that lead elsewhere, with these links.
    private void sections() {
        List<Piece> lines = Lines.of(body);
        for (int i = 0; i < lines.size(); i++) {
            Piece heading = lines.get(i);
            if (heading.sums.characters > LABEL || !Lines.isPlain(heading) || !EdgeLines.isSection(text(heading))) {
                continue;
            }
            int end = i + 1;
            while (end < lines.size() && leadsElsewhere(lines.get(end))) {
                end++;
            }
            if (end > i + 1 || end == lines.size()) {
                lines.subList(i, end).forEach(Piece::remove);
                i = end - 1;
            }
        }
    }

    private static boolean leadsElsewhere(Piece line) {
        return Lines.isPlain(line)
                && line.sums.characters < LINK_BLOCK
                && (line.sums.linkDensity() > 0.6
                        || LineLinks.isLink(line)
                        || EdgeLines.isNotice(text(line))
                        || EdgeLines.isLabel(text(line)));
    }

    /// Whether it is a label set off by its type and a link within the site, as "read also" is in any language, or
    /// such a link alone.
    private boolean isReference(Piece line) {
        return stated
                && !ideographic
                && !line.is("li")
                && !Kinds.isHeading(line)
                && ((line.sums.linkDensity() >= 0.5 && LineLinks.isLabelled(line) && LineLinks.own(line, site) == 1)
                        || (body.sums.linkDensity() < 0.2 && LineLinks.isReference(line, site)));
    }

    /// Labels, offers and credits between the paragraphs, and the title and the author again.
    private void prompts() {
        for (Piece line : Lines.of(body)) {
            if (line.sums.characters > PROMPT || !Lines.isPlain(line)) {
                continue;
            }
            String text = text(line);
            String bare = Texts.bare(text);
            boolean again = (Kinds.isHeading(line) && bare.equals(title)) || (!byline.isEmpty() && bare.equals(byline));
            boolean label = line.sums.characters <= LABEL && (EdgeLines.isLabel(text) || Lines.isRowOfLabels(line));
            boolean offer = line.sums.linkDensity() > 0.5 && !line.is("li") && EdgeLines.isOffer(text);
            boolean prompt = EdgeLines.isPrompt(text);
            if (again || label || offer || prompt || isReference(line)) {
                take(prompt && stated && Kinds.isHeading(line) ? box(line) : line);
            }
        }
    }

    /// Blocks that are links, unless the article is a list of links.
    private void linkBlocks() {
        if (body.sums.linkDensity() > 0.3) {
            return;
        }
        for (Piece piece : ArticleCleaner.all(body)) {
            boolean block = piece.is("ul")
                    || piece.is("ol")
                    || piece.is("div")
                    || piece.is("p")
                    || piece.is("section")
                    || piece.is("nav")
                    || piece.is("header");
            if (!block
                    || piece.parent == null
                    || piece.sums.characters == 0
                    || piece.sums.codeBlocks > 0
                    || piece.inside("table", 0)) {
                continue;
            }
            double density = piece.sums.linkDensity();
            int links = density > 0.66 ? LineLinks.own(piece, site) : 0;
            boolean few = piece.sums.characters < LINK_BLOCK
                    && density > 0.8
                    && (links > (stated && piece.is("ul") ? 1 : 2) || isTeaser(piece));
            if (few || (links > 4 && density > 0.66 && piece.sums.characters < 4 * LINK_BLOCK)) {
                piece.remove();
            }
        }
    }

    /// Whether it has a heading that leads to another page, as those of other articles do.
    private boolean isTeaser(Piece piece) {
        boolean headed = false;
        for (Piece at = piece.first; stated && at != null; at = at.following(piece)) {
            if (at.is("a") && at.attribute("href").contains("#")) {
                return false;
            }
            headed |= Kinds.isHeading(at) && (at.sums.linkDensity() > 0.9 || at.inside("a", 2));
        }
        return headed;
    }

    /// Before the first paragraph: who wrote it and when.
    private void opening() {
        int left = EDGE;
        boolean begun = false;
        for (Piece line : Lines.of(body)) {
            if (left-- == 0 || !Lines.isPlain(line)) {
                return;
            }
            if (Lines.isProse(line)) {
                if (begun) {
                    return;
                }
                // newspapers name the author below what sums the article up
                begun = true;
                left = Math.min(left, BELOW_LEAD);
                continue;
            }
            if (line.sums.characters > OPENING) {
                continue;
            }
            String text = text(line);
            String bare = Texts.bare(text);
            boolean author = !byline.isEmpty()
                    && bare.contains(byline)
                    && (ideographic ? bare : Texts.bare(EdgeLines.withoutDates(text))).length() < byline.length() + 40;
            if (author || bare.equals(title) || (!Kinds.isHeading(line) && EdgeLines.isOpening(text)) || isHead(line)) {
                take(line);
            }
        }
    }

    /// What stands in no paragraph and ends no sentence before the first one: the section, the place, the time.
    private boolean isHead(Piece line) {
        if (!stated
                || ideographic
                || line.sums.characters > LABEL
                || (line.is("li") && line.sums.linkDensity() < 0.9)
                || Kinds.isHeading(line)
                || Lines.isParagraph(line)) {
            return false;
        }
        String text = text(line);
        return !text.isEmpty() && ".!?:,;…。！？：，；\"”»'’".indexOf(text.charAt(text.length() - 1)) < 0;
    }

    /// Letters and notices end with their date, set to the right.
    private static boolean isSigned(Piece line) {
        return SET_RIGHT.matcher(line.attribute("style")).find()
                || line.attribute("align").equalsIgnoreCase("right");
    }

    /// After the last paragraph: notices, links, what is said of the author, and headings nothing follows.
    private void tail() {
        List<Piece> lines = Lines.of(body).reversed();
        for (Piece line : lines.subList(0, Math.min(EDGE, lines.size()))) {
            if (line.sums.characters > 2 * NOTICE || !Lines.isPlain(line) || !isAfterEnd(line) || !take(line)) {
                return;
            }
        }
    }

    private boolean isAfterEnd(Piece line) {
        String text = text(line);
        String bare = Texts.bare(text);
        if (isLifeOfAuthor(line, bare)) {
            return true;
        }
        if (line.sums.characters > NOTICE
                || (isSigned(line) && SIGNED_DATE.matcher(text).matches())) {
            return false;
        }
        return Kinds.isHeading(line)
                || bare.isEmpty()
                || (stated && line.sums.characters <= LABEL && (text.endsWith(":") || text.endsWith("：")))
                || (bare.length() < byline.length() + 20 && !byline.isEmpty() && bare.contains(byline))
                || EdgeLines.isContact(text, line.sums.linkCharacters > 0)
                || EdgeLines.isNotice(text)
                || EdgeLines.isLabel(text)
                || Lines.isRowOfLabels(line)
                || EdgeLines.isSection(text)
                || (line.sums.linkDensity() > 0.5 && EdgeLines.isOffer(text))
                || (line.sums.linkDensity() > 0.85 && LineLinks.own(line, site) > 0);
    }

    /// Whether it begins with the author's name, and so says who that is; of a short text it would be too much to lose.
    private boolean isLifeOfAuthor(Piece line, String bare) {
        return stated
                && byline.length() > SHORT_NAME
                && bare.startsWith(byline)
                && line.sums.characters * LIFE_SHARE < whole;
    }

    private static String text(Piece line) {
        return line.plain(2 * NOTICE);
    }
}
