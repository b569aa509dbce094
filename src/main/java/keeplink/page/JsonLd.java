package keeplink.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The article a page describes in `<script type="application/ld+json">` in the words of schema.org, read as
/// tolerantly as
/// search engines do.
final class JsonLd {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .build();
    private static final int MAX_SCRIPT = 1_000_000;
    private static final int MAX_OBJECTS = 2_000;

    private final Optional<JsonNode> article;

    private JsonLd(@Nullable JsonNode article) {
        this.article = Optional.ofNullable(article);
    }

    static JsonLd of(Document page) {
        int left = MAX_SCRIPT;
        for (Element script : page.getElementsByTag("script")) {
            if (!script.attr("type").strip().toLowerCase(java.util.Locale.ROOT).startsWith("application/ld+json")) {
                continue;
            }
            String data = script.data();
            left -= data.length();
            if (left < 0) {
                break;
            }
            JsonNode found = articleIn(parse(data));
            if (found != null) {
                return new JsonLd(found);
            }
        }
        return new JsonLd(null);
    }

    /// What a JSON document calls itself.
    ///
    /// @param name its `title` or `name`, where it is an object that has one
    /// @param description likewise
    record Named(@Nullable String name, @Nullable String description) {}

    /// Looks at a JSON document of any kind; longer ones than [#MAX_SCRIPT] name nothing.
    static Named named(String json) {
        JsonNode top = json.length() > MAX_SCRIPT ? null : parse(json);
        return top == null
                ? new Named(null, null)
                : new Named(
                        top.path("title").asString(top.path("name").asString(null)),
                        top.path("description").asString(null));
    }

    private static @Nullable JsonNode parse(String data) {
        String json = data.replace("<![CDATA[", "").replace("]]>", "").strip();
        if (json.endsWith(";")) {
            json = json.substring(0, json.length() - 1);
        }
        try {
            return JSON.readTree(json);
        } catch (JacksonException broken) {
            // What a page states in broken JSON is as good as not stated; the other sources answer.
            return null;
        }
    }

    private static @Nullable JsonNode articleIn(@Nullable JsonNode top) {
        if (top == null) {
            return null;
        }
        Deque<JsonNode> open = new ArrayDeque<>();
        open.add(top);
        for (int seen = 0; seen < MAX_OBJECTS && !open.isEmpty(); seen++) {
            JsonNode node = open.removeFirst();
            if (node.isArray()) {
                node.values().stream().limit(MAX_OBJECTS).forEach(open::add);
            } else if (node.isObject()) {
                if (isArticle(node.path("@type"))) {
                    return node;
                }
                for (String key : List.of("@graph", "mainEntity", "mainEntityOfPage")) {
                    if (node.path(key).isContainer()) {
                        open.add(node.path(key));
                    }
                }
            }
        }
        return null;
    }

    private static boolean isArticle(JsonNode type) {
        if (type.isArray()) {
            return type.values().stream().limit(20).anyMatch(JsonLd::isArticle);
        }
        String name = type.asString("");
        return name.endsWith("Article")
                || name.endsWith("BlogPosting")
                || name.endsWith("Report")
                || name.endsWith("SocialMediaPosting")
                || name.endsWith("DiscussionForumPosting")
                || name.endsWith("Recipe")
                || name.endsWith("Review")
                || name.endsWith("APIReference");
    }

    /// The texts of a property: one or several, plain or objects with a name.
    List<String> texts(String property) {
        List<String> texts = new ArrayList<>();
        article.ifPresent(node -> collect(node.path(property), texts, 0));
        return texts;
    }

    private static void collect(JsonNode value, List<String> into, int depth) {
        if (value.isString()) {
            into.add(value.asString());
        } else if (value.isArray() && depth < 3) {
            value.values().stream().limit(100).forEach(v -> collect(v, into, depth + 1));
        } else if (value.isObject() && depth < 3) {
            for (String key : List.of("name", "url", "@id")) {
                if (value.path(key).isString()) {
                    into.add(value.path(key).asString());
                    return;
                }
            }
        }
    }

    @Nullable
    String text(String property) {
        List<String> texts = texts(property);
        return texts.isEmpty() ? null : texts.getFirst();
    }

    /// The addresses of a property of pictures: of an object its `url`.
    @Nullable
    String address(String property) {
        JsonNode value = article.map(node -> node.path(property)).orElse(null);
        for (int depth = 0; value != null && depth < 3; depth++) {
            if (value.isString()) {
                return value.asString();
            }
            value = value.isArray() ? value.path(0) : value.path("url");
        }
        return null;
    }

    /// Whether the page describes an article at all.
    boolean isPresent() {
        return article.isPresent();
    }
}
