package keeplink.page;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Finds the body of the article on one page: several ways look for it, and the page's own words decide between
/// them.
///
/// First the place a known site keeps it in, then the posts of a discussion; else what [CandidateFinder] scores
/// highest. What that finds is
/// believed unless it is short, or lacks what the page says of itself in its description or its JSON-LD. Then
/// elements named or meant for an article are tried, the element that holds the text of the JSON-LD, what is
/// hidden, and the same again with
/// one heuristic off after the other. Where all of it shows next to nothing, the text of the JSON-LD is the article.
/// In a page too large to be copied only what is marked as an article is looked at.
final class BodyFinder {
    /// What was found.
    ///
    /// @param body cleaned, for itself
    /// @param byline a line that names the author
    /// @param container the element named or meant for an article's body, wherever it is
    /// @param stated whether the page states for machines that it is one article
    record Found(
            Piece body, @Nullable String byline, @Nullable Element container, boolean stated) {}

    /// Readability's figure: a result below it is looked at again.
    private static final int ENOUGH = 500;
    /// Below it there is no article.
    private static final int LEAST = 50;
    private static final int SAMPLE = 24;
    /// What states besides JSON-LD that a page is an article that was published, as Open Graph and news systems have
    /// it.
    private static final String STATEMENT = "meta[property$=article:published_time], meta[name=citation_title],"
            + " meta[name=pubdate], meta[name=parsely-pub-date]";
    /// So many times what is shown a page must say for machines for that to be the article: a script shows it.
    private static final int MUCH_MORE = 4;

    private final Element page;
    private final Metadata metadata;
    private final @Nullable String described;
    private final boolean stated;
    private final Names names = new Names();
    private @Nullable String byline;

    BodyFinder(Document page, Metadata metadata) {
        this.page = page.body();
        this.metadata = metadata;
        JsonLd about = JsonLd.of(page);
        this.described = about.text("articleBody");
        this.stated = about.isPresent() || page.selectFirst(STATEMENT) != null;
    }

    /// Null where the page has no article.
    @Nullable
    Found find() {
        Containers containers = Containers.of(page);
        Element named = containers.named();
        Element special = containers.special();
        if (special != null && !WorkingCopy.isTooLarge(special)) {
            Piece body = fromElement(special, Strictness.HIDDEN_TOO);
            if (body.sums.letters() >= LEAST * 2) {
                return found(body, special);
            }
        }
        Element semantic = containers.semantic();
        Element container = named == null ? semantic : named;
        if (WorkingCopy.isTooLarge(page)) {
            return container == null || WorkingCopy.isTooLarge(container)
                    ? null
                    : ifArticle(fromElement(container, Strictness.FULL), container);
        }
        Piece thread = thread(Posts.of(page));
        if (thread.sums.letters() >= LEAST * 2) {
            return found(thread, null);
        }
        Piece best = choose(named, semantic);
        Piece shown = isArticle(best) ? best : null;
        int least = shown == null ? 0 : MUCH_MORE * shown.sums.letters();
        // a character counts as two letters at most: what cannot be enough is not read
        if (described != null && (shown == null || 2L * described.length() > least)) {
            Piece told = StatedBody.of(described);
            if (shown == null || told.sums.letters() > least) {
                return found(told, null);
            }
        }
        return shown == null ? null : found(shown, container);
    }

    private @Nullable Found ifArticle(Piece body, @Nullable Element container) {
        return isArticle(body) ? found(body, container) : null;
    }

    private Piece thread(List<Element> posts) {
        Piece thread = Piece.element("div");
        posts.forEach(post -> thread.append(fromElement(post, Strictness.FULL)));
        Sums.add(thread);
        return thread;
    }

    private Found found(Piece body, @Nullable Element container) {
        if (byline == null && metadata.byline() == null && !WorkingCopy.isTooLarge(page)) {
            byline = Bylines.anywhere(WorkingCopy.of(page, false), names);
        }
        return new Found(body, byline, container, stated);
    }

    private Piece choose(@Nullable Element named, @Nullable Element semantic) {
        Piece scored = byScore(Strictness.FULL);
        boolean enough = scored.sums.characters >= ENOUGH;
        boolean confirmed = says(scored, metadata.excerpt()) && holdsDescribed(scored);
        if (enough && confirmed) {
            return scored;
        }
        for (Element element :
                new Element[] {named, semantic, described == null ? null : DescribedElement.find(page, described)}) {
            if (element == null) {
                continue;
            }
            Piece other = fromElement(element, Strictness.FULL);
            if (other.sums.letters() >= 2 * LEAST && isBetter(other, scored, confirmed)) {
                return other;
            }
        }
        if (enough) {
            return scored;
        }
        Piece longest = longest(scored);
        return longest.sums.characters > 4 * scored.sums.characters && isShortButRight(scored) ? scored : longest;
    }

    /// A short notice that says what the title says: several times as much around it is something else.
    private boolean isShortButRight(Piece scored) {
        return scored.sums.letters() >= ENOUGH / 2
                && scored.sums.linkDensity() < 0.2
                && metadata.title().length() > 12
                && Similarity.of(scored.plain(ENOUGH * 2), metadata.title()) > 0.8;
    }

    private boolean isBetter(Piece other, Piece scored, boolean confirmed) {
        if (other.sums.linkDensity() > 0.4) {
            return false;
        }
        // The same text with a little more or less is no reason to believe one rather than the other.
        if (scored.sums.characters >= ENOUGH && (other.sums.letters() < ENOUGH / 2 || shares(scored, other))) {
            return false;
        }
        boolean otherConfirmed = (metadata.excerpt() != null || described != null)
                && says(other, metadata.excerpt())
                && holdsDescribed(other);
        if (otherConfirmed != confirmed) {
            return otherConfirmed;
        }
        return scored.sums.characters < ENOUGH && other.sums.characters >= ENOUGH;
    }

    /// Tries with less and less strictness until something is long enough, else takes the longest.
    private Piece longest(Piece strict) {
        Piece best = strict;
        List<Strictness> attempts = new ArrayList<>(Strictness.LADDER);
        for (Strictness attempt : attempts) {
            Piece found = byScore(attempt);
            if (found.sums.characters > best.sums.characters) {
                best = found;
            }
            if (found.sums.characters >= ENOUGH) {
                break;
            }
        }
        if (best.sums.letters() < ENOUGH / 2) {
            Piece hidden = byScore(Strictness.HIDDEN_TOO);
            if (hidden.sums.letters() >= ENOUGH && hidden.sums.linkDensity() < 0.2) {
                return hidden;
            }
        }
        return best;
    }

    private static boolean isArticle(Piece body) {
        Sums sums = body.sums;
        return sums.codeBlocks > 0 || (sums.letters() >= LEAST && sums.linkDensity() < 0.6);
    }

    private Piece byScore(Strictness strictness) {
        return cleaned(page, strictness, false);
    }

    private Piece fromElement(Element element, Strictness strictness) {
        return cleaned(element, strictness, true);
    }

    private Piece cleaned(Element from, Strictness strictness, boolean whole) {
        Piece copy = WorkingCopy.of(from, strictness.hiddenToo());
        CandidateFinder finder =
                new CandidateFinder(copy, strictness, names, metadata.title(), metadata.byline() != null);
        Piece body = whole ? finder.whole() : finder.find();
        if (byline == null) {
            byline = finder.byline();
        }
        new ArticleCleaner(strictness, names).clean(body);
        return body;
    }

    /// Whether the beginning of a description stands in it; a page without one, or with a very short one, says
    /// nothing against it.
    private static boolean says(Piece body, @Nullable String description) {
        if (description == null) {
            return true;
        }
        String bare = Texts.bare(description);
        return bare.length() < SAMPLE || Texts.bare(body.plain(200_000)).contains(bare.substring(0, SAMPLE));
    }

    /// Whether the middle of one stands in the other.
    private static boolean shares(Piece scored, Piece other) {
        String bare = Texts.bare(scored.plain(200_000));
        int middle = Math.max(0, bare.length() / 2 - SAMPLE);
        return Texts.bare(other.plain(200_000))
                .contains(bare.substring(middle, Math.min(bare.length(), middle + SAMPLE)));
    }

    private boolean holdsDescribed(Piece body) {
        if (described == null || described.length() < ENOUGH) {
            return true;
        }
        return body.sums.characters * 1.5 >= described.length();
    }
}
