package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.Link;
import keeplink.link.Links;

/// Marks a link as read or unread: `mark:NUMBER:1`, `mark:NUMBER:0`.
public record MarkButton(Links links, CardView cards) implements OnLink {
    @Override
    public String verb() {
        return "mark";
    }

    @Override
    public List<Reply> press(Asker asker, Link link, ButtonData data, String view) {
        return OnLink.card(
                asker,
                links.mark(link.collection(), link.number(), data.number(1) == 1 ? Link.State.READ : Link.State.UNREAD),
                cards);
    }
}
