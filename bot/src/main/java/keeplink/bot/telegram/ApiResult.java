package keeplink.bot.telegram;

import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/// What became of a call to the Bot API. No text in it holds the token.
public sealed interface ApiResult {
    /// Done.
    record Ok(JsonNode result) implements ApiResult {}

    /// The server said no: nothing was done.
    ///
    /// @param errorCode as in the answer, or the HTTP status where the answer was no JSON
    /// @param retryAfter seconds to wait before the next call of the same kind
    /// @param migrateTo the chat's new id
    record Refused(int errorCode, String description, OptionalLong retryAfter, OptionalLong migrateTo)
            implements ApiResult {}

    /// The request never left: nothing was done.
    record NotSent(String cause) implements ApiResult {}

    /// The request left and no answer came: it may have been done.
    record Unknown(String cause) implements ApiResult {}

    default boolean ok() {
        return this instanceof Ok;
    }

    default Optional<JsonNode> answer() {
        return this instanceof Ok(JsonNode value) ? Optional.of(value) : Optional.empty();
    }
}
