package keeplink.bot.telegram;

import java.util.HashMap;
import java.util.Map;
import keeplink.bot.chat.Offer;

/// The parameters of `answerInlineQuery` (Bot API) for an offer.
final class InlineAnswer {
    /// Seconds for which Telegram may answer the same query itself: as long as a person looks at one list.
    private static final int CACHE = 5;

    private InlineAnswer() {}

    static Map<String, ?> of(String query, Offer offer) {
        Map<String, Object> params = new HashMap<>();
        params.put("inline_query_id", query);
        params.put("results", offer.items().stream().map(InlineAnswer::article).toList());
        params.put("next_offset", offer.next());
        // one person's links are nobody else's answer
        params.put("is_personal", true);
        params.put("cache_time", CACHE);
        Offer.Start start = offer.start();
        if (start != null) {
            params.put("button", Map.of("text", start.label(), "start_parameter", start.parameter()));
        }
        return params;
    }

    private static Map<String, ?> article(Offer.Item item) {
        Map<String, Object> article = new HashMap<>();
        article.put("type", "article");
        article.put("id", item.id());
        article.put("title", item.title());
        article.put("description", item.description());
        if (item.thumbnail() != null) {
            article.put("thumbnail_url", item.thumbnail());
        }
        article.put(
                "input_message_content",
                Map.of(
                        "message_text",
                        item.text().markup(),
                        "parse_mode",
                        "HTML",
                        "link_preview_options",
                        Map.of("url", item.preview())));
        return article;
    }
}
