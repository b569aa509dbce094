package keeplink.bot.telegram;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// What one `getUpdates` answered.
///
/// An update is cut out of the answer as it is written and looked at no further than its id, so that none can
/// spoil the others, whatever is in it.
sealed interface UpdateBatch {
    /// Updates in the server's order.
    ///
    /// @param nameless how many had no usable id and cannot be confirmed
    record Updates(List<Raw> updates, int nameless) implements UpdateBatch {}

    /// `ok` is false.
    ///
    /// @param retryAfter seconds, 0 where nothing is said
    record Refused(int code, String description, long retryAfter) implements UpdateBatch {}

    /// It is not an answer of the Bot API.
    record Nonsense(String why) implements UpdateBatch {}

    /// One update.
    record Raw(long id, String json) {}

    static UpdateBatch read(byte[] body) {
        try {
            return new Reader(body).read();
        } catch (JacksonException e) {
            return new Nonsense("no JSON: " + e.getOriginalMessage());
        }
    }

    /// Reads token by token: nothing is built as a tree, so depth costs no stack.
    final class Reader {
        private static final JsonFactory FACTORY = JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(100_000).build())
                .build();

        private final byte[] body;
        private final List<Raw> updates = new ArrayList<>();
        private int nameless;

        Reader(byte[] body) {
            this.body = body;
        }

        UpdateBatch read() {
            boolean ok = false;
            boolean result = false;
            int code = 0;
            String description = "";
            long retryAfter = 0;
            try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return new Nonsense("no JSON object");
                }
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    JsonToken value = parser.nextToken();
                    switch (name) {
                        case "ok" -> ok = value == JsonToken.VALUE_TRUE;
                        case "error_code" -> code = value == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : 0;
                        case "description" -> description = String.valueOf(parser.getValueAsString());
                        case "parameters" -> retryAfter = retryAfter(parser);
                        case "result" -> {
                            result = value == JsonToken.START_ARRAY;
                            if (result) {
                                elements(parser);
                            } else {
                                parser.skipChildren();
                            }
                        }
                        default -> parser.skipChildren();
                    }
                }
            }
            if (!ok) {
                return code == 0
                        ? new Nonsense("neither ok nor an error code")
                        : new Refused(code, description, retryAfter);
            }
            return result ? new Updates(List.copyOf(updates), nameless) : new Nonsense("ok without a list of updates");
        }

        private static long retryAfter(JsonParser parser) {
            long seconds = 0;
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return seconds;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = parser.currentName().equals("retry_after");
                if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && wanted) {
                    seconds = parser.getLongValue();
                }
                parser.skipChildren();
            }
            return seconds;
        }

        private void elements(JsonParser parser) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    parser.skipChildren();
                    nameless++;
                    continue;
                }
                int begin = (int) parser.currentTokenLocation().getByteOffset();
                long id = -1;
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    boolean isId = parser.currentName().equals("update_id");
                    JsonToken value = parser.nextToken();
                    if (isId
                            && value == JsonToken.VALUE_NUMBER_INT
                            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                        id = parser.getLongValue();
                    }
                    parser.skipChildren();
                }
                int end = (int) parser.currentLocation().getByteOffset();
                if (id < 0) {
                    nameless++;
                } else {
                    updates.add(new Raw(id, new String(body, begin, end - begin, StandardCharsets.UTF_8)));
                }
            }
        }
    }
}
