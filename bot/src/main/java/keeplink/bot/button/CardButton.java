package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.Link;
import keeplink.link.Links;

/// Shows the card again: `card:NUMBER`.
public record CardButton(Links links, CardView cards) implements OnLink {
    @Override
    public String verb() {
        return "card";
    }

    @Override
    public List<Reply> press(Asker asker, Link link, ButtonData data, String view) {
        return List.of(OnLink.edit(asker, link, cards));
    }
}
