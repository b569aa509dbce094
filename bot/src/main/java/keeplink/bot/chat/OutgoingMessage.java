package keeplink.bot.chat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import keeplink.bot.text.Html;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A message of ours, as a view words it and as a [keeplink.delivery.Delivery] keeps it.
///
/// @param text in the HTML style of the Bot API; the caption where there is a document
/// @param buttons rows from top to bottom
/// @param replyTo the message it answers
/// @param topic the topic of a group it goes into, null for the general one
/// @param preview the address whose preview is shown below; none is shown where null
/// @param silent whether it arrives without a sound
/// @param document a file that goes with it; such a message is not edited once it arrived
public record OutgoingMessage(
        String text,
        List<List<Button>> buttons,
        @Nullable Long replyTo,
        @Nullable Long topic,
        @Nullable String preview,
        boolean silent,
        @Nullable Document document) {
    /// No message: one that was there is taken back.
    public static final OutgoingMessage NONE = html("");

    private static final JsonMapper JSON = new JsonMapper();

    public OutgoingMessage {
        buttons =
                buttons.stream().filter(row -> !row.isEmpty()).map(List::copyOf).toList();
    }

    /// A button below a message: it either tells the bot `data` or opens `url`.
    public record Button(
            String label, @Nullable String data, @Nullable String url) {
        /// What `callback_data` may hold at most, in bytes of UTF-8 (Bot API, "InlineKeyboardButton").
        public static final int DATA_BYTES = 64;

        public Button {
            if ((data == null) == (url == null)) {
                throw new IllegalArgumentException("a button tells data or opens an address: " + label);
            }
            if (data != null && (data.isEmpty() || data.getBytes(StandardCharsets.UTF_8).length > DATA_BYTES)) {
                throw new IllegalArgumentException("button data of 1 to " + DATA_BYTES + " bytes: " + data);
            }
        }

        public static Button press(String label, String data) {
            return new Button(label, data, null);
        }

        public static Button link(String label, String url) {
            return new Button(label, null, url);
        }
    }

    /// A file that goes with a message.
    ///
    /// @param ref what the source of documents knows its bytes by, when it is sent
    /// @param picture whether the chat shows it as a picture
    /// @param otherwise the text of the message in its place where it is too large; null where it never is
    public record Document(
            String name,
            String ref,
            boolean picture,
            @Nullable String otherwise) {
        public Document(String name, String ref, boolean picture) {
            this(name, ref, picture, null);
        }

        public Document(String name, String ref) {
            this(name, ref, false);
        }
    }

    /// A message of words alone.
    public static OutgoingMessage of(Html text) {
        return html(text.markup());
    }

    public static OutgoingMessage html(String text) {
        return new OutgoingMessage(text, List.of(), null, null, null, false, null);
    }

    /// A part of this message where it is too long for one.
    ///
    /// @param last whether it ends it: the buttons are there
    public OutgoingMessage part(String words, boolean last) {
        return new OutgoingMessage(words, last ? buttons : List.of(), replyTo, topic, null, silent, null);
    }

    /// Words in the place of this message and its document.
    public OutgoingMessage instead(String words) {
        return new OutgoingMessage(words, List.of(), replyTo, topic, null, silent, null);
    }

    public OutgoingMessage withButtons(List<List<Button>> newButtons) {
        return new OutgoingMessage(text, newButtons, replyTo, topic, preview, silent, document);
    }

    public OutgoingMessage withReplyTo(@Nullable Long message) {
        return new OutgoingMessage(text, buttons, message, topic, preview, silent, document);
    }

    public OutgoingMessage withTopic(@Nullable Long newTopic) {
        return new OutgoingMessage(text, buttons, replyTo, newTopic, preview, silent, document);
    }

    public OutgoingMessage withPreview(@Nullable String url) {
        return new OutgoingMessage(text, buttons, replyTo, topic, url, silent, document);
    }

    public OutgoingMessage withSilent(boolean isSilent) {
        return new OutgoingMessage(text, buttons, replyTo, topic, preview, isSilent, document);
    }

    public OutgoingMessage withDocument(@Nullable Document newDocument) {
        return new OutgoingMessage(text, buttons, replyTo, topic, preview, silent, newDocument);
    }

    /// The same message always gives the same text, so that wishing it twice is seen to change nothing.
    public String toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("text", text);
        ArrayNode rows = node.putArray("buttons");
        for (List<Button> row : buttons) {
            ArrayNode cells = rows.addArray();
            for (Button button : row) {
                ObjectNode cell = cells.addObject().put("label", button.label());
                if (button.data() != null) {
                    cell.put("data", button.data());
                } else {
                    cell.put("url", button.url());
                }
            }
        }
        node.put("replyTo", replyTo).put("topic", topic).put("preview", preview).put("silent", silent);
        if (document == null) {
            node.putNull("document");
        } else {
            ObjectNode file = node.putObject("document")
                    .put("name", document.name())
                    .put("ref", document.ref())
                    .put("picture", document.picture());
            if (document.otherwise() != null) {
                file.put("otherwise", document.otherwise());
            }
        }
        return JSON.writeValueAsString(node);
    }

    /// Reads a message again.
    ///
    /// @throws tools.jackson.core.JacksonException where it is not what [#toJson] wrote
    public static OutgoingMessage fromJson(String json) {
        JsonNode node = JSON.readTree(json);
        List<List<Button>> rows = new ArrayList<>();
        for (JsonNode row : node.path("buttons")) {
            List<Button> cells = new ArrayList<>();
            for (JsonNode cell : row) {
                cells.add(new Button(
                        cell.path("label").stringValue(), textOrNull(cell.path("data")), textOrNull(cell.path("url"))));
            }
            rows.add(cells);
        }
        JsonNode document = node.path("document");
        return new OutgoingMessage(
                node.path("text").stringValue(),
                rows,
                numberOrNull(node.path("replyTo")),
                numberOrNull(node.path("topic")),
                textOrNull(node.path("preview")),
                node.path("silent").asBoolean(false),
                document.isObject()
                        ? new Document(
                                document.path("name").stringValue(),
                                document.path("ref").stringValue(),
                                document.path("picture").asBoolean(false),
                                textOrNull(document.path("otherwise")))
                        : null);
    }

    private static @Nullable Long numberOrNull(JsonNode node) {
        return node.isNumber() ? node.longValue() : null;
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }
}
