package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.Link;
import keeplink.link.Links;

/// Stars a link or takes the star off: `star:NUMBER:1`, `star:NUMBER:0`.
public record StarButton(Links links, CardView cards) implements OnLink {
    @Override
    public String verb() {
        return "star";
    }

    @Override
    public List<Reply> press(Asker asker, Link link, ButtonData data, String view) {
        return OnLink.card(asker, links.star(link.collection(), link.number(), data.number(1) == 1), cards);
    }
}
