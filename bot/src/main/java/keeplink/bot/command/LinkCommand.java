package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.Links;

/// `/l12` shows the card of link 12.
public final class LinkCommand implements ChatCommand {
    private final Links links;
    private final CardView cards;

    public LinkCommand(Links links, CardView cards) {
        this.links = links;
        this.cards = cards;
    }

    @Override
    public String name() {
        return "l";
    }

    @Override
    public boolean listed() {
        return false;
    }

    @Override
    public boolean takesNumber() {
        return true;
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        return OnLink.run(
                links,
                asker,
                call,
                link -> List.of(Reply.say(cards.card(link, asker.phrases(), asker.zone(), null), link.number())));
    }
}
