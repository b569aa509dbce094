package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.Link;
import keeplink.link.Links;

/// Marks a link as read or unread: `mark:NUMBER:1`, `mark:NUMBER:0`.
public final class MarkButton implements ButtonAction {
    private final Links links;
    private final CardView cards;

    public MarkButton(Links links, CardView cards) {
        this.links = links;
        this.cards = cards;
    }

    @Override
    public String verb() {
        return "mark";
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String view) {
        return OnLink.press(
                links,
                asker,
                data,
                link -> OnLink.card(
                        asker,
                        links.mark(
                                link.collection(),
                                link.number(),
                                data.number(1) == 1 ? Link.State.READ : Link.State.UNREAD),
                        cards));
    }
}
