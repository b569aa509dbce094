package keeplink.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The name in a line that says who wrote something.
final class Bylines {
    private static final Pattern DATE = Pattern.compile(
            "(?iu)[\\s|•·,—–-]*(?:(?:on\\s+)?(?:\\d{1,2}\\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?\\s+\\d"
                    + "|\\d{1,2}\\s+de\\s|(?:19|20)\\d{2}[-/.年]|\\d{1,2}[-/.:]\\d{1,2}|\\d+\\s*(?:h|hours?|days?|min\\w*)\\b|[|•·]).*$");
    private static final Pattern AFTER_NAME = Pattern.compile("\\s*[|•·].*$");
    private static final Pattern BY = Pattern.compile(
            "(?iu)^(?:(?:written |posted |published |story |words )?by|von|par|por|作者|文/|文｜|撰文)\\b[\\s:：]*");
    /// Where to write to the author.
    private static final Pattern LETTERS_TO =
            Pattern.compile("\\s+(?:[(\\[]\\S{1,60}@\\S{1,60}[)\\]]|\\S{1,60}@\\S{1,60}\\.\\p{L}{2,24})\\s*$");
    private static final Pattern COUNTS = Pattern.compile("\\s*(?:粉丝|关注|阅读|浏览|发布于|发表于|码龄|文章数|编辑于|\\d+ ?赞).*$");
    private static final Pattern NO_NAME = Pattern.compile(
            "(?iu)^\\W?(?:(?:last\\s+)?(?:updated|published|posted|modified|submitted)\\b|责任编辑|责编|编辑|图片编辑|校对|来源)");
    private static final Pattern EDGES = Pattern.compile("^[\\s,;:|•·—–-]+|[\\s,;:|•·—–-]+$");
    private static final Words ELSEWHERE = Words.of("comment related recommend popular footer");
    private static final Words SIDEBAR = Words.of("sidebar");
    /// What large Chinese sites call the place of the author.
    private static final Words KNOWN =
            Words.of("follow-nickname js_name meta_nickname userlink-link post-author authorname author-name");
    private static final int LONGEST = 100;

    private Bylines() {}

    /// Looks over a whole page for a line that names an author, outside of comments and of what is said about
    /// others. A column beside the article is believed if the line says "by".
    static @Nullable String anywhere(Piece page, Names names) {
        List<Piece> columns = new ArrayList<>();
        return first(
                        page,
                        piece -> (SIDEBAR.in(piece.names) && columns.add(piece)) || isElsewhere(piece),
                        names,
                        name -> !name.isEmpty())
                .or(() -> columns.stream()
                        .flatMap(column ->
                                first(
                                        column,
                                        Bylines::isElsewhere,
                                        names,
                                        name -> BY.matcher(name).find())
                                        .stream())
                        .findFirst())
                .orElse(null);
    }

    /// The first name in something that is believed.
    ///
    /// @param passedOver elements that are not looked into
    private static Optional<String> first(
            Piece within, Predicate<Piece> passedOver, Names names, Predicate<String> believed) {
        Piece at = within.first;
        while (at != null) {
            if (!at.isText() && passedOver.test(at)) {
                at = at.after(within);
                continue;
            }
            String name = at.isText() ? "" : named(at, names);
            if (believed.test(name)) {
                return Optional.of(name);
            }
            at = at.following(within);
        }
        return Optional.empty();
    }

    /// The author an element names, empty for none. A line with more than a name, far from the article, is not sure
    /// enough.
    private static String named(Piece piece, Names names) {
        boolean marked = isMarked(piece, names) || KNOWN.in(piece.names) || KNOWN.in(piece.attribute("data-testid"));
        if (!marked || piece.sums.characters <= 2 || piece.sums.characters >= LONGEST) {
            return "";
        }
        String name = in(piece, names);
        return Dates.parse(name) == null ? name : "";
    }

    /// Whether an element says by its markup that it names the author.
    static boolean isMarked(Piece piece, Names names) {
        return piece.attribute("rel").equals("author")
                || piece.attribute("itemprop").contains("author")
                || names.byline(piece);
    }

    /// Whether it speaks of others, or belongs to the site.
    static boolean isElsewhere(Piece piece) {
        return piece.is("footer") || ELSEWHERE.in(piece.names);
    }

    /// The part marked as the name where there is one, else the line as it is printed; empty where it is no line of
    /// an author.
    static String in(Piece line, Names names) {
        for (Piece at = line.following(line); at != null; at = at.following(line)) {
            boolean marked = at.attribute("itemprop").contains("name")
                    || at.attribute("class").contains("author-link");
            if (marked && at.sums.characters > 0) {
                return at.plain(LONGEST);
            }
        }
        String text = withoutAddress(line.plain(LONGEST));
        if (text.codePoints().anyMatch(Texts::isCjk)) {
            return chinese(line, text);
        }
        if (Dates.parse(text) != null) {
            for (Piece at = line.following(line); at != null; at = at.following(line)) {
                if (names.byline(at) && at.sums.characters > 3 && Dates.parse(at.plain(LONGEST)) == null) {
                    return at.plain(LONGEST);
                }
            }
        }
        String bare = EDGES.matcher(AFTER_NAME.matcher(text).replaceFirst("")).replaceAll("");
        return NO_NAME.matcher(bare).find()
                        || (Dates.parse(bare) != null && name(bare).isEmpty())
                ? ""
                : bare;
    }

    /// Sites in Chinese put the number of readers, a button and what the author is into the same line as the name,
    /// which is a link.
    private static String chinese(Piece line, String text) {
        for (Piece at = line.following(line); at != null; at = at.following(line)) {
            if (at.is("a") && at.sums.characters > 1 && !at.plain(LONGEST).matches("(?U)[\\d\\W]+.*")) {
                return at.plain(LONGEST);
            }
        }
        String name =
                name(AFTER_NAME.matcher(COUNTS.matcher(text).replaceFirst("")).replaceFirst(""));
        return Dates.parse(name) == null && !NO_NAME.matcher(name).find() ? name : "";
    }

    /// A line without where to write to the author, which newspapers print after the name.
    static String withoutAddress(String line) {
        return LETTERS_TO.matcher(line).replaceFirst("");
    }

    /// The name in a line as it is printed: without "by" before and the date after it.
    static String name(String line) {
        String undated = DATE.matcher(BY.matcher(line).replaceFirst("")).replaceFirst("");
        return EDGES.matcher(undated).replaceAll("");
    }
}
