package keeplink.bot.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Documents;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.OutgoingMessage.Button;
import keeplink.bot.text.Html;
import keeplink.bot.text.Texts.Phrases;
import keeplink.link.Link;
import keeplink.page.Article;
import keeplink.page.Verdict;
import keeplink.snapshot.Snapshot;
import keeplink.snapshot.Snapshots;

/// The article in the chat, a page at a time, and the snapshot as a file.
public final class ReadingView {
    private final Snapshots snapshots;
    private final CopyButtons copies;

    /// @param copies what opens its copies in a browser
    public ReadingView(Snapshots snapshots, CopyButtons copies) {
        this.snapshots = snapshots;
        this.copies = copies;
    }

    /// Whether any copy of a link's page is here.
    public boolean hasCopy(Link link) {
        return snapshots.newest(link).isPresent();
    }

    /// A page of the article; the nearest one where there is none of that number.
    ///
    /// @param page from 0
    public OutgoingMessage page(Link link, int page, Phrases phrases) {
        Optional<Article> article = snapshots.article(link);
        if (article.isEmpty() || article.get().text().isBlank()) {
            String why = link.verdict() instanceof Verdict.NotAPage ? "read.no-text" : "read.nothing";
            return OutgoingMessage.of(phrases.say(why, "number", Integer.toString(link.number())));
        }
        List<Html> pages = article.get().hasBody()
                ? ArticlePages.of(article.get().html())
                : ArticlePages.ofText(article.get().text());
        int at = Math.clamp(page, 0, pages.size() - 1);
        Html head = at == 0 ? head(link, article.get()) : Html.EMPTY;
        Html foot = pages.size() == 1
                ? Html.EMPTY
                : new Html("\n\n").plus(phrases.say("read.page", "page", at + 1, "pages", pages.size()));
        List<Button> turn = new ArrayList<>();
        if (at > 0) {
            turn.add(Button.press("◀", ButtonData.of("read", link.number(), at - 1)));
        }
        if (at < pages.size() - 1) {
            turn.add(Button.press("▶", ButtonData.of("read", link.number(), at + 1)));
        }
        List<Button> leave = new ArrayList<>();
        leave.add(Button.press(phrases.label("button.card"), ButtonData.of("card", link.number())));
        if (at == pages.size() - 1) {
            leave.add(Button.press(phrases.label("button.next-unread"), ButtonData.of("done", link.number())));
        }
        return OutgoingMessage.of(head.plus(pages.get(at)).plus(foot))
                .withButtons(List.of(turn, leave, copies.row(link, phrases)));
    }

    private static Html head(Link link, Article article) {
        Html title = Html.bold(CardView.shortened(link.title(), 200));
        String byline = article.byline();
        Html by = byline == null ? Html.EMPTY : new Html("\n").plus(Html.italic(CardView.shortened(byline, 100)));
        return title.plus(by).plus(new Html("\n\n"));
    }

    /// The newest snapshot as a file, or the sentence that there is none.
    public OutgoingMessage file(Link link, Phrases phrases) {
        Optional<Snapshot> newest = snapshots.newest(link);
        if (newest.isEmpty() || newest.get().document() == null) {
            return OutgoingMessage.of(phrases.say("snapshot.none", "number", Integer.toString(link.number())));
        }
        Html caption = phrases.say(
                "snapshot.caption",
                "title",
                Html.link(link.url(), CardView.shortened(link.title(), 200)),
                "number",
                Integer.toString(link.number()));
        return OutgoingMessage.of(caption)
                .withButtons(List.of(copies.row(link, phrases)))
                .withDocument(Documents.snapshot(link, newest.get()));
    }
}
