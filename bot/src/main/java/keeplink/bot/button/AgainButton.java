package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.Links;
import keeplink.snapshot.Captures;

/// Takes a new snapshot: `again:NUMBER`.
public final class AgainButton implements ButtonAction {
    private final Links links;
    private final Captures captures;
    private final CardView cards;

    public AgainButton(Links links, Captures captures, CardView cards) {
        this.links = links;
        this.captures = captures;
        this.cards = cards;
    }

    @Override
    public String verb() {
        return "again";
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String view) {
        return OnLink.press(links, asker, data, link -> {
            captures.again(link);
            return List.of(new Reply.Await(cards.again(link, asker.phrases()), link.number(), Reply.Then.CARD));
        });
    }
}
