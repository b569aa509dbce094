package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import keeplink.page.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StyleRewriterTest {
    private static final String BASE = "https://site.example/css/main.css";

    /// Names every file by the last part of its address.
    private static final class Named implements References {
        private static String last(String address) {
            return address.startsWith("data:") ? "data" : address.substring(address.lastIndexOf('/') + 1);
        }

        @Override
        public @Nullable String picture(List<String> addresses) {
            return "P-" + last(addresses.getFirst());
        }

        @Override
        public @Nullable String sheet(String address) {
            return "S-" + last(address) + "{}";
        }

        @Override
        public @Nullable String font(FontFace face) {
            return "F-" + last(face.addresses().getFirst());
        }

        @Override
        public @Nullable String symbol(String address) {
            return null;
        }

        @Override
        public @Nullable String frame(Frame frame) {
            return null;
        }

        @Override
        public @Nullable String media(List<String> addresses) {
            return null;
        }

        @Override
        public void fontUsed(String family) {}

        @Override
        public void shown(String text) {}

        @Override
        public void leftOut(Verdict.What what, String address) {}

        @Override
        public boolean keepsPrint() {
            return false;
        }

        @Override
        public boolean isPage(String address) {
            return address.equals(TestSnapshots.PAGE);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a{b:url(x.png)}|a{b:url(P-x.png)}",
                "a{b:url('x.png')}|a{b:url(P-x.png)}",
                "a{b:url( \"x.png\" )}|a{b:url(P-x.png)}",
                "a{b:URL(\\78 .png)}|a{b:url(P-x.png)}",
                "a{b:url(x\\ y.png)}|a{b:url(P-x%20y.png)}",
                "a{b:url(//other.example/x.png),url(/y.png)}|a{b:url(P-x.png),url(P-y.png)}",
                "a{b:url(data:image/png;base64,AAAA)}|a{b:url(P-data)}",
                "a{b:url(#id)}|a{b:url(\"#id\")}",
                "a{b:url(https://site.example/dir/page.html#id)}|a{b:url(\"#id\")}",
                "a{b:url()}|a{b:url(data:,)}",
                "a{b:url(javascript:x)}|a{b:url(data:,)}",
                "a{b:url(ftp://x/y)}|a{b:url(data:,)}",
                "a{b:url(x y);c:d}|a{c:d}",
                "a{b:url(x'y;c:d}|a{}",
                "a{b:src('x.png')}|a{b:url(P-x.png)}",
                "a{b:url(x.png|a{b:url(P-x.png)}",
                "a{b:url('x.png|a{b:url(P-x.png)}",
                "a{b:image-set('x.png' 1x, 'y.png' 2x)}|a{b:image-set(url(P-x.png) 1x)}",
                "a{b:-webkit-image-set(url(y.png) 2x, url(x.png) 1x)}|a{b:-webkit-image-set(url(P-x.png) 1x)}",
                "a{b:image-set('x.jxl' type('image/jxl'), 'x.webp' type('image/webp'))}|a{b:image-set(url(P-x.webp)"
                        + " type('image/webp'))}",
                "a{b:image-set('x.png' 192dpi, 'y.png' 96dpi)}|a{b:image-set(url(P-y.png) 96dpi)}",
                "a{b:image-set(var(--x) 1x,'y.png' 2x)}|a{b:var(--x)}",
                "a{b:image-set('x.png' var(--x),'y.png' 2x)}|a{b:image-set(url(P-x.png) )}",
                "a{b:image-set(linear-gradient(var(--x),red) 1x)}|a{b:image-set(linear-gradient(var(--x),red) 1x)}",
                "a{b:image-set(var(--x)[]);c:d}|a{c:d}",
                "a{b:image(var(--x));c:d}|a{c:d}",
                "a{--x:url(x.png);b:var(--x)}|a{--x:url(P-x.png);b:var(--x)}",
                "a{ --x : { a : b } ; c : d }|a{--x : {a : b };c : d }",
                "a{content:'url(x.png)'}|a{content:'url(x.png)'}",
                "a{content:'\\'<'}|a{content:\"'\\3c \"}",
                "/* x */a/**/b{c:d/* y */}|a/**/b{c:d/**/}",
                "<!-- a{b:c} -->|/**/ a{b:c}/**/",
                "a:hover>b~c+d *{e:f!important}|a:hover>b~c+d *{e:f!important}",
                ".a\\:b.\\31 0{c:d}|.a\\:b.\\31 0{c:d}",
                "a[href='x']{b:c}|a[href='x']{b:c}",
                "@media (width<=600px){a{b:c}}|@media (width<=600px){a{b:c}}",
                "@media (1px<width){a{b:c}}|@media (1px< width){a{b:c}}",
                "a{&:hover{b:c}&b{d:e}& > f{g:h}}|a{&:hover{b:c}&/**/b{d:e}& > f{g:h}}",
                "a{b:c}}d{e:f}g{h:i}|a{b:c}g{h:i}",
                "a{b:c|a{b:c}",
                "a{b:(c;d:e}f{g:h|a{b:(c;d:e}f{g:h})}",
                "a{b:[c}d]}|a{b:[c}d]}",
                "a{behavior:url(x);b:c}|a{b:c}",
                "a{-moz-binding:url(x)}b{c:d}|a{}b{c:d}",
                "a{width:expression(alert(1));b:c}|a{b:c}",
                "a{scroll-behavior:smooth}|a{scroll-behavior:smooth}",
                "a{b:'x\\0a y'}|a{b:\"x\\a y\"}",
                "@charset 'utf-8';a{b:c}|a{b:c}",
                "@namespace svg url(http://www.w3.org/2000/svg);a{b:c}|@namespace svg"
                        + " \"http://www.w3.org/2000/svg\";a{b:c}",
                "@import 'x.css';a{b:c}|S-x.css{}a{b:c}",
                "@import url(x.css) screen and (min-width:1px);|@media screen and (min-width:1px){S-x.css{}}",
                "@import url('x.css') layer;|@layer {S-x.css{}}",
                "@import 'x.css' layer(a.b) supports(display:grid) screen and (color);|@media screen and"
                        + " (color){@supports (display:grid){@layer a.b{S-x.css{}}}}",
                "@import 'x.css' supports(not (display:grid));|@supports (not (display:grid)){S-x.css{}}",
                "@import 'x.css' print;a{b:c}|a{b:c}",
                "@import 'x.css'|S-x.css{}",
                "@charset 'x';@layer a,b;@import 'x.css';|@layer a,b;S-x.css{}",
                "a{b:c}@import 'x.css';d{e:f}|a{b:c}d{e:f}",
                "@layer a{}@import 'x.css';|@layer a{}",
                "@media screen{@import 'x.css';}|@media screen{}",
                "a{b:c}@media print{a{b:url(x.png)}}@media only print , print and (color) {d{e:f}}g{h:i}|a{b:c}g{h:i}",
                "@media print,screen{a{b:c}}|@media print,screen{a{b:c}}",
                "@media not print{a{b:c}}|@media not print{a{b:c}}",
                "@media print|",
                "@media print;a{b:c}|@media print;a{b:c}",
                "@import 'y.css';@namespace 'http://www.w3.org/1999/xhtml';@namespace m"
                        + " 'http://www.w3.org/1998/Math/MathML';a{b:c}|@namespace"
                        + " \"http://www.w3.org/1999/xhtml\";@namespace m"
                        + " \"http://www.w3.org/1998/Math/MathML\";S-y.css{}a{b:c}",
                "a{b:c}@namespace svg 'http://www.w3.org/2000/svg';d{e:f}|a{b:c}d{e:f}",
                "@namespace x url(https://evil.example/);a{b:c}|a{b:c}",
                "@import 'javascript:x';a{b:c}|a{b:c}",
                "@import 'x.css' screen{a{b:c}}d{e:f}|d{e:f}",
                "@font-face{font-family:A;src:url(a.eot);src:url(a.eot?#iefix) format('embedded-opentype'),url(a.woff)"
                        + " format('woff'),url(a.woff2) format('woff2')}|@font-face{font-family:A;src:url(F-a.woff2)}",
                "@font-face{font-family:'A"
                        + " b';font-weight:400;src:local('A'),url(a.ttf);unicode-range:U+0-7F,U+4??}|@font-face{font-family:'A"
                        + " b';font-weight:400;unicode-range:U+0-7F,U+4??;src:local(\"A\"),url(F-a.ttf)}",
                "@font-face{src:url(a.woff)}b{c:d}|b{c:d}",
                "@font-face x{src:url(a.woff)}b{c:d}|b{c:d}",
                "@supports (background:url(x)){a{b:c}}|@supports (background:url(data:,)){a{b:c}}",
                "u<!--rl(x){a:b}|u/**/rl(x){a:b}",
                "a{b:\\75 /**/rl('x')}|a{b:\\75 /**/rl('x')}",
                "a{b:\\75  rl('x')}|a{b:\\75 /**/ rl('x')}",
                "a{b:1\\75  rl('x')}|a{b:1\\75 /**/ rl('x')}",
                "a{b:#\\75  rl('x')}|a{b:#\\75 /**/ rl('x')}",
                ".a\\3c  .b{c:d}.a\\3c .b{e:f}|.a\\3c /**/ .b{c:d}.a\\3c .b{e:f}",
                "@import 'x.css' a\\ ;a{b:c}|@media a\\20{S-x.css{}}a{b:c}",
                "a{b:x\ud800url(y)}|a{b:x\ufffdurl(y)}",
                "@font-face{font-family:a;s1rc:x;src:url(y.ttf)}|@font-face{font-family:a;src:url(F-y.ttf)}",
            })
    void keepsWhatShowsAndNamesTheFiles(String css, @Nullable String expected) {
        assertThat(StyleRewriter.sheet(css, BASE, new Named())).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "color:red;background:url(x.png) no-repeat|color:red;background:url(P-x.png) no-repeat",
                "a:b}c{d:url(x)|",
                "a:b;;c:d|a:b;c:d",
                "@import 'x';a:b|a:b",
                "a:url(x y);b:c|b:c",
            })
    void readsStyleAttributes(String css, @Nullable String expected) {
        String written = StyleRewriter.declarations(css, BASE, new Named());
        assertThat(written.startsWith(";") ? written.substring(1) : written)
                .isEqualTo(expected == null ? "" : expected);
    }

    /// Whatever the text, nothing but the answers of the references is an address in what is written, reading it
    /// again changes nothing, and no block is left open or closed too often.
    @Test
    void nothingSlipsThrough() {
        String[] pieces = {
            "url(",
            "'",
            "\"",
            ")",
            "(",
            "{",
            "}",
            ";",
            ":",
            "@import ",
            "@font-face{",
            "src:",
            "https://evil.example/x",
            "\\",
            "\n",
            "/*",
            "*/",
            "<!--",
            "-->",
            "<",
            "</style>",
            "&lt;",
            "image-set(",
            "src(",
            "u",
            "rl(",
            "a",
            " ",
            ",",
            "--x:",
            "behavior:",
            "expression(",
            "\\75",
            "1",
            "[",
            "]",
            "#",
            "//",
            "@media x{",
            "@layer a;",
            "\0",
            "\f",
            "1e",
            "format(",
            "layer(",
            "supports("
        };
        Random random = new Random(7);
        for (int round = 0; round < 60_000; round++) {
            StringBuilder css = new StringBuilder();
            for (int i = random.nextInt(16); i > 0; i--) {
                css.append(pieces[random.nextInt(pieces.length)]);
            }
            String written = StyleRewriter.sheet(css.toString(), BASE, new InlineReferences());
            try {
                InertStyles.assertInert(written);
            } catch (AssertionError e) {
                throw new AssertionError(css.toString(), e);
            }
        }
    }
}
