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
        String toRead = Walls.toRead(page, article);
        if (Walls.isMuch(toRead)) {
            return status >= 400 ? new Verdict.Failed(FetchFailure.HTTP_STATUS, status) : new Verdict.Full(List.of());
        }
        Walls walls = new Walls(page, toRead, url, status);
        if (walls.isGate()) {
            return new Verdict.Blocked(Wall.CAPTCHA);
        }
        boolean explains = walls.explains();
        Wall wall = explains ? null : walls.asked();
        if (wall != null && (status < 400 || wall != Wall.CONSENT)) {
            return new Verdict.Blocked(wall);
        }
        if (status >= 400) {
            return new Verdict.Failed(FetchFailure.HTTP_STATUS, status);
        }
        if (!explains && walls.isParked()) {
            return new Verdict.Failed(FetchFailure.HTTP_STATUS, 410);
        }
        if (!explains && walls.isNotFound()) {
            return new Verdict.Failed(FetchFailure.HTTP_STATUS, 404);
        }
        return walls.isShell()
                ? new Verdict.TextOnly(List.of(new Shortfall(What.JAVASCRIPT, 1)))
                : new Verdict.Full(List.of());
    }

    /// How many files a page is made of.
    ///
    /// @param styles style sheets, in the page or linked to
    public record Files(int styles, int images) {
        public static Files of(Document page) {
            int styles = page.getElementsByTag("style").size();
            for (Element link : page.getElementsByTag("link")) {
                styles += link.attr("rel").toLowerCase(Locale.ROOT).contains("stylesheet") ? 1 : 0;
            }
            return new Files(styles, page.getElementsByTag("img").size());
        }
    }

    /// A verdict with what of the page's files could not be had, which says nothing new of a wall.
    ///
    /// @param files those of the page the verdict is about
    public Verdict with(List<Shortfall> missing, Verdict verdict, Files files) {
        return switch (verdict) {
            case Verdict.Full full -> with(missing, full.missing(), files);
            case Verdict.TextOnly textOnly -> with(missing, textOnly.missing(), files);
            case Verdict.Blocked blocked -> blocked;
            case Verdict.NotAPage file -> file;
            case Verdict.Failed failed -> failed;
        };
    }

    private static Verdict with(List<Shortfall> missing, List<Shortfall> known, Files files) {
        List<Shortfall> all = new ArrayList<>(missing);
        known.stream()
                .filter(shortfall -> missing.stream().noneMatch(other -> other.what() == shortfall.what()))
                .forEach(all::add);
        return isTextOnly(files, all) ? new Verdict.TextOnly(all) : new Verdict.Full(all);
    }

    /// Cut, in need of JavaScript, or without most of its styles or pictures.
    private static boolean isTextOnly(Files files, List<Shortfall> missing) {
        for (Shortfall shortfall : missing) {
            boolean textOnly =
                    switch (shortfall.what()) {
                        case JAVASCRIPT, PAGE_BOUND -> true;
                        case STYLES -> shortfall.count() * 2 > files.styles();
                        case IMAGES -> shortfall.count() > 1 && shortfall.count() * 2 > files.images();
                        case FONTS, MEDIA, FRAMES, SNAPSHOT_BOUND, SNAPSHOT_FILES, SNAPSHOT_BYTES, SNAPSHOT_TIME ->
                            false;
                    };
            if (textOnly) {
                return true;
            }
        }
        return false;
    }
}
