package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.snapshot.Captures;

/// Takes a new snapshot: `again:NUMBER`.
public record AgainButton(Links links, Captures captures, CardView cards) implements OnLink {
    @Override
    public String verb() {
        return "again";
    }

    @Override
    public List<Reply> press(Asker asker, Link link, ButtonData data, String view) {
        captures.again(link);
        return List.of(new Reply.Await(cards.again(link, asker.phrases()), link.number(), Reply.Then.CARD));
    }
}
