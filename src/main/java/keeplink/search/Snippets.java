package keeplink.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import keeplink.search.FoldedText.Token;

/// Shows where a link answers a query: the field that says most of the words asked for, and the words around
/// them.
///
/// Immutable, made once for a query, safe for many threads.
public final class Snippets {
    /// The longest snippet in UTF-16 units, with the `…` where it was cut.
    public static final int MAX_LENGTH = 160;

    /// How much of a text is looked at for a place to show, in UTF-16 units.
    private static final int LOOKED_AT = 400_000;

    private static final int BEFORE_MATCH = 30;
    private static final int MATCHES_CONSIDERED = 200;

    private final List<List<String>> wanted;

    private Snippets(List<List<String>> wanted) {
        this.wanted = wanted;
    }

    /// Snippets for the words and phrases of a query; those it excludes are not looked for.
    public static Snippets of(SearchQuery query) {
        return new Snippets(wanted(query)
                .map(text -> FoldedText.tokens(text, LOOKED_AT).stream()
                        .map(Token::word)
                        .toList())
                .filter(words -> !words.isEmpty())
                .distinct()
                .toList());
    }

    /// A word as it is looked for: of an address its scheme and `www.` do not count.
    public static String withoutScheme(String word) {
        return word.replaceFirst("^(?i:https?://)(?i:www\\.)?", "");
    }

    /// The hit for a link.
    ///
    /// @param fields what the link says, the field that wins a tie first
    public Hit hit(int number, SequencedMap<Hit.Field, String> fields) {
        Hit best = new Hit(number, Hit.Field.NONE, "", List.of());
        int most = 0;
        for (Map.Entry<Hit.Field, String> field : fields.entrySet()) {
            List<Match> matches = matches(field.getValue());
            int words = distinct(matches);
            if (words > most) {
                most = words;
                best = cut(number, field.getKey(), field.getValue(), matches);
            }
            if (most == wanted.size()) {
                break;
            }
        }
        return best;
    }

    private record Match(int wanted, int start, int end) {}

    private static Stream<String> wanted(SearchQuery query) {
        return switch (query) {
            case SearchQuery.Words words -> Stream.of(withoutScheme(words.text()));
            case SearchQuery.Phrase phrase -> Stream.of(phrase.text());
            case SearchQuery.And and -> and.all().stream().flatMap(Snippets::wanted);
            case SearchQuery.Or or -> or.any().stream().flatMap(Snippets::wanted);
            case SearchQuery.Not not -> Stream.empty();
            case SearchQuery.Everything all -> Stream.empty();
            case SearchQuery.HasTag tag -> Stream.empty();
            case SearchQuery.OnSite site -> Stream.empty();
            case SearchQuery.Is is -> Stream.empty();
            case SearchQuery.From from -> Stream.empty();
            case SearchQuery.After after -> Stream.empty();
            case SearchQuery.Before before -> Stream.empty();
            case SearchQuery.OfType type -> Stream.empty();
        };
    }

    private List<Match> matches(String text) {
        if (wanted.isEmpty() || text.isEmpty()) {
            return List.of();
        }
        List<Token> tokens = FoldedText.tokens(text, LOOKED_AT);
        List<Match> matches = new ArrayList<>();
        for (int which = 0; which < wanted.size(); which++) {
            List<String> words = wanted.get(which);
            int found = 0;
            for (int at = 0; at + words.size() <= tokens.size() && found < MATCHES_CONSIDERED; at++) {
                if (isAt(words, tokens, at)) {
                    Token last = tokens.get(at + words.size() - 1);
                    matches.add(new Match(which, tokens.get(at).start(), last.end()));
                    found++;
                }
            }
        }
        matches.sort(Comparator.comparingInt(Match::start).thenComparing(Match::end, Comparator.reverseOrder()));
        return matches;
    }

    private static boolean isAt(List<String> words, List<Token> tokens, int at) {
        for (int i = 0; i < words.size(); i++) {
            if (!tokens.get(at + i).word().equals(words.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static int distinct(List<Match> matches) {
        Set<Integer> which = new HashSet<>();
        matches.forEach(match -> which.add(match.wanted()));
        return which.size();
    }

    private static Hit cut(int number, Hit.Field field, String text, List<Match> matches) {
        int room = MAX_LENGTH - BEFORE_MATCH - 2;
        int best = 0;
        int most = 0;
        for (int i = 0; i < matches.size(); i++) {
            int limit = matches.get(i).start() + room;
            int words = distinct(matches.subList(i, matches.size()).stream()
                    .takeWhile(match -> match.start() < limit)
                    .filter(match -> match.end() <= limit)
                    .toList());
            if (words > most) {
                most = words;
                best = i;
            }
        }
        int from = wordStart(text, matches.get(best).start());
        return write(number, field, text, from, matches.subList(best, matches.size()));
    }

    /// Where the snippet starts: a little before the match, not within a word where a gap is near.
    private static int wordStart(String text, int match) {
        int from = Math.max(0, match - BEFORE_MATCH);
        if (from == 0) {
            return 0;
        }
        for (int i = from; i < match; i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i + 1;
            }
        }
        return Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
    }

    /// Copies from a place on, every run of space as one, and moves the marks along.
    private static Hit write(int number, Hit.Field field, String text, int from, List<Match> matches) {
        StringBuilder out = new StringBuilder(from > 0 ? "…" : "");
        int[] moved = new int[Math.min(text.length() - from, 8 * MAX_LENGTH) + 1];
        int read = 0;
        for (; read < moved.length - 1; ) {
            int c = text.codePointAt(from + read);
            int size = Character.charCount(c);
            boolean gap = Character.isWhitespace(c) || Character.isISOControl(c);
            boolean skipped = gap && (out.isEmpty() || out.charAt(out.length() - 1) == ' ');
            if (!skipped && out.length() + size > MAX_LENGTH - 1) {
                break;
            }
            for (int unit = 0; unit < size && read + unit < moved.length; unit++) {
                moved[read + unit] = out.length();
            }
            if (gap && !skipped) {
                out.append(' ');
            } else if (!gap) {
                out.appendCodePoint(c);
            }
            read += size;
        }
        read = Math.min(read, moved.length - 1);
        moved[read] = out.length();
        List<Hit.Mark> marks = new ArrayList<>();
        int marked = 0;
        for (Match match : matches) {
            if (match.start() - from >= read) {
                break;
            }
            int start = Math.max(marked, moved[match.start() - from]);
            int end = moved[Math.min(match.end() - from, read)];
            if (end > start) {
                marks.add(new Hit.Mark(start, end));
                marked = end;
            }
        }
        if (from + read < text.stripTrailing().length()) {
            out.append('…');
        } else {
            while (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
                out.setLength(out.length() - 1);
            }
        }
        return new Hit(number, field, out.toString(), marks);
    }
}
