package keeplink.bot.button;

import java.util.List;
import java.util.function.Function;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.EditResult;
import keeplink.link.Link;
import keeplink.link.Links;

/// Finds the link a button is about, or says in a few words that it is gone.
final class OnLink {
    private OnLink() {}

    static List<Reply> press(Links links, Asker asker, ButtonData data, Function<Link, List<Reply>> then) {
        return links.find(asker.collection(), Math.max(0, data.number(0)))
                .map(then)
                .orElseGet(() -> List.of(gone(asker, data.number(0))));
    }

    /// The card as it is after a change.
    static List<Reply> card(Asker asker, EditResult result, CardView cards) {
        return List.of(
                switch (result) {
                    case EditResult.Changed(Link link) -> edit(asker, link, cards);
                    case EditResult.Unchanged(Link link) -> edit(asker, link, cards);
                    case EditResult.NoSuchLink(int number) -> gone(asker, number);
                });
    }

    static Reply edit(Asker asker, Link link, CardView cards) {
        return new Reply.Edit(cards.card(link, asker.phrases(), asker.zone(), null), List.of(link.number()), "");
    }

    private static Reply gone(Asker asker, int number) {
        return new Reply.Toast(asker.phrases().say("link.none", "number", Integer.toString(number)));
    }
}
