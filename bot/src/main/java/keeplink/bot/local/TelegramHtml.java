package keeplink.bot.local;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The HTML style of the Bot API ("Formatting options", core.telegram.org/bots/api#html-style), read as strictly
/// as the server does: an unknown tag, one that is not closed, or one closed in the wrong order refuses the whole
/// message.
final class TelegramHtml {
    /// Text and its entities as the server stores them; offsets count UTF-16 units.
    record Formatted(String text, List<ObjectNode> entities) {}

    private record Open(
            String tag, int at, String type, @Nullable String argument) {}

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("b", "bold"),
            Map.entry("strong", "bold"),
            Map.entry("i", "italic"),
            Map.entry("em", "italic"),
            Map.entry("u", "underline"),
            Map.entry("ins", "underline"),
            Map.entry("s", "strikethrough"),
            Map.entry("strike", "strikethrough"),
            Map.entry("del", "strikethrough"),
            Map.entry("span", "spoiler"),
            Map.entry("tg-spoiler", "spoiler"),
            Map.entry("tg-emoji", "custom_emoji"),
            Map.entry("a", "text_link"),
            Map.entry("code", "code"),
            Map.entry("pre", "pre"),
            Map.entry("blockquote", "blockquote"));
    private static final Set<String> BLANK = Set.of(" ", "\t", "\n", "\r");

    private final String html;
    private final StringBuilder text = new StringBuilder();
    private final List<ObjectNode> entities = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private int at;

    private TelegramHtml(String html) {
        this.html = html;
    }

    /// @throws ApiRefusal with the server's `can't parse entities` and the place
    static Formatted parse(String html) {
        TelegramHtml parser = new TelegramHtml(html);
        parser.run();
        return trimmed(parser.text.toString(), parser.entities);
    }

    private void run() {
        while (at < html.length()) {
            char c = html.charAt(at);
            switch (c) {
                case '&' -> reference();
                case '<' -> {
                    if (at + 1 < html.length() && html.charAt(at + 1) == '/') {
                        endTag();
                    } else {
                        startTag();
                    }
                }
                default -> {
                    text.append(c);
                    at++;
                }
            }
        }
        if (!open.isEmpty()) {
            throw refusal("Can't find end tag corresponding to start tag \""
                    + open.peek().tag() + "\"");
        }
    }

    /// `&lt;`, `&gt;`, `&amp;`, `&quot;` and numbers; anything else stays as it is written.
    private void reference() {
        int end = html.indexOf(';', at);
        String name = end < 0 || end - at > 10 ? "" : html.substring(at + 1, end);
        String decoded =
                switch (name) {
                    case "lt" -> "<";
                    case "gt" -> ">";
                    case "amp" -> "&";
                    case "quot" -> "\"";
                    default -> number(name);
                };
        if (decoded.isEmpty()) {
            text.append('&');
            at++;
        } else {
            text.append(decoded);
            at = end + 1;
        }
    }

    private static String number(String name) {
        try {
            int point = name.startsWith("#x")
                    ? Integer.parseInt(name.substring(2), 16)
                    : name.startsWith("#") ? Integer.parseInt(name.substring(1)) : 0;
            return point > 0 && Character.isValidCodePoint(point) ? Character.toString(point) : "";
        } catch (NumberFormatException e) {
            return "";
        }
    }

    private void startTag() {
        int begin = at++;
        String tag = name();
        String type = TYPES.get(tag);
        if (type == null) {
            throw refusal("Unsupported start tag \"" + tag + "\" at byte offset " + bytes(begin));
        }
        Map<String, String> attributes = attributes(begin);
        String argument =
                switch (tag) {
                    case "a" -> attributes.getOrDefault("href", "");
                    case "code" -> language(attributes.get("class"));
                    case "blockquote" -> attributes.containsKey("expandable") ? "expandable" : null;
                    default -> null;
                };
        if (tag.equals("span") && !"tg-spoiler".equals(attributes.get("class"))) {
            throw refusal("Tag \"span\" must have class \"tg-spoiler\" at byte offset " + bytes(begin));
        }
        open.push(new Open(tag, text.length(), type, argument));
    }

    private static @Nullable String language(@Nullable String cssClass) {
        return cssClass != null && cssClass.startsWith("language-") ? cssClass.substring(9) : null;
    }

    private String name() {
        int begin = at;
        while (at < html.length() && html.charAt(at) != '>' && !BLANK.contains(html.substring(at, at + 1))) {
            at++;
        }
        return html.substring(begin, at).toLowerCase(Locale.ROOT);
    }

    private Map<String, String> attributes(int begin) {
        Map<String, String> attributes = new TreeMap<>();
        while (true) {
            skipBlanks();
            if (at >= html.length()) {
                throw refusal("Unclosed start tag at byte offset " + bytes(begin));
            }
            if (html.charAt(at) == '>') {
                at++;
                return attributes;
            }
            int nameBegin = at;
            while (at < html.length() && "=> \t\n\r".indexOf(html.charAt(at)) < 0) {
                at++;
            }
            String attribute = html.substring(nameBegin, at).toLowerCase(Locale.ROOT);
            if (attribute.isEmpty()) {
                throw refusal("Empty attribute name in the tag at byte offset " + bytes(begin));
            }
            skipBlanks();
            if (at < html.length() && html.charAt(at) == '=') {
                at++;
                skipBlanks();
                attributes.put(attribute, value(begin));
            } else {
                attributes.put(attribute, "");
            }
        }
    }

    private String value(int tagBegin) {
        if (at >= html.length()) {
            throw refusal("Unclosed start tag at byte offset " + bytes(tagBegin));
        }
        char quote = html.charAt(at);
        boolean quoted = quote == '"' || quote == '\'';
        int begin = quoted ? ++at : at;
        int end = begin;
        while (end < html.length() && (quoted ? html.charAt(end) != quote : " \t\n\r>".indexOf(html.charAt(end)) < 0)) {
            end++;
        }
        if (end >= html.length()) {
            throw refusal("Unclosed start tag at byte offset " + bytes(tagBegin));
        }
        at = quoted ? end + 1 : end;
        TelegramHtml references = new TelegramHtml(html.substring(begin, end).replace("<", "&lt;"));
        references.run();
        return references.text.toString();
    }

    private void endTag() {
        int begin = at;
        at += 2;
        String tag = name();
        skipBlanks();
        if (at >= html.length() || html.charAt(at) != '>') {
            throw refusal("Unclosed end tag at byte offset " + bytes(begin));
        }
        at++;
        Open start = open.poll();
        if (start == null) {
            throw refusal("Unexpected end tag at byte offset " + bytes(begin));
        }
        if (!tag.isEmpty() && !tag.equals(start.tag())) {
            throw refusal("Unmatched end tag at byte offset " + bytes(begin) + ", expected \"</" + start.tag()
                    + ">\", found \"</" + tag + ">\"");
        }
        close(start);
    }

    private void close(Open start) {
        int length = text.length() - start.at();
        if (length == 0) {
            return;
        }
        String argument = start.argument();
        switch (start.type()) {
            case "text_link" -> {
                String href = argument == null || argument.isEmpty() ? text.substring(start.at()) : argument;
                // an address the server does not accept leaves the bare text
                WebAddress.checked(href)
                        .ifPresent(url -> entities.add(
                                entity("text_link", start.at(), length).put("url", url)));
            }
            // a bot that bought no right to them leaves the plain emoji
            case "custom_emoji" -> {}
            case "blockquote" ->
                entities.add(entity(
                        "expandable".equals(argument) ? "expandable_blockquote" : "blockquote", start.at(), length));
            case "code" -> {
                Open outer = open.peek();
                if (argument != null && outer != null && outer.tag().equals("pre") && outer.at() == start.at()) {
                    entities.add(entity("pre", start.at(), length).put("language", argument));
                } else if (outer == null || !outer.tag().equals("pre")) {
                    entities.add(entity("code", start.at(), length));
                }
            }
            case "pre" -> {
                boolean hasLanguage = entities.stream()
                        .anyMatch(e -> e.path("type").stringValue("").equals("pre")
                                && e.path("offset").intValue(-1) == start.at());
                if (!hasLanguage) {
                    entities.add(entity("pre", start.at(), length));
                }
            }
            default -> entities.add(entity(start.type(), start.at(), length));
        }
    }

    static ObjectNode entity(String type, int offset, int length) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("offset", offset)
                .put("length", length);
    }

    private void skipBlanks() {
        while (at < html.length() && BLANK.contains(html.substring(at, at + 1))) {
            at++;
        }
    }

    private int bytes(int chars) {
        return html.substring(0, chars).getBytes(StandardCharsets.UTF_8).length;
    }

    private static ApiRefusal refusal(String what) {
        return ApiRefusal.badRequest("can't parse entities: " + what);
    }

    /// Blanks at both ends are cut and the entities follow, as the server does.
    static Formatted trimmed(String text, List<ObjectNode> entities) {
        int begin = 0;
        int end = text.length();
        while (begin < end && Character.isWhitespace(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        List<ObjectNode> moved = new ArrayList<>();
        for (ObjectNode entity : entities) {
            int from = Math.max(begin, entity.path("offset").intValue());
            int to = Math.min(
                    end,
                    entity.path("offset").intValue() + entity.path("length").intValue());
            if (from < to) {
                moved.add(entity.deepCopy().put("offset", from - begin).put("length", to - from));
            }
        }
        moved.sort((a, b) -> {
            int byOffset = Integer.compare(
                    a.path("offset").intValue(), b.path("offset").intValue());
            return byOffset != 0
                    ? byOffset
                    : Integer.compare(
                            b.path("length").intValue(), a.path("length").intValue());
        });
        return new Formatted(text.substring(begin, end), List.copyOf(moved));
    }
}
