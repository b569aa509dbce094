package keeplink.page;

import java.util.HashMap;
import java.util.Map;

/// What class and id of an element let expect. The lists are of fragments that page authors use; each answer is
/// kept, for
/// a page repeats its few classes thousands of times.
final class Names {
    private static final Words UNLIKELY = Words.of(
            "-ad- ai2html banner breadcrumbs combx comment community cover-wrap disqus extra footer gdpr header"
                    + " legends~ menu related remark replies rss shoutbox sidebar skyscraper social sponsor supplemental ad-break agegate pagination pager"
                    + " popup yom-remote");
    /// Offers of something else, whatever else the name says; sites in Chinese write most of these.
    private static final Words ELSEWHERE =
            Words.of("recommend tuijian qrcode toolbar guess-like guesslike hot-news hotnews share-to more-article");
    private static final Words MAYBE_AFTER_ALL = Words.of("and article body column content main mathjax shadow");
    private static final Words GOOD =
            Words.of("article body content entry hentry h-entry main page pagination post text blog story");
    private static final Words BAD = Words.of(
            "-ad- hidden ~hid~ banner combx comment com- contact footer gdpr masthead media meta outbrain promo"
                    + " related scroll share shoutbox sidebar skyscraper sponsor shopping tags widget");
    private static final Words BYLINE = Words.of("byline author dateline writtenby p-author");

    private final Map<String, Boolean> unlikely = new HashMap<>();
    private final Map<String, Boolean> elsewhere = new HashMap<>();
    private final Map<String, Boolean> bylines = new HashMap<>();
    private final Map<String, Integer> weights = new HashMap<>();

    /// Looks like something around an article.
    boolean unlikely(Piece piece) {
        return unlikely.computeIfAbsent(piece.names, names -> UNLIKELY.in(names) && !MAYBE_AFTER_ALL.in(names));
    }

    /// Certainly leads elsewhere.
    boolean elsewhere(Piece piece) {
        return elsewhere.computeIfAbsent(piece.names, ELSEWHERE::in);
    }

    boolean byline(Piece piece) {
        return bylines.computeIfAbsent(piece.names, BYLINE::in);
    }

    /// -50 to 50: the class and the id each count 25 for a good and as much against for a bad word.
    int weight(Piece piece) {
        if (piece.source == null) {
            return 0;
        }
        String className = piece.source.className();
        String id = piece.source.id();
        return weightOf(className) + weightOf(id);
    }

    private int weightOf(String name) {
        if (name.isEmpty()) {
            return 0;
        }
        String bounded = name.length() > 500 ? name.substring(0, 500) : name;
        return weights.computeIfAbsent(bounded, n -> (BAD.in(n) ? -25 : 0) + (GOOD.in(n) ? 25 : 0));
    }
}
