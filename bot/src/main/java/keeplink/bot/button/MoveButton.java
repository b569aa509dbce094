package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.Condition;
import keeplink.link.Links;

/// Takes the address a page has moved to: `move:NUMBER`.
public final class MoveButton implements ButtonAction {
    private final Links links;
    private final CardView cards;

    public MoveButton(Links links, CardView cards) {
        this.links = links;
        this.cards = cards;
    }

    @Override
    public String verb() {
        return "move";
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String view) {
        return OnLink.press(
                links,
                asker,
                data,
                link -> link.condition() instanceof Condition.Moved moved
                        ? OnLink.card(asker, links.move(link.collection(), link.number(), moved.to()), cards)
                        : List.of(OnLink.edit(asker, link, cards)));
    }
}
