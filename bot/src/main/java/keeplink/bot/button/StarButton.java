package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.Links;

/// Stars a link or takes the star off: `star:NUMBER:1`, `star:NUMBER:0`.
public final class StarButton implements ButtonAction {
    private final Links links;
    private final CardView cards;

    public StarButton(Links links, CardView cards) {
        this.links = links;
        this.cards = cards;
    }

    @Override
    public String verb() {
        return "star";
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String view) {
        return OnLink.press(
                links,
                asker,
                data,
                link -> OnLink.card(asker, links.star(link.collection(), link.number(), data.number(1) == 1), cards));
    }
}
