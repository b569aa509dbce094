package keeplink.bot.local;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// The parameters of one call. JSON, form fields and multipart parts are read alike: a number may be text, and an
/// object may be text that holds JSON.
record ApiParams(ObjectNode values, Map<String, Upload> uploads) {
    /// A file sent with a call.
    @SuppressWarnings("ArrayRecordComponent") // handed through, never compared
    record Upload(String name, String type, byte[] bytes) {}

    private static final JsonMapper JSON = new JsonMapper();

    boolean has(String name) {
        return values.hasNonNull(name);
    }

    String text(String name) {
        JsonNode value = values.path(name);
        return value.isString() ? value.stringValue() : value.isMissingNode() || value.isNull() ? "" : value.toString();
    }

    @Nullable
    String textOrNull(String name) {
        return has(name) ? text(name) : null;
    }

    long number(String name, long otherwise) {
        JsonNode value = values.path(name);
        if (value.isIntegralNumber()) {
            return value.longValue();
        }
        try {
            return value.isString() ? Long.parseLong(value.stringValue().strip()) : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    boolean flag(String name) {
        return values.path(name).isBoolean()
                ? values.path(name).booleanValue()
                : text(name).equalsIgnoreCase("true") || text(name).equals("1");
    }

    /// An object or array; missing where there is none.
    ///
    /// @throws ApiRefusal where text holds no JSON
    JsonNode tree(String name) {
        JsonNode value = values.path(name);
        if (value.isNull() || (value.isString() && value.stringValue().isEmpty())) {
            return MissingNode.getInstance();
        }
        if (!value.isString()) {
            return value;
        }
        try {
            return JSON.readTree(value.stringValue());
        } catch (JacksonException e) {
            throw ApiRefusal.badRequest("can't parse " + name.replace('_', ' ') + " JSON object");
        }
    }

    /// The file a parameter means: a part of that name, or the part that `attach://` names.
    Optional<Upload> upload(String name) {
        String value = text(name);
        String part = value.startsWith("attach://") ? value.substring(9) : name;
        return Optional.ofNullable(uploads.get(part));
    }
}
