package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.Links;

/// Shows the card again: `card:NUMBER`.
public final class CardButton implements ButtonAction {
    private final Links links;
    private final CardView cards;

    public CardButton(Links links, CardView cards) {
        this.links = links;
        this.cards = cards;
    }

    @Override
    public String verb() {
        return "card";
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String view) {
        return OnLink.press(links, asker, data, link -> List.of(OnLink.edit(asker, link, cards)));
    }
}
