package keeplink.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the article in a working copy by the way Arc90's Readability and its descendants do: text gives points
/// to the elements around it, links take them away, and neighbours that read like the winner come along.
final class CandidateFinder {
    private static final Set<String> SCORED = Set.of("section", "h2", "h3", "h4", "h5", "h6", "p", "td", "pre");
    private static final Set<String> EMPTY_GOES =
            Set.of("div", "section", "header", "h1", "h2", "h3", "h4", "h5", "h6");
    private static final Set<String> STAYS_AS_IT_IS = Set.of("div", "article", "section", "p", "ol", "ul");
    private static final Set<String> UNLIKELY_ROLES =
            Set.of("menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog");
    /// What the style sheets of common systems call what only screen readers read.
    private static final Pattern ONLY_HEARD =
            Pattern.compile("(?i)(?:^|[\\s_-])(?:visually-?hidden|sr-only|screen-reader(?:-text|-only)?)(?:$|[\\s_])");
    private static final int TOP = 5;

    private final Piece root;
    private final Strictness strictness;
    private final Names names;
    private final String title;
    private final boolean bylineKnown;
    /// Characters of the page at the start.
    private final int whole;
    /// The class of what scores highest, before elements that hold nothing else are taken for it.
    private String topClass = "";

    private @Nullable String byline;
    private boolean titleSeen;

    /// @param root a working copy, which is changed
    CandidateFinder(Piece root, Strictness strictness, Names names, String title, boolean bylineKnown) {
        this.root = root;
        this.whole = root.sums.characters;
        this.strictness = strictness;
        this.names = names;
        this.title = title;
        this.bylineKnown = bylineKnown;
    }

    /// The line that names the author, where one was met on the way.
    @Nullable
    String byline() {
        return byline;
    }

    /// The article with what belongs to it, as a `div` of its own, not yet cleaned.
    Piece find() {
        List<Piece> scored = score(prepare());
        Piece top = best(scored);
        Piece article = Piece.element("div");
        if (top == root) {
            while (root.first != null) {
                article.append(root.first);
            }
            return article;
        }
        gather(top, article);
        return article;
    }

    /// All of the working copy, without what is unlikely to belong to it.
    Piece whole() {
        prepare();
        Piece article = Piece.element("div");
        while (root.first != null) {
            article.append(root.first);
        }
        return article;
    }

    /// Takes out what cannot be the article and makes paragraphs of running text; returns what is worth scoring.
    private List<Piece> prepare() {
        List<Piece> toScore = new ArrayList<>();
        Piece at = root.first;
        while (at != null) {
            if (at.isText()) {
                at = at.following(root);
                continue;
            }
            if (goes(at)) {
                Piece after = at.after(root);
                at.remove();
                at = after;
                continue;
            }
            if (SCORED.contains(at.tag)) {
                toScore.add(at);
            }
            if (at.is("div")) {
                at = paragraphs(at, toScore);
            }
            at = at.following(root);
        }
        return toScore;
    }

    private boolean goes(Piece piece) {
        if (piece.attribute("aria-modal").equals("true")
                && piece.attribute("role").equals("dialog")) {
            return true;
        }
        if (byline == null && !bylineKnown && isByline(piece)) {
            String name = Bylines.in(piece, names);
            byline = name.isBlank() ? null : name;
            return true;
        }
        if (!titleSeen && (piece.is("h1") || piece.is("h2")) && saysTheTitle(piece)) {
            titleSeen = true;
            return true;
        }
        if (strictness.withoutUnlikely()) {
            if (isOnlyHeard(piece)) {
                return true;
            }
            if (!piece.is("body")
                    && !piece.is("a")
                    && (names.unlikely(piece) || (names.elsewhere(piece) && piece.sums.characters < whole * 0.9))
                    && !piece.inside("table", 3)
                    && !piece.inside("code", 3)
                    && !isCode(piece)) {
                return true;
            }
            if (UNLIKELY_ROLES.contains(piece.attribute("role"))) {
                return true;
            }
        }
        return EMPTY_GOES.contains(piece.tag) && isEmpty(piece);
    }

    /// A few words for those who hear the page, which nobody sees.
    private static boolean isOnlyHeard(Piece piece) {
        return !Kinds.isHeading(piece)
                && !piece.inside("figure", 3)
                && piece.sums.characters < 80
                && piece.sums.images == 0
                && piece.sums.codeBlocks == 0
                && ONLY_HEARD.matcher(piece.attribute("class")).find();
    }

    private static boolean isCode(Piece piece) {
        return piece.is("pre") || piece.is("code") || piece.inside("pre", 0);
    }

    private boolean isByline(Piece piece) {
        return Bylines.isMarked(piece, names)
                && !piece.is("footer")
                && piece.sums.characters > 0
                && piece.sums.characters < 100;
    }

    private boolean saysTheTitle(Piece heading) {
        return Similarity.of(title, heading.plain(300)) > 0.75;
    }

    static boolean isEmpty(Piece piece) {
        if (piece.sums.characters > 0) {
            return false;
        }
        for (Piece child = piece.first; child != null; child = child.next) {
            if (!child.isText() && !child.is("br") && !child.is("hr")) {
                return false;
            }
        }
        return true;
    }

    /// Wraps running text of a div into paragraphs; a div that is nothing but a paragraph becomes one.
    private Piece paragraphs(Piece div, List<Piece> toScore) {
        Piece child = div.first;
        while (child != null) {
            if (!Kinds.isPhrasing(child)) {
                child = child.next;
                continue;
            }
            child = wrap(div, child);
        }
        Piece only = div.onlyElement();
        if (only != null && only.is("p") && div.sums.linkDensity() < 0.25) {
            div.replaceBy(only);
            only.names = div.names + " " + only.names;
            toScore.add(only);
            return only;
        }
        if (!Kinds.hasBlock(div)) {
            div.tag = "p";
            toScore.add(div);
        }
        return div;
    }

    private static @Nullable Piece wrap(Piece div, Piece from) {
        Piece start = from;
        while (start != null && start.isBlankText()) {
            start = start.next;
        }
        if (start == null || !Kinds.isPhrasing(start)) {
            return start;
        }
        Piece paragraph = Piece.element("p");
        div.insert(paragraph, start);
        Piece child = start;
        while (child != null && Kinds.isPhrasing(child)) {
            Piece next = child.next;
            paragraph.append(child);
            child = next;
        }
        while (paragraph.last != null && paragraph.last.isBlankText()) {
            paragraph.last.unlink();
        }
        Sums.add(paragraph);
        return child;
    }

    private List<Piece> score(List<Piece> toScore) {
        List<Piece> candidates = new ArrayList<>();
        for (Piece piece : toScore) {
            if (piece.parent == null || piece.sums.characters < 25) {
                continue;
            }
            double points = 2 + piece.sums.commas + Math.min(piece.sums.characters / 100, 3);
            int level = 0;
            for (Piece around = piece.parent; around != null && level < 5; around = around.parent, level++) {
                if (Double.isNaN(around.score)) {
                    around.score = startingScore(around);
                    candidates.add(around);
                }
                around.score += points / (level == 0 ? 1 : level == 1 ? 2 : level * 3);
            }
        }
        for (Piece candidate : candidates) {
            candidate.score *= 1 - candidate.sums.linkDensity();
        }
        return candidates;
    }

    private double startingScore(Piece piece) {
        int byTag =
                switch (piece.tag) {
                    case "div" -> 5;
                    case "pre", "td", "blockquote" -> 3;
                    case "address", "ol", "ul", "dl", "dd", "dt", "li", "form" -> -3;
                    case "h1", "h2", "h3", "h4", "h5", "h6", "th" -> -5;
                    default -> 0;
                };
        return byTag + (strictness.weighNames() ? names.weight(piece) : 0);
    }

    private Piece best(List<Piece> candidates) {
        List<Piece> tops = candidates.stream()
                .sorted(Comparator.comparingDouble((Piece c) -> -c.score))
                .limit(TOP)
                .toList();
        if (tops.isEmpty() || tops.getFirst() == root) {
            return root;
        }
        Piece top = tops.getFirst();
        top = commonAncestor(top, tops);
        if (top == root) {
            return root;
        }
        top = betterAncestor(top);
        topClass = top.attribute("class");
        while (top.parent != null && top.parent != root && top.parent.elementCount(2) == 1) {
            top = top.parent;
        }
        return Sections.around(top);
    }

    /// Where three or more others come close to the best, what they have in common is better than it.
    private Piece commonAncestor(Piece top, List<Piece> tops) {
        Map<Piece, Integer> shared = new HashMap<>();
        int close = 0;
        for (Piece other : tops.subList(1, tops.size())) {
            if (top.score > 0 && other.score / top.score >= 0.75) {
                close++;
                for (Piece at = other.parent; at != null; at = at.parent) {
                    shared.merge(at, 1, Integer::sum);
                }
            }
        }
        if (close < 3) {
            return top;
        }
        for (Piece at = top.parent; at != null && at != root; at = at.parent) {
            if (shared.getOrDefault(at, 0) >= 3) {
                return at;
            }
        }
        return top;
    }

    /// An ancestor that scores more has more of the article in it.
    private Piece betterAncestor(Piece top) {
        if (Double.isNaN(top.score)) {
            top.score = startingScore(top);
        }
        double last = top.score;
        double least = last / 3;
        for (Piece at = top.parent; at != null && at != root; at = at.parent) {
            if (Double.isNaN(at.score)) {
                continue;
            }
            if (at.score < least) {
                return top;
            }
            if (at.score > last) {
                return at;
            }
            last = at.score;
        }
        return top;
    }

    /// The best one and those of its siblings that belong to it.
    private void gather(Piece top, Piece article) {
        Piece around = java.util.Objects.requireNonNull(top.parent);
        double least = Math.max(10, top.score * 0.2);
        String ownClass = top.attribute("class");
        Set<Piece> wanted = new HashSet<>();
        for (Piece sibling = around.first; sibling != null; sibling = sibling.next) {
            if (sibling == top || (!sibling.isText() && belongs(sibling, top, ownClass, least))) {
                wanted.add(sibling);
            }
        }
        Piece sibling = around.first;
        while (sibling != null) {
            Piece next = sibling.next;
            if (wanted.contains(sibling)) {
                if (!STAYS_AS_IT_IS.contains(sibling.tag)) {
                    sibling.tag = "div";
                }
                article.append(sibling);
            }
            sibling = next;
        }
    }

    private boolean belongs(Piece sibling, Piece top, String ownClass, double least) {
        double bonus = !ownClass.isEmpty() && sibling.attribute("class").equals(ownClass) ? top.score * 0.2 : 0;
        if ((!Double.isNaN(sibling.score) && sibling.score + bonus >= least)
                || Sections.areAlike(sibling, top)
                || Sections.isRowOf(sibling, ownClass)
                || Sections.isRowOf(sibling, topClass)
                || Sections.isTold(sibling, top)
                || Sections.isLead(sibling)
                || Sections.isAbstract(sibling)) {
            return true;
        }
        if (!sibling.is("p")) {
            return sibling.is("pre") && sibling.sums.characters > 0;
        }
        double density = sibling.sums.linkDensity();
        int length = sibling.sums.characters;
        if (length > 80) {
            return density < 0.25;
        }
        return length > 0 && density == 0 && endsSentence(sibling.plain(100));
    }

    private static boolean endsSentence(String text) {
        return text.endsWith(".") || text.contains(". ") || text.indexOf('。') >= 0;
    }
}
