package keeplink.bot.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class TelegramHtmlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '^',
            value = {
                "plain | plain | ^^",
                "<b>a</b> | a | bold@0+1",
                "<strong>a</strong><em>b</em> | ab | bold@0+1 italic@1+1",
                "<b>a<i>b</i></b> | ab | bold@0+2 italic@1+1",
                "<u>a</u><ins>b</ins><s>c</s><strike>d</strike><del>e</del> | abcde | underline@0+1 underline@1+1 strikethrough@2+1 strikethrough@3+1 strikethrough@4+1",
                "<span class=\"tg-spoiler\">a</span><tg-spoiler>b</tg-spoiler> | ab | spoiler@0+1 spoiler@1+1",
                "<a href=\"https://example.com/?a=1&amp;b=2\">x</a> | x | text_link@0+1:https://example.com/?a=1&b=2",
                "<a href='http://localhost:8000/x'>x</a> | x | text_link@0+1:http://localhost:8000/x",
                "<a href=\"javascript:alert(1)\">x</a> | x | ^^",
                "<code>a</code> <pre>b</pre> | a b | code@0+1 pre@2+1",
                "<pre><code class=\"language-java\">b</code></pre> | b | pre@0+1:java",
                "<tg-emoji emoji-id=\"5368324170671202286\">👍</tg-emoji> | 👍 | ^^",
                "<blockquote>a</blockquote><blockquote expandable>b</blockquote> | ab | blockquote@0+1 expandable_blockquote@1+1",
                "&lt;b&gt; &amp; &quot;&#39;&#x4e2d; | <b> & \"'中 | ^^",
                "&nbsp;&copy; | &nbsp;&copy; | ^^",
                "<b>𝄞</b>x<i>y</i> | 𝄞xy | bold@0+2 italic@3+1",
                "<B>a</b> | a | bold@0+1",
                "<b></b>a | a | ^^",
            })
    void readsTheTagsTelegramKnows(String html, String text, String entities) {
        TelegramHtml.Formatted formatted = TelegramHtml.parse(html);
        assertThat(formatted.text()).isEqualTo(text);
        assertThat(formatted.entities().stream().map(TelegramHtmlTest::show).collect(Collectors.joining(" ")))
                .isEqualTo(entities);
    }

    static String show(ObjectNode entity) {
        String extra = entity.path("url").stringValue(entity.path("language").stringValue(""));
        return entity.path("type").stringValue() + "@" + entity.path("offset") + "+" + entity.path("length")
                + (extra.isEmpty() ? "" : ":" + extra);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "<b>a | Can't find end tag corresponding to start tag \"b\"",
                "a</b> | Unexpected end tag at byte offset 1",
                "<b><i>a</b></i> | Unmatched end tag at byte offset 7, expected \"</i>\", found \"</b>\"",
                "中<p>a</p> | Unsupported start tag \"p\" at byte offset 3",
                "<br> | Unsupported start tag \"br\" at byte offset 0",
                "1 < 2 | Unsupported start tag \"\" at byte offset 2",
                "<b | Unclosed start tag at byte offset 0",
                "<a href=\"x | Unclosed start tag at byte offset 0",
                "<span>a</span> | Tag \"span\" must have class \"tg-spoiler\" at byte offset 0",
                "<b>a</b | Unclosed end tag at byte offset 4",
            })
    void refusesAllElse(String html, String reason) {
        assertThatThrownBy(() -> TelegramHtml.parse(html)).hasMessage("Bad Request: can't parse entities: " + reason);
    }
}
