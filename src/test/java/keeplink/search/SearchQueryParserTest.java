package keeplink.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import keeplink.link.Tag;
import keeplink.search.ParsedQuery.Expected;
import keeplink.search.ParsedQuery.Malformed;
import keeplink.search.ParsedQuery.Parsed;
import keeplink.search.SearchQuery.After;
import keeplink.search.SearchQuery.And;
import keeplink.search.SearchQuery.Before;
import keeplink.search.SearchQuery.Everything;
import keeplink.search.SearchQuery.From;
import keeplink.search.SearchQuery.HasTag;
import keeplink.search.SearchQuery.Is;
import keeplink.search.SearchQuery.Not;
import keeplink.search.SearchQuery.OfType;
import keeplink.search.SearchQuery.OnSite;
import keeplink.search.SearchQuery.Or;
import keeplink.search.SearchQuery.Phrase;
import keeplink.search.SearchQuery.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchQueryParserTest {
    /// A tree as one line: `[a b]` is both, `{a b}` either, `!a` without, words as they are, phrases in quotes.
    private static String shown(SearchQuery query) {
        return switch (query) {
            case Everything all -> "everything";
            case And(var all) ->
                all.stream().map(SearchQueryParserTest::shown).collect(Collectors.joining(" ", "[", "]"));
            case Or(var any) ->
                any.stream().map(SearchQueryParserTest::shown).collect(Collectors.joining(" ", "{", "}"));
            case Not(var not) -> "!" + shown(not);
            case HasTag(Tag tag) -> tag.toString();
            case Words(var text) -> text;
            case Phrase(var text) -> '"' + text + '"';
            case OnSite(var host) -> "site:" + host;
            case Is(var state) -> "is:" + state.name().toLowerCase(Locale.ROOT);
            case From(var person) -> "from:" + person;
            case After(var day) -> "after:" + day;
            case Before(var day) -> "before:" + day;
            case OfType(var type) -> "type:" + type;
        };
    }

    private static String parsed(String text) {
        return switch (SearchQueryParser.parse(text)) {
            case Parsed(SearchQuery query) -> shown(query);
            case Malformed malformed -> malformed.toString();
        };
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", quoteCharacter = '§', textBlock = """
            #a -> #a
            #a #b -> [#a #b]
            #a and #b -> [#a #b]
            #a & #b -> [#a #b]
            #a or #b -> {#a #b}
            #a OR #b -> {#a #b}
            #a | #b -> {#a #b}
            #a|#b -> {#a #b}
            #a || #b or #c -> {#a #b #c}
            #a#b -> [#a #b]
            #a, #b; #c -> [#a #b #c]
            #a，#b、#c -> [#a #b #c]
            -#b -> !#b
            not #b -> !#b
            NOT #b -> !#b
            #a -#b -> [#a !#b]
            #a not #b #c -> [#a !#b #c]
            not not #a -> !!#a
            -word -> !word
            -"two words" -> !"two words"
            -(a b) -> ![a b]
            -site:example.com -> !site:example.com
            #a #b or #c -> {[#a #b] #c}
            #a or #b #c -> {#a [#b #c]}
            #a or not #b #c -> {#a [!#b #c]}
            #a (#b or #c) -> [#a {#b #c}]
            (#a or #b)(#c or #d) -> [{#a #b} {#c #d}]
            ((#a)) -> #a
            (a b) c -> [a b c]
            (a or b) or c -> {a b c}
            #a(#b or -#c) -> [#a {#b !#c}]
            #lang/java -> #lang/java
            #标签 -> #标签
            ＃标签 -> #标签
            －＃标签 -> !#标签
            –#a -> !#a
            #C_1 -> #C_1
            ＃ＡＢＣ -> #ABC
            word -> word
            two words -> [two words]
            数据库 设计 -> [数据库 设计]
            数据库　设计 -> [数据库 设计]
            "two words" -> "two words"
            “two words” -> "two words"
            ”two words“ -> "two words"
            ＂two words＂ -> "two words"
            「两个 词」 -> "两个 词"
            『两个 词』 -> "两个 词"
            «deux mots» -> "deux mots"
            "or" -> "or"
            "#a -b site:x" -> "#a -b site:x"
            a"b c"d -> [a "b c" d]
            Java编程 -> Java编程
            C# -> C#
            c++ -> c++
            a-b -> a-b
            foo - bar -> [foo bar]
            --verbose -> --verbose
            1,000 -> 1,000
            don't -> don't
            f(x) -> f(x)
            (f(x)) -> f(x)
            Java_(language) -> Java_(language)
            苹果（公司） -> 苹果（公司）
            AT&T -> AT&T
            foo:bar -> foo:bar
            https://example.com/a?b=c#d -> https://example.com/a?b=c#d
            12:30 -> 12:30
            author:x is:read -> [author:x is:read]
            andy orca nothing -> [andy orca nothing]
            site:example.com -> site:example.com
            SITE:Example.COM -> site:example.com
            site：example.com -> site:example.com
            site:www.example.com -> site:example.com
            site:example.com:8080 -> site:example.com
            site:https://www.Example.com/a/b?c#d -> site:example.com
            site:HTTP://example.com -> site:example.com
            site:example.com/path -> site:example.com
            site:*.example.com -> site:example.com
            site:.example.com -> site:example.com
            site:com -> site:com
            site:例子.测试 -> site:例子.测试
            site:xn--fsqu00a.xn--0zwm56d -> site:例子.测试
            site:127.0.0.1 -> site:127.0.0.1
            site:[::1] -> site:[::1]
            (site:example.com) -> site:example.com
            is:unread -> is:unread
            is:READ -> is:read
            is:starred is:broken -> [is:starred is:broken]
            is:untagged or is:blocked -> {is:untagged is:blocked}
            is：ｕｎｒｅａｄ -> is:unread
            from:@anna -> from:anna
            from:anna -> from:anna
            from:＠anna -> from:anna
            from:"Anna Berg" -> from:Anna Berg
            from:“李 雷” -> from:李 雷
            after:2026-01-31 -> after:2026-01-31
            before:2024-02-29 -> before:2024-02-29
            after：２０２６－０１－３１ -> after:2026-01-31
            type:pdf -> type:pdf
            type:PDF -> type:pdf
            type:application/pdf -> type:application/pdf
            type:image/svg+xml -> type:image/svg+xml
            #java "virtual threads" -is:read site:openjdk.org -> [#java "virtual threads" !is:read site:openjdk.org]
            """)
    void readsQueries(String text, String expected) {
        assertThat(parsed(text)).isEqualTo(expected);
    }

    @Test
    void takesAnEmptyTextForEverything() {
        assertThat(SearchQueryParser.parse("")).isEqualTo(new Parsed(new Everything()));
        assertThat(SearchQueryParser.parse(" \t\n　 - ，")).isEqualTo(new Parsed(new Everything()));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", quoteCharacter = '§', textBlock = """
            # -> 0 TAG #
            #a #! -> 3 TAG #
            ＃ a -> 0 TAG ＃
            "open -> 0 CLOSING_QUOTE "
            a “open -> 2 CLOSING_QUOTE “
            「open" -> 0 CLOSING_QUOTE 「
            from:"open -> 5 CLOSING_QUOTE "
            "" -> 0 TERM ""
            a "  " -> 2 TERM "  "
            (a -> 0 CLOSING_PARENTHESIS (
            a (b (c) -> 2 CLOSING_PARENTHESIS (
            （a -> 0 CLOSING_PARENTHESIS （
            a) -> 1 OPENING_PARENTHESIS )
            a ） b -> 2 OPENING_PARENTHESIS ）
            ) -> 0 OPENING_PARENTHESIS )
            () -> 1 TERM )
            (a or) -> 5 TERM )
            or -> 0 TERM or
            or a -> 0 TERM or
            a or -> 4 TERM §§
            a OR  -> 4 TERM §§
            a or or b -> 5 TERM or
            a | -> 3 TERM §§
            a and -> 5 TERM §§
            a and or b -> 6 TERM or
            not -> 3 TERM §§
            a not -> 5 TERM §§
            not or a -> 4 TERM or
            -) -> 1 TERM )
            is:open -> 3 STATE open
            #a is:未读 -> 6 STATE 未读
            is: -> 3 STATE §§
            is: unread -> 3 STATE §§
            site: -> 5 SITE §§
            site:http:// -> 5 SITE http://
            site:a..b -> 5 SITE a..b
            😀 site:a^b -> 8 SITE a^b
            from: -> 5 PERSON §§
            from:@ -> 5 PERSON @
            after:yesterday -> 6 DATE yesterday
            after:2026-1-5 -> 6 DATE 2026-1-5
            after:2026-02-30 -> 6 DATE 2026-02-30
            before:2025-02-29 -> 7 DATE 2025-02-29
            before:2026-13-01 -> 7 DATE 2026-13-01
            before:20260101 -> 7 DATE 20260101
            type: -> 5 TYPE §§
            type:a/b/c -> 5 TYPE a/b/c
            type:文 -> 5 TYPE 文
            """)
    void saysWhereAndWhatWasExpected(String text, String expected) {
        String[] parts = expected.split(" ", 3);
        assertThat(SearchQueryParser.parse(text))
                .isEqualTo(new Malformed(
                        Integer.parseInt(parts[0]), Expected.valueOf(parts[1]), parts[2].equals("§§") ? "" : parts[2]));
    }

    @Test
    void boundsNestingAndTerms() {
        String fine = "(".repeat(SearchQueryParser.MAX_DEPTH) + "a" + ")".repeat(SearchQueryParser.MAX_DEPTH);
        assertThat(SearchQueryParser.parse(fine)).isEqualTo(new Parsed(new Words("a")));
        assertThat(SearchQueryParser.parse("(" + fine + ")"))
                .isEqualTo(new Malformed(SearchQueryParser.MAX_DEPTH + 1, Expected.LESS_NESTING, "a"));
        assertThat(SearchQueryParser.parse("not ".repeat(100_000) + "a"))
                .isInstanceOfSatisfying(
                        Malformed.class, why -> assertThat(why.expected()).isEqualTo(Expected.LESS_NESTING));
        assertThat(SearchQueryParser.parse("a ".repeat(SearchQueryParser.MAX_TERMS)))
                .isInstanceOf(Parsed.class);
        assertThat(SearchQueryParser.parse("a ".repeat(SearchQueryParser.MAX_TERMS) + "b"))
                .isEqualTo(new Malformed(2 * SearchQueryParser.MAX_TERMS, Expected.FEWER_TERMS, "b"));
    }

    @Test
    void neverThrowsAndPointsIntoTheText() {
        Random random = new Random(5);
        String[] pieces = {
            "#",
            "a",
            "标",
            "(",
            ")",
            "（",
            "）",
            "\"",
            "“",
            "」",
            "「",
            "-",
            "－",
            "or ",
            "not ",
            "and ",
            "|",
            "&",
            " ",
            "　",
            "site:",
            "is:",
            "unread",
            "from:",
            "@",
            "after:",
            "2026-01-31",
            "type:",
            ":",
            "：",
            "/",
            "😀",
            "\uD800",
            "\u0000",
            "\n",
            "http://",
            ","
        };
        int wellFormed = 0;
        for (int round = 0; round < 100_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(10); i >= 0; i--) {
                text.append(
                        random.nextInt(10) == 0
                                ? Character.toString((char) random.nextInt(0x10000))
                                : pieces[random.nextInt(pieces.length)]);
            }
            switch (SearchQueryParser.parse(text.toString())) {
                case Parsed parsed -> wellFormed++;
                case Malformed(int position, Expected expected, String token) ->
                    assertThat(text.substring(position)).as("of \"%s\"", text).startsWith(token);
            }
        }
        assertThat(wellFormed).isGreaterThan(5_000);
    }
}
