package keeplink.bot.telegram;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

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
            // one byte that is no UTF-8 must not cost the whole answer
            byte[] mended = new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            return Arrays.equals(body, mended) ? new Nonsense("no JSON: " + e.getOriginalMessage()) : read(mended);
        }
    }

    /// Reads token by token: nothing is built as a tree, so depth costs no stack.
    final class Reader {
        /// Takes whatever has a beginning and an end: what is wrong within an update is found when it is read by
        /// itself.
        private static final JsonFactory FACTORY = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(Integer.MAX_VALUE)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build())
                .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
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
                        case "error_code" -> code = (int) wholeNumber(parser, 0);
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
                parser.nextToken();
                seconds = wanted ? wholeNumber(parser, 0) : seconds;
                parser.skipChildren();
            }
            return seconds;
        }

        /// The number the parser is at; another where it is none or has no place in a `long`.
        private static long wholeNumber(JsonParser parser, long otherwise) {
            String digits = parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? parser.getString() : "";
            return digits.isEmpty() || digits.length() > 18 ? otherwise : Long.parseLong(digits);
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
                    if (isId && value == JsonToken.VALUE_NUMBER_INT) {
                        id = wholeNumber(parser, -1);
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
