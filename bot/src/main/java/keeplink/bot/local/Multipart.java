package keeplink.bot.local;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads a call's parameters from whichever form they came in: JSON, URL-encoded form, `multipart/form-data` (RFC
/// 7578), query.
final class Multipart {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern FILE = Pattern.compile("filename=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern TYPE = Pattern.compile("(?im)^content-type:[ \t]*([^\r\n]+)");

    private Multipart() {}

    static ApiParams read(HttpLoop.Request request) {
        ObjectNode values = Conversations.node();
        Map<String, ApiParams.Upload> uploads = new HashMap<>();
        int query = request.path().indexOf('?');
        if (query >= 0) {
            form(request.path().substring(query + 1), values);
        }
        String type = request.headers().getOrDefault("Content-Type", "");
        String kind = type.toLowerCase(Locale.ROOT);
        if (request.body().length > 0) {
            if (kind.startsWith("application/json")) {
                json(request.body(), values);
            } else if (kind.startsWith("application/x-www-form-urlencoded")) {
                form(new String(request.body(), StandardCharsets.UTF_8), values);
            } else if (kind.startsWith("multipart/form-data")) {
                parts(request.body(), type, values, uploads);
            }
        }
        return new ApiParams(values, uploads);
    }

    private static void json(byte[] body, ObjectNode values) {
        try {
            JsonNode tree = JSON.readTree(body);
            if (!tree.isObject()) {
                throw ApiRefusal.badRequest("object expected as JSON");
            }
            values.setAll((ObjectNode) tree);
        } catch (JacksonException e) {
            throw ApiRefusal.badRequest("can't parse JSON object");
        }
    }

    private static void form(String form, ObjectNode values) {
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
    }

    private static void parts(byte[] body, String type, ObjectNode values, Map<String, ApiParams.Upload> uploads) {
        Matcher boundary = BOUNDARY.matcher(type);
        if (!boundary.find()) {
            throw ApiRefusal.badRequest("boundary of the multipart body is missing");
        }
        // one byte is one character here, so places in the text are places in the body
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String delimiter = "--" + boundary.group(1);
        int at = text.indexOf(delimiter);
        while (at >= 0) {
            int begin = at + delimiter.length() + 2;
            int next = text.indexOf("\r\n" + delimiter, begin - 2);
            int blank = text.indexOf("\r\n\r\n", begin - 2);
            if (next < 0 || blank < 0 || blank > next) {
                return;
            }
            String head = utf8(text.substring(begin - 2, blank));
            byte[] content = Arrays.copyOfRange(body, Math.min(blank + 4, next), next);
            Matcher name = NAME.matcher(head);
            if (name.find()) {
                Matcher file = FILE.matcher(head);
                if (file.find()) {
                    Matcher mime = TYPE.matcher(head);
                    uploads.put(
                            name.group(1),
                            new ApiParams.Upload(
                                    file.group(1).replace("%22", "\"").replace("\\\"", "\""),
                                    mime.find() ? mime.group(1).strip() : "application/octet-stream",
                                    content));
                } else {
                    values.put(name.group(1), new String(content, StandardCharsets.UTF_8));
                }
            }
            at = next + 2;
        }
    }

    private static String utf8(String latin) {
        return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
