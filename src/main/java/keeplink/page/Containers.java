package keeplink.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;

/// Elements that by their names or their meaning hold the body of an article: what publishing systems call it,
/// and what schema.org and HTML call it.
final class Containers {
    /// Sites that hide the body or wrap it in much else, with a place that holds nothing but it.
    private static final Set<String> SPECIAL_IDS =
            Set.of("js_content", "content_views", "artibody", "zhengwen", "endtext", "article-container");
    private static final Set<String> SPECIAL_CLASSES =
            Set.of("rich_media_content", "post-richtext", "post_body", "markdown-body-article");
    private static final Set<String> IDS = Set.of(
            "article-body",
            "articlebody",
            "article_body",
            "article-content",
            "article_content",
            "articlecontent",
            "entry-content",
            "post-content",
            "post-body",
            "story-body",
            "storybody",
            "content-body",
            "mw-content-text",
            "cnblogs_post_body",
            "articletext",
            "article-text");
    private static final Set<String> CLASSES = Set.of(
            "article-body",
            "articlebody",
            "article_body",
            "article__body",
            "article-content",
            "article_content",
            "articlecontent",
            "article__content",
            "article-text",
            "article-main",
            "entry-content",
            "entry-body",
            "post-content",
            "post_content",
            "post__content",
            "post-body",
            "postbody",
            "post__body",
            "post-text",
            "post-entry",
            "story-body",
            "story-content",
            "story-text",
            "storybody",
            "story__body",
            "news-content",
            "news_content",
            "news-text",
            "content-article",
            "content-body",
            "td-post-content",
            "single-content",
            "blog-content",
            "blog-post-content",
            "rich-text",
            "richtext",
            "markdown-body",
            "caas-body",
            "text-content",
            "trs_editor",
            "detail-content");

    private final List<Element> special = new ArrayList<>();
    private final List<Element> named = new ArrayList<>();
    private final List<Element> semantic = new ArrayList<>();

    private Containers() {}

    /// Looks at every element once.
    static Containers of(Element body) {
        Containers found = new Containers();
        body.stream().forEach(found::look);
        return found;
    }

    private void look(Element element) {
        if (element.attributesSize() > 0) {
            String id = element.id().toLowerCase(Locale.ROOT);
            String names = element.className();
            if (SPECIAL_IDS.contains(id) || any(names, SPECIAL_CLASSES) || isReadme(element)) {
                special.add(element);
                return;
            }
            if (IDS.contains(id) || element.attr("itemprop").equalsIgnoreCase("articleBody") || any(names, CLASSES)) {
                named.add(element);
                return;
            }
        }
        if (element.normalName().equals("article") || element.attr("role").equals("article")) {
            semantic.add(element);
        }
    }

    /// The text of a repository below the table of its files, as GitHub marks it.
    private static boolean isReadme(Element element) {
        return element.hasClass("markdown-body") && element.hasClass("entry-content");
    }

    private static boolean any(String names, Set<String> wanted) {
        if (names.isEmpty() || names.length() > 500) {
            return false;
        }
        for (String name : Texts.parts(names.toLowerCase(Locale.ROOT))) {
            if (wanted.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /// The place a known site keeps the body in.
    @Nullable
    Element special() {
        return special.isEmpty() ? null : largest(special);
    }

    /// The one place with a name for the body; none where several of like size make a list of articles.
    @Nullable
    Element named() {
        return onlyLarge(named);
    }

    /// The one `<article>`.
    @Nullable
    Element semantic() {
        return onlyLarge(semantic);
    }

    private static @Nullable Element onlyLarge(List<Element> elements) {
        if (elements.isEmpty() || elements.size() > 200) {
            return null;
        }
        Map<Element, Integer> lengths = new HashMap<>();
        elements.forEach(e -> lengths.put(e, length(e)));
        Element largest = largest(elements);
        int most = lengths.getOrDefault(largest, 0);
        for (Element other : elements) {
            if (!other.equals(largest)
                    && !isInside(other, largest)
                    && !isInside(largest, other)
                    && lengths.getOrDefault(other, 0) * 2 > most) {
                return null;
            }
        }
        return largest;
    }

    private static Element largest(List<Element> elements) {
        Element largest = elements.getFirst();
        int most = -1;
        for (Element element : elements.subList(0, Math.min(200, elements.size()))) {
            int length = length(element);
            if (length > most) {
                most = length;
                largest = element;
            }
        }
        return largest;
    }

    private static int length(Element element) {
        return element.text().length();
    }

    static boolean isInside(Node node, Node other) {
        for (Node at = node.parent(); at != null; at = at.parent()) {
            if (at.equals(other)) {
                return true;
            }
        }
        return false;
    }
}
