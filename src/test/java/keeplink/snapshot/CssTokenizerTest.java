package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import keeplink.snapshot.CssTokenizer.Kind;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CssTokenizerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a|IDENT a",
                "-a|IDENT -a",
                "--a|IDENT --a",
                "--|IDENT --",
                "-|DELIM -",
                "标签|IDENT 标签",
                "\\61 b|IDENT ab",
                "\\61b|IDENT \u061b",
                "\\000061b|IDENT ab",
                "\\0|IDENT \uFFFD",
                "\\d800|IDENT \uFFFD",
                "\\110000|IDENT \uFFFD",
                "\\|IDENT \uFFFD",
                "a\\(b|IDENT a(b",
                "#a|HASH a",
                "#1a|HASH 1a",
                "#|DELIM #",
                "@media|AT_KEYWORD media",
                "@\\69mport|AT_KEYWORD import",
                "@1|DELIM @,NUMBER",
                "12|NUMBER",
                "+.5e-3|NUMBER",
                "-1.5|NUMBER",
                "1.|NUMBER,DELIM .",
                "1e|DIMENSION e",
                "1e3px|DIMENSION px",
                "50%|PERCENTAGE",
                "2x|DIMENSION x",
                "'a'|STRING a",
                "\"a'b\"|STRING a'b",
                "'a\\'b'|STRING a'b",
                "'a|STRING a",
                "'a\\|STRING a",
                "url(a.png)|URL a.png",
                "url( a.png )|URL a.png",
                "URL(a)|URL a",
                "\\75rl(a)|URL a",
                "u\\72 l(a)|URL a",
                "url()|URL",
                "url(a\\)b)|URL a)b",
                "url(a|URL a",
                "url(a b)|BAD_URL",
                "url(a\"b)|BAD_URL",
                "url(a(b)c)|BAD_URL,IDENT c,CLOSE_PAREN",
                "url(a b\\)c)d|BAD_URL,IDENT d",
                "url('a')|FUNCTION url,STRING a,CLOSE_PAREN",
                "url( \"a\")|FUNCTION url,WHITESPACE,STRING a,CLOSE_PAREN",
                "image-set(|FUNCTION image-set",
                "<!--|CDO",
                "<!-|DELIM <,DELIM !,DELIM -",
                "-->|CDC",
                "/* a */b|COMMENT,IDENT b",
                "/* a|COMMENT",
                "a:b;{}[](),|IDENT a,COLON,IDENT"
                        + " b,SEMICOLON,OPEN_CURLY,CLOSE_CURLY,OPEN_SQUARE,CLOSE_SQUARE,OPEN_PAREN,CLOSE_PAREN,COMMA",
                "U+26|IDENT U,NUMBER",
                "&:hover|DELIM &,COLON,IDENT hover",
            })
    void readsTokens(String css, String tokens) {
        assertThat(tokens(css)).isEqualTo(tokens);
    }

    @Test
    void aLineEndMakesAStringBad() {
        assertThat(tokens("'a\nb")).isEqualTo("BAD_STRING,WHITESPACE,IDENT b");
        assertThat(tokens("'a\\\nb'")).isEqualTo("STRING ab");
        assertThat(tokens(CssTokenizer.preprocess("'a\\\r\nb'\f\0"))).isEqualTo("STRING ab,WHITESPACE,IDENT \uFFFD");
        assertThat(tokens("a\\\nb")).isEqualTo("IDENT a,DELIM \\,WHITESPACE,IDENT b");
        assertThat(tokens("url(a\\\nb)")).isEqualTo("BAD_URL");
    }

    @Test
    void whateverTheTextTokensCoverItAndEnd() {
        String alphabet = "a-\\\n'\"()/*<!>@#url1.e+%{}[];: \u4e00";
        java.util.Random random = new java.util.Random(1);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder css = new StringBuilder();
            for (int i = random.nextInt(24); i > 0; i--) {
                css.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            CssTokenizer tokens = new CssTokenizer(css.toString());
            int end = 0;
            while (tokens.next() != Kind.EOF) {
                assertThat(tokens.start()).as("%s", css).isEqualTo(end);
                assertThat(tokens.end()).as("%s", css).isGreaterThan(end);
                end = tokens.end();
            }
            assertThat(end).as("%s", css).isEqualTo(css.length());
        }
    }

    @Test
    void takesTimeInTheLengthOfTheText() {
        for (String piece : List.of(
                "'",
                "\\",
                "url(",
                "/*",
                "image-set(",
                "(",
                "{",
                "}",
                "a:b;",
                "@import '",
                "@font-face{src:",
                "\"\\\n",
                "<!--",
                "a{b:url(",
                "-",
                "1e")) {
            String css = piece.repeat(1_000_000 / piece.length());
            Assertions.assertTimeout(
                    Duration.ofSeconds(8),
                    () -> StyleRewriter.sheet(
                            css, TestSnapshots.PAGE, new Wanted(TestSnapshots.PAGE, SnapshotMaker.Wishes.DEFAULTS)),
                    piece);
        }
    }

    private static String tokens(String css) {
        CssTokenizer tokens = new CssTokenizer(css);
        List<String> found = new ArrayList<>();
        while (tokens.next() != Kind.EOF) {
            found.add((tokens.kind() + " " + tokens.value()).strip());
        }
        return String.join(",", found);
    }
}
