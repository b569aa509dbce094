package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.EditResult;
import keeplink.link.Link;
import keeplink.link.Links;

/// A button about the link whose number it carries first: the link is found, or it is said in a few words that it is
/// gone.
interface OnLink extends ButtonAction {
    /// Where the link is looked for.
    Links links();

    /// @param view what the message with the button said it needs, empty where nothing
    List<Reply> press(Asker asker, Link link, ButtonData data, String view);

    @Override
    default List<Reply> press(Asker asker, ButtonData data, String view) {
        return links().find(asker.collection(), Math.max(0, data.number(0)))
                .map(link -> press(asker, link, data, view))
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
