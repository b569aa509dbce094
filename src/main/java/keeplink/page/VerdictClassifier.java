package keeplink.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import keeplink.fetch.FetchFailure;
import keeplink.page.Verdict.Shortfall;
import keeplink.page.Verdict.Wall;
import keeplink.page.Verdict.What;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Says what a capture got: the page, the text of it, or something that stood in its place.
///
/// A page is accused only when signs of different kinds agree (title, text, address, markup, status) and it has
/// little of its own to read: an article about captchas is not one. What looks like a missing page though the
/// server says 200 counts as status 404, a parked domain as 410 (gone). Safe for many threads.
public final class VerdictClassifier {
    /// Looks at a page, before anything is known of its files.
    ///
    /// @param page as parsed, not neutralized
    /// @param article what [ArticleExtractor] made of it
    /// @param url the address that answered
    /// @param status the HTTP status
    public Verdict classify(Document page, Article article, String url, int status) {
        Walls walls = new Walls(page, article, url, status);
        if (walls.hasMuchToRead()) {
            return status >= 400 ? new Verdict.Failed(FetchFailure.HTTP_STATUS, status) : new Verdict.Full(List.of());
        }
        if (walls.isGate() || walls.isCaptcha()) {
            return new Verdict.Blocked(Wall.CAPTCHA);
        }
        if (walls.isLogin()) {
            return new Verdict.Blocked(Wall.LOGIN);
        }
        if (status >= 400) {
            return new Verdict.Failed(FetchFailure.HTTP_STATUS, status);
        }
        if (walls.isConsent()) {
            return new Verdict.Blocked(Wall.CONSENT);
        }
        if (walls.isParked()) {
            return new Verdict.Failed(FetchFailure.HTTP_STATUS, 410);
        }
        if (walls.isNotFound()) {
            return new Verdict.Failed(FetchFailure.HTTP_STATUS, 404);
        }
        return walls.isShell()
                ? new Verdict.TextOnly(List.of(new Shortfall(What.JAVASCRIPT, 1)))
                : new Verdict.Full(List.of());
    }

    /// A verdict with what of the page's files could not be had, which says nothing new of a wall.
    ///
    /// @param page the one the verdict is about
    public Verdict with(List<Shortfall> missing, Verdict verdict, Document page) {
        return switch (verdict) {
            case Verdict.Full full -> with(missing, full.missing(), page);
            case Verdict.TextOnly textOnly -> with(missing, textOnly.missing(), page);
            case Verdict.Blocked blocked -> blocked;
            case Verdict.NotAPage file -> file;
            case Verdict.Failed failed -> failed;
        };
    }

    private static Verdict with(List<Shortfall> missing, List<Shortfall> known, Document page) {
        List<Shortfall> all = new ArrayList<>(missing);
        known.stream()
                .filter(shortfall -> missing.stream().noneMatch(other -> other.what() == shortfall.what()))
                .forEach(all::add);
        return isTextOnly(page, all) ? new Verdict.TextOnly(all) : new Verdict.Full(all);
    }

    /// Cut, in need of JavaScript, or without most of its styles or pictures.
    private static boolean isTextOnly(Document page, List<Shortfall> missing) {
        for (Shortfall shortfall : missing) {
            boolean textOnly =
                    switch (shortfall.what()) {
                        case JAVASCRIPT, PAGE_BOUND -> true;
                        case STYLES -> shortfall.count() * 2 > styles(page);
                        case IMAGES ->
                            shortfall.count() > 1
                                    && shortfall.count() * 2
                                            > page.getElementsByTag("img").size();
                        case FONTS, MEDIA, FRAMES, SNAPSHOT_BOUND, SNAPSHOT_FILES, SNAPSHOT_BYTES, SNAPSHOT_TIME ->
                            false;
                    };
            if (textOnly) {
                return true;
            }
        }
        return false;
    }

    private static int styles(Document page) {
        int styles = page.getElementsByTag("style").size();
        for (Element link : page.getElementsByTag("link")) {
            styles += link.attr("rel").toLowerCase(Locale.ROOT).contains("stylesheet") ? 1 : 0;
        }
        return styles;
    }
}
