package keeplink.search;

import com.ibm.icu.text.Normalizer2;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import keeplink.link.CanonicalUrl;
import keeplink.link.Tag;
import keeplink.link.UrlCanonicalizer;
import keeplink.search.ParsedQuery.Expected;
import keeplink.search.ParsedQuery.Malformed;

/// Cuts the text of a query into signs and terms, each with its place. Not thread-safe; made for one text.
final class QueryLexer {
    private static final Normalizer2 WIDTH = Normalizer2.getNFKCInstance();
    private static final UrlCanonicalizer URLS = new UrlCanonicalizer();
    private static final String DASHES = "-－﹣−–";

    private final String text;
    private int at;

    QueryLexer(String text) {
        this.text = text;
        skipGap();
    }

    /// A piece of the text.
    sealed interface Token {
        /// Where it starts, in UTF-16 units.
        int start();

        /// As it was typed.
        String text();

        record Term(SearchQuery query, int start, String text) implements Token {}

        record Open(int start, String text) implements Token {}

        record Close(int start, String text) implements Token {}

        record And(int start, String text) implements Token {}

        record Or(int start, String text) implements Token {}

        record Not(int start, String text) implements Token {}

        record End(int start) implements Token {
            @Override
            public String text() {
                return "";
            }
        }

        /// Looks like a term and is none.
        record Bad(Malformed why) implements Token {
            @Override
            public int start() {
                return why.position();
            }

            @Override
            public String text() {
                return why.token();
            }
        }
    }

    /// Where the first token starts.
    int first() {
        int first = 0;
        while (first < text.length() && isGap(text.charAt(first))) {
            first++;
        }
        return first;
    }

    /// The next token; at the end the same one again and again.
    Token next() {
        skipGap();
        int start = at;
        if (at == text.length()) {
            return new Token.End(start);
        }
        char sign = narrow(text.charAt(at));
        switch (sign) {
            case '(' -> {
                at++;
                return new Token.Open(start, text.substring(start, at));
            }
            case ')' -> {
                at++;
                return new Token.Close(start, text.substring(start, at));
            }
            case '|', '&' -> {
                while (at < text.length() && narrow(text.charAt(at)) == sign) {
                    at++;
                }
                String signs = text.substring(start, at);
                return sign == '|' ? new Token.Or(start, signs) : new Token.And(start, signs);
            }
            case '#' -> {
                return tag();
            }
            case '-' -> {
                if (negates()) {
                    at++;
                    return new Token.Not(start, text.substring(start, at));
                }
            }
            default -> {
                if (closing(sign) != 0) {
                    return phrase();
                }
            }
        }
        return word();
    }

    /// Whether the dash here stands directly before something it can negate; `--` is part of a word.
    private boolean negates() {
        return at + 1 < text.length() && DASHES.indexOf(text.charAt(at + 1)) < 0;
    }

    private Token tag() {
        int start = at;
        at++;
        while (at < text.length() && belongsToTag(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        String typed = text.substring(start, at);
        return Tag.of(typed)
                .<Token>map(tag -> new Token.Term(new SearchQuery.HasTag(tag), start, typed))
                .orElseGet(() -> bad(start, Expected.TAG, typed));
    }

    private static boolean belongsToTag(int c) {
        return Character.isLetterOrDigit(c)
                || "_/／-·\u200C\u200D".indexOf(c) >= 0
                || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    }

    private Token phrase() {
        int start = at;
        Optional<String> quoted = quoted();
        if (quoted.isEmpty()) {
            return bad(start, Expected.CLOSING_QUOTE, text.substring(start, start + 1));
        }
        String typed = text.substring(start, at);
        return quoted.get().isBlank()
                ? bad(start, Expected.TERM, typed)
                : new Token.Term(new SearchQuery.Phrase(quoted.get().strip()), start, typed);
    }

    /// What stands between the quote here and the one that closes it; empty, and nothing read, where none does.
    private Optional<String> quoted() {
        char close = closing(narrow(text.charAt(at)));
        for (int end = at + 1; end < text.length(); end++) {
            if (narrow(text.charAt(end)) == close) {
                String inside = text.substring(at + 1, end);
                at = end + 1;
                return Optional.of(inside);
            }
        }
        return Optional.empty();
    }

    /// The sign that closes a quote, 0 where it opens none.
    private static char closing(char open) {
        return switch (open) {
            case '"' -> '"';
            case '「' -> '」';
            case '『' -> '』';
            case '«' -> '»';
            default -> 0;
        };
    }

    private Token word() {
        int start = at;
        int open = 0;
        for (; at < text.length(); at++) {
            char sign = narrow(text.charAt(at));
            if (isGap(sign) || sign == '|' || closing(sign) != 0 || (sign == ')' && open == 0)) {
                break;
            }
            if (sign == ':' && open == 0) {
                Optional<Operator> operator = Operator.named(text.substring(start, at));
                if (operator.isPresent()) {
                    at++;
                    return operation(operator.get(), start);
                }
            }
            // f(x) is one word; the parenthesis that closes the whole is not part of it.
            open += sign == '(' ? 1 : sign == ')' ? -1 : 0;
        }
        String typed = text.substring(start, at);
        return switch (typed.toLowerCase(Locale.ROOT)) {
            case "or" -> new Token.Or(start, typed);
            case "and" -> new Token.And(start, typed);
            case "not" -> new Token.Not(start, typed);
            default -> new Token.Term(new SearchQuery.Words(typed), start, typed);
        };
    }

    private Token operation(Operator operator, int start) {
        int valueStart = at;
        String value;
        if (at < text.length() && closing(narrow(text.charAt(at))) != 0) {
            Optional<String> quoted = quoted();
            if (quoted.isEmpty()) {
                return bad(at, Expected.CLOSING_QUOTE, text.substring(at, at + 1));
            }
            value = quoted.get();
        } else {
            while (at < text.length() && belongsToValue(narrow(text.charAt(at)))) {
                at++;
            }
            value = text.substring(valueStart, at);
        }
        return operator.query(WIDTH.normalize(value).strip())
                .<Token>map(query -> new Token.Term(query, start, text.substring(start, at)))
                .orElseGet(() -> bad(valueStart, operator.expected, text.substring(valueStart, at)));
    }

    private static boolean belongsToValue(char sign) {
        return !isGap(sign) && sign != '|' && sign != '(' && sign != ')' && closing(sign) == 0;
    }

    private static Token bad(int position, Expected expected, String token) {
        return new Token.Bad(new Malformed(position, expected, token));
    }

    private void skipGap() {
        while (at < text.length() && (isGap(text.charAt(at)) || isLoneDash() || ",;".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
    }

    private boolean isLoneDash() {
        return DASHES.indexOf(text.charAt(at)) >= 0
                && (at == 0 || isGap(text.charAt(at - 1)))
                && (at + 1 == text.length() || isGap(text.charAt(at + 1)));
    }

    /// Space of any kind, and the full-width commas that stand for it; others may be part of a word (`1,000`).
    private static boolean isGap(char c) {
        return c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c) || "，、；".indexOf(c) >= 0;
    }

    /// The ASCII sign a full-width one, a typographic quote or another dash stands for.
    private static char narrow(char c) {
        return switch (c) {
            case '：' -> ':';
            case '＃' -> '#';
            case '（' -> '(';
            case '）' -> ')';
            case '｜' -> '|';
            case '＆' -> '&';
            case '＂', '“', '”', '„', '‟' -> '"';
            default -> DASHES.indexOf(c) >= 0 ? '-' : c;
        };
    }

    /// The words that take a value after a colon.
    private enum Operator {
        SITE(Expected.SITE),
        IS(Expected.STATE),
        FROM(Expected.PERSON),
        AFTER(Expected.DATE),
        BEFORE(Expected.DATE),
        TYPE(Expected.TYPE);

        private final Expected expected;

        Operator(Expected expected) {
            this.expected = expected;
        }

        static Optional<Operator> named(String name) {
            return Arrays.stream(values())
                    .filter(operator -> operator.name().equalsIgnoreCase(name))
                    .findFirst();
        }

        /// What it asks with this value, empty where the value is none.
        Optional<SearchQuery> query(String value) {
            return switch (this) {
                case SITE -> site(value).map(SearchQuery.OnSite::new);
                case IS ->
                    Arrays.stream(SearchQuery.State.values())
                            .filter(state -> state.name().equalsIgnoreCase(value))
                            .findFirst()
                            .map(SearchQuery.Is::new);
                case FROM ->
                    Optional.of(value.startsWith("@") ? value.substring(1) : value)
                            .filter(person -> !person.isBlank())
                            .map(SearchQuery.From::new);
                case AFTER -> date(value).map(SearchQuery.After::new);
                case BEFORE -> date(value).map(SearchQuery.Before::new);
                case TYPE ->
                    Optional.of(value.toLowerCase(Locale.ROOT))
                            .filter(type -> type.matches("[a-z0-9.+-]+(/[a-z0-9.+-]+)?"))
                            .map(SearchQuery.OfType::new);
            };
        }

        private static Optional<String> site(String value) {
            String host = value.replaceFirst("^(\\*?\\.)", "");
            String address = host.regionMatches(true, 0, "http:", 0, 5) || host.regionMatches(true, 0, "https:", 0, 6)
                    ? host
                    : "http://" + host;
            return URLS.canonicalize(address).map(CanonicalUrl::site);
        }

        private static Optional<LocalDate> date(String value) {
            if (!value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                return Optional.empty();
            }
            try {
                return Optional.of(LocalDate.parse(value, DateTimeFormatter.ISO_LOCAL_DATE));
            } catch (DateTimeException notInTheCalendar) {
                return Optional.empty();
            }
        }
    }
}
