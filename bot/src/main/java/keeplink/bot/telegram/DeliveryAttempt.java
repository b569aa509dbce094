package keeplink.bot.telegram;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import keeplink.bot.chat.DocumentFile;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.conversation.ChatAddress;
import keeplink.delivery.Delivery;
import org.jspecify.annotations.Nullable;

/// Turns a delivery into the call that brings it to its chat, and the answer into what it means for the delivery.
final class DeliveryAttempt {
    /// What an attempt came to.
    sealed interface Verdict {
        /// The chat shows it.
        ///
        /// @param message our number of it, 0 where it was taken back
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
        record Moved(String from, String to) implements Verdict {}
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

    /// A bot may send files of up to 50 MB (Bot API, "sendDocument"), with the form around them.
    private static final long MOST_BYTES = 49_900_000;

    /// What is left of a message that should not be there.
    private static final OutgoingMessage EMPTIED = OutgoingMessage.html("…");

    private final TelegramApi api;
    private final DocumentSource documents;

    DeliveryAttempt(TelegramApi api, DocumentSource documents) {
        this.api = api;
        this.documents = documents;
    }

    /// @param where the chat is now: what was said at an earlier address is out of reach there, and said anew
    /// @param bare without markup and buttons
    Verdict make(Delivery delivery, ChatAddress where, boolean bare) {
        OutgoingMessage message = OutgoingMessage.fromJson(delivery.content());
        Long known = delivery.message();
        OutgoingMessage.Document document = message.document();
        if (document != null && known != null) {
            // a file that arrived stays as it is
            return new Verdict.Shown(known);
        }
        OptionalLong number = known == null || known == 0 ? OptionalLong.empty() : ChatIds.number(where, known);
        if (message.equals(OutgoingMessage.NONE)) {
            return number.isPresent() ? takeBack(where, number.getAsLong()) : new Verdict.Shown(0);
        }
        if (number.isPresent()) {
            return edited(where, number.getAsLong(), text(message, where, bare));
        }
        if (document == null) {
            return said(message, where, bare);
        }
        return documents
                .open(document.ref(), MOST_BYTES)
                .map(file -> sent(message, document, file, where, bare))
                .orElseGet(() -> new Verdict.Never("the file " + document.ref() + " is gone"));
    }

    private Verdict sent(
            OutgoingMessage message,
            OutgoingMessage.Document document,
            DocumentFile file,
            ChatAddress where,
            boolean bare) {
        try (file) {
            if (file == DocumentFile.TOO_LARGE) {
                String otherwise = document.otherwise();
                return otherwise == null
                        ? new Verdict.Never("the file " + document.ref() + " is too large")
                        : said(message.instead(otherwise), where, bare);
            }
            return sent(
                    where,
                    api.upload(
                            document.picture() ? "sendPhoto" : "sendDocument",
                            caption(message, where, bare),
                            new TelegramApi.Upload(document.picture() ? "photo" : "document", document.name(), file)));
        }
    }

    private Verdict said(OutgoingMessage message, ChatAddress where, boolean bare) {
        Map<String, Object> params = text(message, where, bare);
        putSending(message, where, params);
        return sent(where, api.call("sendMessage", params));
    }

    /// One that is too old to be deleted is emptied as far as that goes.
    private Verdict takeBack(ChatAddress where, long number) {
        ApiResult result = api.call("deleteMessage", Map.of("chat_id", where.address(), "message_id", number));
        if (result.ok() || says(result, "message to delete not found")) {
            return new Verdict.Shown(0);
        }
        return says(result, "message can't be deleted")
                ? edited(where, number, text(EMPTIED, where, true))
                : verdict(result, where, ChatIds.message(where, number));
    }

    private static boolean says(ApiResult result, String what) {
        return result instanceof ApiResult.Refused refused
                && refused.errorCode() == 400
                && refused.description().toLowerCase(Locale.ROOT).contains(what);
    }

    private Verdict edited(ChatAddress where, long number, Map<String, Object> params) {
        params.put("message_id", number);
        return verdict(api.call("editMessageText", params), where, ChatIds.message(where, number));
    }

    private static Verdict sent(ChatAddress where, ApiResult result) {
        return verdict(result, where, null);
    }

    private static Map<String, Object> text(OutgoingMessage message, ChatAddress where, boolean bare) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("chat_id", where.address());
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

    private static Map<String, Object> caption(OutgoingMessage message, ChatAddress where, boolean bare) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("chat_id", where.address());
        params.put("caption", bare ? PlainText.of(message.text(), PlainText.CAPTION) : message.text());
        if (!bare) {
            params.put("parse_mode", "HTML");
            putButtons(message, params);
        }
        putSending(message, where, params);
        return params;
    }

    private static void putSending(OutgoingMessage message, ChatAddress where, Map<String, Object> params) {
        Long replyTo = message.replyTo();
        OptionalLong answered = replyTo == null ? OptionalLong.empty() : ChatIds.number(where, replyTo);
        if (answered.isPresent()) {
            // the message may be gone by now; the answer is worth more than its place
            params.put(
                    "reply_parameters",
                    Map.of("message_id", answered.getAsLong(), "allow_sending_without_reply", true));
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

    /// @param edited our number of the message where it was there already
    private static Verdict verdict(ApiResult result, ChatAddress where, @Nullable Long edited) {
        return switch (result) {
            case ApiResult.Ok(var answer) ->
                new Verdict.Shown(
                        edited == null
                                ? ChatIds.message(
                                        where, answer.path("message_id").asLong(0))
                                : edited);
            case ApiResult.NotSent(String cause) -> new Verdict.Again(cause, 0);
            // an edit made twice is the same as once
            case ApiResult.Unknown(String cause) ->
                edited == null ? new Verdict.Unknown(cause) : new Verdict.Again(cause, 0);
            case ApiResult.Refused refused -> refused(refused, where, edited);
        };
    }

    private static Verdict refused(ApiResult.Refused refused, ChatAddress where, @Nullable Long edited) {
        String why = refused.errorCode() + " " + refused.description();
        if (refused.migrateTo().isPresent()) {
            return new Verdict.Moved(
                    where.address(), Long.toString(refused.migrateTo().getAsLong()));
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
