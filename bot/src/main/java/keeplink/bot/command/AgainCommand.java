package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.snapshot.Captures;

/// `/again 12` takes a new snapshot.
public record AgainCommand(Links links, Captures captures, CardView cards) implements OnLink {
    @Override
    public String name() {
        return "again";
    }

    @Override
    public List<Reply> run(Asker asker, Call call, Link link) {
        captures.again(link);
        return List.of(new Reply.Await(cards.again(link, asker.phrases()), link.number(), Reply.Then.CARD));
    }
}
