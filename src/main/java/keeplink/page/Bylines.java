package keeplink.page;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The name in a line that says who wrote something.
final class Bylines {
    private static final Pattern DATE = Pattern.compile(
            "(?iu)[\\s|•·,—–-]*(?:(?:on\\s+)?(?:\\d{1,2}\\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?\\s+\\d"
                    + "|\\d{1,2}\\s+de\\s|(?:19|20)\\d{2}[-/.年]|\\d{1,2}[-/.:]\\d{1,2}|\\d+\\s*(?:h|hours?|days?|min\\w*)\\b|[|•·]).*$");
    private static final Pattern NO_NAME =
            Pattern.compile("(?i)^(?:last\\s+)?(?:updated|published|posted|modified)\\b");
    private static final Pattern EDGES = Pattern.compile("^[\\s,;:|•·—–-]+|[\\s,;:|•·—–-]+$");
    private static final Words ELSEWHERE = Words.of("comment sidebar related recommend popular footer");
    /// What large Chinese sites call the place of the author.
    private static final Words KNOWN =
            Words.of("follow-nickname js_name meta_nickname userlink-link post-author authorname author-name");
    private static final int LONGEST = 100;

    private Bylines() {}

    /// Looks over a whole page for a line that names an author, outside of comments and of what is said about
    /// others.
    static @Nullable String anywhere(Piece page, Names names) {
        Piece at = page.first;
        while (at != null) {
            if (!at.isText() && ELSEWHERE.in(at.names)) {
                at = at.after(page);
                continue;
            }
            boolean marked = at.attribute("rel").equals("author")
                    || at.attribute("itemprop").contains("author")
                    || names.byline(at)
                    || KNOWN.in(at.names);
            if (marked && !at.isText() && at.sums.characters > 2 && at.sums.characters < LONGEST) {
                return in(at);
            }
            at = at.following(page);
        }
        return null;
    }

    /// The part marked as the name where there is one, else the line without its date.
    static String in(Piece line) {
        Piece author = null;
        for (Piece at = line.following(line); at != null; at = at.following(line)) {
            if (at.sums.characters == 0 || at.isText()) {
                continue;
            }
            if (at.attribute("itemprop").contains("name")) {
                return at.plain(LONGEST);
            }
            if (author == null && at.attribute("rel").equals("author")) {
                author = at;
            }
        }
        String text = line.plain(LONGEST);
        String name = EDGES.matcher(DATE.matcher(text).replaceFirst("")).replaceAll("");
        if (name.isEmpty() && author != null) {
            return author.plain(LONGEST);
        }
        return name.isEmpty() ? text : NO_NAME.matcher(name).find() ? "" : name;
    }
}
