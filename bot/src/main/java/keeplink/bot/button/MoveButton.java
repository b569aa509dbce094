package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.Condition;
import keeplink.link.Link;
import keeplink.link.Links;

/// Takes the address a page has moved to: `move:NUMBER`.
public record MoveButton(Links links, CardView cards) implements OnLink {
    @Override
    public String verb() {
        return "move";
    }

    @Override
    public List<Reply> press(Asker asker, Link link, ButtonData data, String view) {
        return link.condition() instanceof Condition.Moved moved
                ? OnLink.card(asker, links.move(link.collection(), link.number(), moved.to()), cards)
                : List.of(OnLink.edit(asker, link, cards));
    }
}
