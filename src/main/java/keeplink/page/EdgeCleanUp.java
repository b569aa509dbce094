package keeplink.page;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes from the plain text what stands at the edges of articles and is not theirs: the title and the author
/// again, "share" and "related", blocks of links, notices of the site after the end. Code is never touched.
final class EdgeCleanUp {
    private static final Set<String> LABELS = Set.of(
            "share",
            "sharethis",
            "sharethisarticle",
            "shareonfacebook",
            "shareontwitter",
            "tweet",
            "advertisement",
            "advertising",
            "sponsored",
            "related",
            "relatedarticles",
            "relatedstories",
            "relatedposts",
            "relatedcontent",
            "relatedtopics",
            "readmore",
            "readnext",
            "seealso",
            "morestories",
            "youmayalsolike",
            "recommended",
            "mostpopular",
            "mostread",
            "trending",
            "subscribe",
            "subscribenow",
            "signup",
            "newsletter",
            "signupforournewsletter",
            "comments",
            "leaveacomment",
            "leaveareply",
            "postacomment",
            "print",
            "email",
            "loading",
            "分享",
            "分享到",
            "分享至",
            "相关阅读",
            "相关文章",
            "相关新闻",
            "相关推荐",
            "推荐阅读",
            "延伸阅读",
            "热门文章",
            "猜你喜欢",
            "更多精彩",
            "广告",
            "点赞",
            "收藏",
            "评论",
            "举报",
            "举报反馈",
            "返回顶部",
            "阅读全文",
            "展开全文",
            "編輯推薦",
            "相關新聞",
            "延伸閱讀",
            "相關文章",
            "関連記事",
            "おすすめ",
            "シェア",
            "share0",
            "publicité",
            "anzeige",
            "werbung",
            "реклама");
    private static final List<String> NOTICES = List.of(
            "特别声明",
            "特別聲明",
            "免责声明",
            "免責聲明",
            "版权声明",
            "版權聲明",
            "notice: the content above",
            "notice:the content above",
            "责任编辑",
            "[责任编辑",
            "【责任编辑",
            "（责任编辑",
            "(责任编辑",
            "责编：",
            "[责编",
            "【责编",
            "本文来自微信公众号",
            "举报/反馈",
            "声明：本文",
            "声明：该文",
            "a version of this article appear",
            "this article was originally published",
            "sign up for ",
            "follow us on ",
            "subscribe to ",
            "click here to ");
    private static final int LABEL = 40;
    private static final int NOTICE = 250;
    private static final int LINK_BLOCK = 300;

    private final Piece body;
    private final @Nullable String byline;
    private final String title;
    private final String site;

    private EdgeCleanUp(Piece body, String title, @Nullable String byline, String site) {
        this.body = body;
        this.site = site;
        this.title = Texts.bare(title);
        this.byline = byline == null ? null : Texts.bare(byline);
    }

    /// Cleans in place.
    ///
    /// @param site the host of the page: links to it are the site's own
    static void clean(BodyFinder.Found found, String title, @Nullable String byline, String site) {
        EdgeCleanUp cleanUp = new EdgeCleanUp(found.body(), title, byline, site);
        cleanUp.afterContainer(found);
        cleanUp.repetitions();
        cleanUp.linkBlocks();
        cleanUp.tail();
    }

    /// What follows the element named for the body is comments, authors and notices, as long as it is little.
    private void afterContainer(BodyFinder.Found found) {
        if (found.container() == null) {
            return;
        }
        Piece container = null;
        for (Piece piece : ArticleCleaner.all(body)) {
            if (piece.source != null && piece.source.equals(found.container())) {
                container = piece;
                break;
            }
        }
        if (container == null || container.sums.characters * 10 < body.sums.characters * 7) {
            return;
        }
        for (Piece at = container; at != null && at != body; at = at.parent) {
            while (at.next != null) {
                if (at.next.sums.codeBlocks > 0 || at.next.is("pre")) {
                    return;
                }
                at.next.remove();
            }
        }
    }

    private void repetitions() {
        for (Piece piece : ArticleCleaner.all(body)) {
            if (piece.sums.characters == 0 || piece.sums.characters > Metadata.MAX_LINE || !isLine(piece)) {
                continue;
            }
            String bare = Texts.bare(piece.plain(Metadata.MAX_LINE));
            boolean again = (Kinds.isHeading(piece) && bare.equals(title))
                    || (byline != null && !byline.isEmpty() && bare.equals(byline));
            if (again || (piece.sums.characters <= LABEL && LABELS.contains(bare))) {
                piece.remove();
            }
        }
    }

    private static boolean isLine(Piece piece) {
        return (piece.is("p") || piece.is("div") || piece.is("li") || piece.is("address") || Kinds.isHeading(piece))
                && piece.sums.codeBlocks == 0
                && !piece.inside("pre", 0)
                && !piece.inside("table", 4);
    }

    /// Blocks that are links, unless the article is a list of links.
    private void linkBlocks() {
        if (body.sums.linkDensity() > 0.3) {
            return;
        }
        for (Piece piece : ArticleCleaner.all(body)) {
            boolean block = piece.is("ul") || piece.is("ol") || piece.is("div") || piece.is("p") || piece.is("section");
            if (!block
                    || piece.parent == null
                    || piece.sums.characters == 0
                    || piece.sums.codeBlocks > 0
                    || piece.inside("table", 0)) {
                continue;
            }
            double density = piece.sums.linkDensity();
            int links = density > 0.66 ? links(piece) : 0;
            boolean few = piece.sums.characters < LINK_BLOCK && density > 0.8 && links > 2;
            if (few || (links > 4 && density > 0.66 && piece.sums.characters < 4 * LINK_BLOCK)) {
                piece.remove();
            }
        }
    }

    /// Links within the site; 0 where most lead elsewhere: those are sources, not navigation.
    private int links(Piece piece) {
        int own = 0;
        int elsewhere = 0;
        for (Piece at = piece.following(piece); at != null; at = at.following(piece)) {
            if (at.is("a")) {
                String address = at.attribute("href").strip();
                boolean relative = !address.regionMatches(true, 0, "http", 0, 4) && !address.startsWith("//");
                if (relative
                        || (!site.isEmpty() && address.length() < Metadata.MAX_ADDRESS && address.contains(site))) {
                    own++;
                } else {
                    elsewhere++;
                }
            }
        }
        return own > elsewhere ? own + elsewhere : 0;
    }

    /// Notices, and headings nothing follows.
    private void tail() {
        for (int i = 0; i < 6; i++) {
            Piece last = lastBlock();
            if (last == null || last.sums.characters > NOTICE) {
                return;
            }
            String text = last.plain(NOTICE).toLowerCase(java.util.Locale.ROOT);
            if (!Kinds.isHeading(last) && NOTICES.stream().noneMatch(text::startsWith)) {
                return;
            }
            last.remove();
        }
    }

    private @Nullable Piece lastBlock() {
        Piece at = body;
        while (true) {
            Piece child = at.last;
            while (child != null && child.sums.characters == 0) {
                child = child.previous;
            }
            if (child == null
                    || child.isText()
                    || (!at.is("div") && at != body && !at.is("section") && !at.is("article"))) {
                return at == body ? null : at;
            }
            at = child;
        }
    }
}
