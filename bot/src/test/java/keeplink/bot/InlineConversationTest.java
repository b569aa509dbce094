package keeplink.bot;

import static org.assertj.core.api.Assertions.assertThat;

import keeplink.bot.RunningKeeplink.Someone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// What is offered to somebody who types the bot's name in another chat, over the wire.
@ExtendWith(SharedKeeplink.class)
class InlineConversationTest {
    private final RunningKeeplink keeplink;

    InlineConversationTest(RunningKeeplink keeplink) {
        this.keeplink = keeplink;
    }

    private Someone anna() {
        return keeplink.meet("Anna", "en");
    }

    private JsonNode offered(String query) throws Exception {
        keeplink.telegram.await(() -> keeplink.telegram.inlineAnswer(query).isPresent(), RunningKeeplink.PATIENCE);
        return keeplink.telegram.inlineAnswer(query).orElseThrow();
    }

    @Test
    void ownLinksAreOfferedPageByPageToTheirPersonOnly() throws Exception {
        Someone anna = anna();
        keeplink.site.serve("/page", "text/plain", "words");
        StringBuilder all = new StringBuilder("#many");
        for (int i = 1; i <= 23; i++) {
            all.append("\n").append(keeplink.site.url("/page?" + i));
        }
        anna.ask(all.toString(), "/l1");
        anna.sees("/l23");

        JsonNode first = offered(anna.user.inquires("#many", ""));
        JsonNode second =
                offered(anna.user.inquires("#many", first.path("next_offset").asString()));

        assertThat(first.path("results").size()).isEqualTo(20);
        assertThat(second.path("results").size()).isEqualTo(3);
        assertThat(second.path("next_offset").asString()).isEmpty();
        assertThat(first.path("is_personal").asBoolean(false)).isTrue();
        assertThat(first.path("cache_time").asInt(300)).isLessThanOrEqualTo(10);
        assertThat(first.has("button")).isFalse();
        assertThat(offered(anna().user.inquires("#many", "")).path("results").size())
                .isZero();
    }

    @Test
    void aLinkIsOfferedWithThePictureOfItsPage() throws Exception {
        Someone anna = anna();
        keeplink.site.serve(
                "/pictured",
                "text/html",
                "<meta property=og:image content=/lead.jpg><title>Pictured</title><p>"
                        + "Words of a page. ".repeat(40));
        anna.becomes(anna.ask(keeplink.site.url("/pictured") + " #pic", "/l1"), "Pictured", "Snapshot kept");

        JsonNode result =
                offered(anna.user.inquires("#pic", "")).path("results").get(0);

        assertThat(result.path("thumbnail_url").asString("")).isEqualTo(keeplink.site.url("/lead.jpg"));
    }

    @Test
    void whatIsChosenIsSharedWithoutTheNote() throws Exception {
        long group = -100_600L - keeplink.number();
        keeplink.telegram.group(group, "Readers");
        Someone anna = anna();
        anna.becomes(anna.ask("my secret " + keeplink.site.url("/article") + " #tcp", "/l1"), "Snapshot kept");
        String query = anna.user.inquires("拔掉网线", "");

        JsonNode result = offered(query).path("results").get(0);
        assertThat(result.path("title").asString()).isEqualTo("TCP keepalive 详解");
        assertThat(result.path("description").asString()).contains("127.0.0.1", "#tcp");
        long shared = anna.user.shares(group, query, result.path("id").asString());

        JsonNode message = keeplink.telegram.messages(group).getFirst();
        assertThat(message.path("text").asString()).contains("TCP keepalive 详解").doesNotContain("secret");
        keeplink.telegram.await(() -> keeplink.telegram.reaction(group, shared).isPresent(), RunningKeeplink.PATIENCE);
    }

    @Test
    void whoHasKeptNothingIsShownTheWayIn() throws Exception {
        Someone anna = anna();

        JsonNode nothing = offered(anna.user.inquires("", ""));
        assertThat(nothing.path("button").path("text").asString()).isEqualTo("Keep your first link");
        assertThat(nothing.path("results").size()).isZero();
        JsonNode unfinished = offered(anna.user.inquires("\"half a phra", ""));
        assertThat(unfinished.path("button").path("text").asString()).contains("Nothing found");
    }
}
