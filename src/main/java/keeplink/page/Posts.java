package keeplink.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// The posts of a discussion, as forums and sites of questions and answers mark them: there what others wrote is no
/// comment below the page but the page itself.
final class Posts {
    /// What the widespread programs call the place of one post's text.
    private static final Set<String> CLASSES = Set.of(
            "js-post-body",
            "js-comment-body",
            "t_f",
            "toptext",
            "commtext",
            "comment_text",
            "usertext-body",
            "topic_content",
            "reply_content",
            "postcontent",
            "post_message",
            "post_body",
            "bbwrapper",
            "d_post_content",
            "cooked",
            "email-body");

    /// The same as an id with the number of the post behind it.
    private static final Pattern IDS = Pattern.compile("(?:post_message_|msg_|post-content-)\\d{1,12}");

    /// The same in an attribute of the program's own.
    private static final Map<String, String> MARKS = Map.of("data-role", "commentContent", "component", "post/content");

    /// The same where the name alone may mean anything, with what stands around it.
    private static final List<List<String>> WITHIN = List.of(
            List.of("content", "postbody"), List.of("post", "crawler-post"), List.of("post-body", "post-stream"));

    private static final Words DISCUSSION = Words.of("discussionforumposting qapage schema.org/question");
    private static final int MOST = 1_000;

    private Posts() {}

    /// In the order of the page; empty where it is no discussion or has one post only.
    static List<Element> of(Element body) {
        boolean stated = body.root().stream()
                .anyMatch(element -> element.hasAttr("itemtype") && DISCUSSION.in(element.attr("itemtype")));
        List<Element> posts = new ArrayList<>();
        body.stream()
                .filter(element -> element.attributesSize() > 0 && isPost(element, stated))
                .limit(MOST)
                .forEach(element -> {
                    if (posts.isEmpty() || !Containers.isInside(element, posts.getLast())) {
                        posts.add(element);
                    }
                });
        posts.removeIf(post -> !post.hasText());
        return posts.size() > 1 ? posts : List.of();
    }

    private static boolean isPost(Element element, boolean stated) {
        if (stated && element.attr("itemprop").equals("text")) {
            return true;
        }
        String id = element.id();
        if ((!id.isEmpty() && IDS.matcher(id).matches()) || isMarked(element)) {
            return true;
        }
        String names = element.className().toLowerCase(Locale.ROOT);
        if (names.isEmpty() || names.length() > 500) {
            return false;
        }
        List<String> own = Texts.parts(names);
        return own.stream().anyMatch(CLASSES::contains)
                || WITHIN.stream().anyMatch(pair -> own.contains(pair.getFirst()) && isAround(element, pair.getLast()));
    }

    private static boolean isMarked(Element element) {
        for (Map.Entry<String, String> mark : MARKS.entrySet()) {
            if (element.attr(mark.getKey()).equals(mark.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAround(Element element, String name) {
        Element around = element.parent();
        for (int level = 0; around != null && level < 2; level++) {
            if (around.hasClass(name)) {
                return true;
            }
            around = around.parent();
        }
        return false;
    }
}
