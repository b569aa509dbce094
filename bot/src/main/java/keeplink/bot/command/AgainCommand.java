package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.Links;
import keeplink.snapshot.Captures;

/// `/again 12` takes a new snapshot.
public final class AgainCommand implements ChatCommand {
    private final Links links;
    private final Captures captures;
    private final CardView cards;

    public AgainCommand(Links links, Captures captures, CardView cards) {
        this.links = links;
        this.captures = captures;
        this.cards = cards;
    }

    @Override
    public String name() {
        return "again";
    }

    @Override
    public boolean takesNumber() {
        return true;
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        return OnLink.run(links, asker, call, link -> {
            captures.again(link);
            return List.of(new Reply.Await(cards.again(link, asker.phrases()), link.number(), Reply.Then.CARD));
        });
    }
}
