package keeplink.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Real style sheets: a browser reads the same rules from what is kept of one as from the sheet itself, but for
/// fonts, pages and print. Run on request: the system property `keeplink.sheets` names a folder with `.css`
/// files somewhere in it. Of 173 sheets of 25 libraries those of one differ: uikit's `attr(width
/// type(<number>))` looks like markup.
@EnabledIf("keeplink.snapshot.TestBrowser#isThere")
@EnabledIfSystemProperty(named = SheetsInBrowserTest.SHEETS, matches = ".+")
class SheetsInBrowserTest {
    static final String SHEETS = "keeplink.sheets";
    private static final int MAX_CHARACTERS = 1_500_000;

    /// The rules of two sheets that only one of them has, as far as they do not differ by addresses, escapes and space.
    private static final String DIFFERENCE = """
        sheets => {
          const text = rule => rule.cssText
            .replace(/url\\("(?:[^"\\\\]|\\\\.)*"\\)|url\\([^)]*\\)/g, 'url')
            .replace(/(-webkit-)?image-set\\(.*?\\)/g, 'url')
            .replace(/\\/\\*.*?\\*\\//g, '')
            .replace(/\\\\([0-9a-f]{1,6}) ?/gi, (all, hex) => String.fromCodePoint(parseInt(hex, 16)))
            .replace(/\\\\(?=[!-~])/g, '')
            .replace(/\\s+/g, '');
          const flat = (rules, within) => [...rules].flatMap(rule =>
            rule instanceof CSSFontFaceRule || rule instanceof CSSPageRule || rule.conditionText == 'print' ? []
              : rule.cssRules && !(rule instanceof CSSStyleRule) && !(rule instanceof CSSKeyframesRule)
                ? flat(rule.cssRules, within + rule.cssText.split('{')[0].replace(/\\s+/g, '') + '{')
                : [within + text(rule)]);
          const [one, other] = sheets.map(css => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(css);
            return flat(sheet.cssRules, '');
          });
          const without = (some, others) => some.filter(rule => !others.has(rule));
          return [...without(one, new Set(other)).map(rule => '- ' + rule), ...without(other, new Set(one)).map(rule => '+ ' + rule)]
            .map(rule => rule.slice(0, 300));
        }\
        """;

    @Test
    void aBrowserReadsTheSameRules() throws IOException {
        List<String> differences = new ArrayList<>();
        int read = 0;
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty(SHEETS)));
                TestBrowser browser = new TestBrowser();
                BrowserContext context = browser.context(TestBrowser.Opened.AS_USUAL)) {
            Page page = context.newPage();
            for (Path file : files.filter(path -> path.toString().endsWith(".css"))
                    .sorted()
                    .toList()) {
                String css = Files.readString(file, UTF_8);
                if (css.length() < MAX_CHARACTERS) {
                    read++;
                    FakeSite site = new FakeSite(address -> new FakeSite.Answer("image/png", FakeSite.PNG));
                    site.css("https://site.example/sheet.css", css);
                    String kept = TestSnapshots.parse(
                                    TestSnapshots.composed("<link rel=stylesheet href=/sheet.css>", site))
                            .expectFirst("style")
                            .data();
                    List<?> found = (List<?>) page.evaluate(DIFFERENCE, List.of(css, kept));
                    found.stream().limit(4).forEach(rule -> differences.add(file.getFileName() + ": " + rule));
                }
            }
        }
        System.out.println(read + " sheets compared");
        assertThat(differences).isEmpty();
    }
}
