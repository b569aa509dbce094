package keeplink.search;

import java.util.ArrayList;
import java.util.List;
import keeplink.search.ParsedQuery.Expected;
import keeplink.search.ParsedQuery.Malformed;
import keeplink.search.ParsedQuery.Parsed;
import keeplink.search.QueryLexer.Token;

/// Reads the text of a query into its tree.
///
/// ```
/// query  = [ either ]                        nothing asked is everything
/// either = both { ("or" | "|") both }
/// both   = one { [ "and" | "&" ] one }       side by side means both
/// one    = ("not" | "-") one | "(" either ")" | term
/// term   = "#" tag | "site:" host | "is:" state | "from:" person | "after:" date | "before:" date | "type:" kind
///        | quoted phrase | word
/// ```
///
/// | typed | means |
/// | --- | --- |
/// | `#a #b or #c` | (a and b) or c |
/// | `-#b`, `－＃b`, `not #b` | without b |
/// | `"two words"`, `“two words”`, `「两个词」`, `«…»` | a phrase |
/// | `site:https://www.example.com/x` | `site:example.com` |
/// | `from:"Anna Berg"` | any value may be quoted |
/// | `foo:bar`, `https://x`, `C#`, `f(x)` | words |
///
/// Operators are read without case. Signs may be full-width (`：＃（）－｜＠`), as Chinese input methods type them.
/// Never throws, whatever the text.
public final class SearchQueryParser {
    /// How deep parentheses and negations may nest.
    public static final int MAX_DEPTH = 32;

    /// How many words, tags, phrases and operators a query may have.
    public static final int MAX_TERMS = 100;

    private final QueryLexer lexer;
    private Token token;
    private int terms;

    private SearchQueryParser(String text) {
        lexer = new QueryLexer(text);
        token = lexer.next();
    }

    /// The tree a text means, or where it stops to mean one.
    public static ParsedQuery parse(String text) {
        return new SearchQueryParser(text).query();
    }

    private ParsedQuery query() {
        if (token instanceof Token.End) {
            return new Parsed(new SearchQuery.Everything());
        }
        ParsedQuery query = either(0);
        if (query instanceof Parsed && !(token instanceof Token.End)) {
            // Whatever else could go on would have been read: what is left is a parenthesis nobody opened.
            return unexpected(Expected.OPENING_PARENTHESIS);
        }
        return query;
    }

    private ParsedQuery either(int depth) {
        List<SearchQuery> any = new ArrayList<>();
        while (true) {
            switch (both(depth)) {
                case Malformed malformed -> {
                    return malformed;
                }
                case Parsed(SearchQuery.Or or) -> any.addAll(or.any());
                case Parsed(SearchQuery query) -> any.add(query);
            }
            if (!(token instanceof Token.Or)) {
                return new Parsed(any.size() == 1 ? any.getFirst() : new SearchQuery.Or(any));
            }
            advance();
        }
    }

    private ParsedQuery both(int depth) {
        List<SearchQuery> all = new ArrayList<>();
        while (true) {
            switch (one(depth)) {
                case Malformed malformed -> {
                    return malformed;
                }
                case Parsed(SearchQuery.And and) -> all.addAll(and.all());
                case Parsed(SearchQuery query) -> all.add(query);
            }
            switch (token) {
                case Token.And and -> advance();
                case Token.Or or -> {
                    return joined(all);
                }
                case Token.Close close -> {
                    return joined(all);
                }
                case Token.End end -> {
                    return joined(all);
                }
                case Token.Not not -> {}
                case Token.Open open -> {}
                case Token.Term term -> {}
                case Token.Bad bad -> {}
            }
        }
    }

    private static Parsed joined(List<SearchQuery> all) {
        return new Parsed(all.size() == 1 ? all.getFirst() : new SearchQuery.And(all));
    }

    private ParsedQuery one(int depth) {
        if (depth > MAX_DEPTH) {
            return unexpected(Expected.LESS_NESTING);
        }
        return switch (token) {
            case Token.Term(SearchQuery query, int start, String text) -> {
                if (++terms > MAX_TERMS) {
                    yield unexpected(Expected.FEWER_TERMS);
                }
                advance();
                yield new Parsed(query);
            }
            case Token.Not not -> {
                advance();
                yield switch (one(depth + 1)) {
                    case Malformed malformed -> malformed;
                    case Parsed(SearchQuery query) -> new Parsed(new SearchQuery.Not(query));
                };
            }
            case Token.Open(int start, String text) -> {
                advance();
                ParsedQuery inner = either(depth + 1);
                if (inner instanceof Malformed) {
                    yield inner;
                }
                if (!(token instanceof Token.Close)) {
                    yield new Malformed(start, Expected.CLOSING_PARENTHESIS, text);
                }
                advance();
                yield inner;
            }
            case Token.Bad(Malformed why) -> why;
            case Token.And and -> unexpected(Expected.TERM);
            case Token.Or or -> unexpected(Expected.TERM);
            case Token.Close close ->
                unexpected(depth == 0 && close.start() == lexer.first() ? Expected.OPENING_PARENTHESIS : Expected.TERM);
            case Token.End end -> unexpected(Expected.TERM);
        };
    }

    private void advance() {
        token = lexer.next();
    }

    private Malformed unexpected(Expected expected) {
        return new Malformed(token.start(), expected, token.text());
    }
}
