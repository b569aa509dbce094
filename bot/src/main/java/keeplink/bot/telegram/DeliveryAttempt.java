package keeplink.bot.telegram;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.delivery.Delivery;
import org.jspecify.annotations.Nullable;

/// Turns a delivery into the call that brings it to its chat, and the answer into what it means for the delivery.
final class DeliveryAttempt {
    /// What an attempt came to.
    sealed interface Verdict {
        /// The chat shows it.
        record Shown(long message) implements Verdict {}

        /// Not there; again later.
        ///
        /// @param seconds as the server asked, 0 where it did not
        record Again(String why, long seconds) implements Verdict {}

        /// No answer: it may be there.
        record Unknown(String why) implements Verdict {}

        /// The server does not take its form: again without.
        record Unreadable(String why) implements Verdict {}

        /// It will never be there.
        record Never(String why) implements Verdict {}

        /// Nothing will ever be there: the chat is closed to the bot.
        record Gone(String why) implements Verdict {}

        /// The chat has another id now.
        record Moved(String to) implements Verdict {}
    }

    /// Refusals that no other wording of the message would change.
    private static final List<String> NOT_OURS = List.of(
            "message to edit not found",
            "message can't be edited",
            "no text in the message to edit",
            "not enough rights",
            "have no rights",
            "need administrator rights",
            "write_forbidden",
            "send_media_forbidden",
            "topic_closed",
            "topic_deleted",
            "message thread not found",
            "peer_id_invalid");

    private final TelegramApi api;
    private final DocumentSource documents;

    DeliveryAttempt(TelegramApi api, DocumentSource documents) {
        this.api = api;
        this.documents = documents;
    }

    /// @param chat where to, which is not the delivery's own where that has moved
    /// @param bare without markup and buttons
    Verdict make(Delivery delivery, String chat, boolean bare) {
        OutgoingMessage message = OutgoingMessage.fromJson(delivery.content());
        Long number = delivery.message();
        OutgoingMessage.Document document = message.document();
        if (number != null) {
            // a file that arrived stays as it is
            return document == null
                    ? verdict(api.call("editMessageText", edit(message, chat, number, bare)), number)
                    : new Verdict.Shown(number);
        }
        if (document == null) {
            return verdict(api.call("sendMessage", send(message, chat, bare)), null);
        }
        Optional<byte[]> bytes = documents.bytes(document.ref());
        if (bytes.isEmpty()) {
            return new Verdict.Never("the file " + document.ref() + " is gone");
        }
        String part = document.picture() ? "photo" : "document";
        return verdict(
                api.upload(
                        document.picture() ? "sendPhoto" : "sendDocument",
                        caption(message, chat, bare),
                        new TelegramApi.Upload(part, document.name(), bytes.get())),
                null);
    }

    private static Map<String, Object> edit(OutgoingMessage message, String chat, long number, boolean bare) {
        Map<String, Object> params = text(message, chat, bare);
        params.put("message_id", number);
        return params;
    }

    private static Map<String, Object> send(OutgoingMessage message, String chat, boolean bare) {
        Map<String, Object> params = text(message, chat, bare);
        putSending(message, params);
        return params;
    }

    private static Map<String, Object> text(OutgoingMessage message, String chat, boolean bare) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("chat_id", chat);
        params.put("text", bare ? PlainText.of(message.text(), PlainText.TEXT) : message.text());
        if (!bare) {
            params.put("parse_mode", "HTML");
            putButtons(message, params);
        }
        String preview = message.preview();
        params.put(
                "link_preview_options",
                preview == null ? Map.of("is_disabled", true) : Map.of("url", preview, "prefer_small_media", true));
        return params;
    }

    private static Map<String, Object> caption(OutgoingMessage message, String chat, boolean bare) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("chat_id", chat);
        params.put("caption", bare ? PlainText.of(message.text(), PlainText.CAPTION) : message.text());
        if (!bare) {
            params.put("parse_mode", "HTML");
            putButtons(message, params);
        }
        putSending(message, params);
        return params;
    }

    private static void putSending(OutgoingMessage message, Map<String, Object> params) {
        Long replyTo = message.replyTo();
        if (replyTo != null) {
            // the message may be gone by now; the answer is worth more than its place
            params.put("reply_parameters", Map.of("message_id", replyTo, "allow_sending_without_reply", true));
        }
        Long topic = message.topic();
        if (topic != null) {
            params.put("message_thread_id", topic);
        }
        if (message.silent()) {
            params.put("disable_notification", true);
        }
    }

    private static void putButtons(OutgoingMessage message, Map<String, Object> params) {
        List<List<Map<String, String>>> rows = new ArrayList<>();
        for (List<OutgoingMessage.Button> row : message.buttons()) {
            rows.add(row.stream().map(DeliveryAttempt::button).toList());
        }
        if (!rows.isEmpty()) {
            params.put("reply_markup", Map.of("inline_keyboard", rows));
        }
    }

    private static Map<String, String> button(OutgoingMessage.Button button) {
        String data = button.data();
        return data != null
                ? Map.of("text", button.label(), "callback_data", data)
                : Map.of("text", button.label(), "url", String.valueOf(button.url()));
    }

    /// @param edited the message's number where it was there already
    private static Verdict verdict(ApiResult result, @Nullable Long edited) {
        return switch (result) {
            case ApiResult.Ok(var answer) ->
                new Verdict.Shown(answer.path("message_id").asLong(edited == null ? 0 : edited));
            case ApiResult.NotSent(String cause) -> new Verdict.Again(cause, 0);
            // an edit made twice is the same as once
            case ApiResult.Unknown(String cause) ->
                edited == null ? new Verdict.Unknown(cause) : new Verdict.Again(cause, 0);
            case ApiResult.Refused refused -> refused(refused, edited);
        };
    }

    private static Verdict refused(ApiResult.Refused refused, @Nullable Long edited) {
        String why = refused.errorCode() + " " + refused.description();
        if (refused.migrateTo().isPresent()) {
            return new Verdict.Moved(Long.toString(refused.migrateTo().getAsLong()));
        }
        String description = refused.description().toLowerCase(Locale.ROOT);
        return switch (refused.errorCode()) {
            case 400 -> {
                if (edited != null && description.contains("message is not modified")) {
                    yield new Verdict.Shown(edited);
                }
                if (description.contains("chat not found")) {
                    yield new Verdict.Gone(why);
                }
                yield NOT_OURS.stream().anyMatch(description::contains)
                        ? new Verdict.Never(why)
                        : new Verdict.Unreadable(why);
            }
            case 403 -> new Verdict.Gone(why);
            case 413 -> new Verdict.Never(why);
            default -> new Verdict.Again(why, refused.retryAfter().orElse(0));
        };
    }
}
