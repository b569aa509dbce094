package keeplink.bot.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientEntitiesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "nothing here | ^^",
                "https://example.com | url=https://example.com",
                "see https://example.com/a. | url=https://example.com/a",
                "(https://example.com/a_(b)) | url=https://example.com/a_(b)",
                "https://x.example.org/#part | url=https://x.example.org/#part",
                "https://example.com/#a #b | url=https://example.com/#a hashtag=#b",
                "example.com/path?x=1 | url=example.com/path?x=1",
                "www.example.com, | url=www.example.com",
                "file.txt and e.g. this | ^^",
                "http://127.0.0.1:8000/x | url=http://127.0.0.1:8000/x",
                "http://localhost:8000/x?y#z | url=http://localhost:8000/x?y#z",
                "127.0.0.1:8000/x | url=127.0.0.1:8000/x",
                "http://[::1]:8000/x | url=http://[::1]:8000/x",
                "看https://example.com/文章 好 | url=https://example.com/文章",
                "https://例子.中国/路径 | url=https://例子.中国/路径",
                "#tag | hashtag=#tag",
                "-#tag | hashtag=#tag",
                "a#tag | ^^",
                "#标签 #tag_1 #1 #é | hashtag=#标签 hashtag=#tag_1 hashtag=#é",
                "#lang/java | hashtag=#lang",
                "#l·l #2² #Ⅷ #a² | hashtag=#l·l hashtag=#a",
                "#a#b | ^^",
                "标签#a | ^^",
                ",#标签 | hashtag=#标签",
                "/find x | bot_command=/find",
                "/find@keeplink_bot x | bot_command=/find@keeplink_bot",
                "a/find | ^^",
                "site /l12 | bot_command=/l12",
                "@anna and from:@bob | mention=@anna mention=@bob",
                "anna@example.com | email=anna@example.com",
                "𝄞 #x https://example.com | hashtag=#x url=https://example.com",
                "https://example.com/a?b=c&d=%20e https://example.com/b | url=https://example.com/a?b=c&d=%20e url=https://example.com/b",
                "site:example.com | url=example.com",
                "HTTPS://EXAMPLE.COM/A | url=HTTPS://EXAMPLE.COM/A",
            })
    void findsWhatAnAppFinds(String text, String entities) {
        String found = ClientEntities.find(text).stream()
                .map(e -> e.path("type").stringValue() + "="
                        + text.substring(
                                e.path("offset").intValue(),
                                e.path("offset").intValue() + e.path("length").intValue()))
                .collect(Collectors.joining(" "));
        assertThat(found).isEqualTo(entities);
    }
}
