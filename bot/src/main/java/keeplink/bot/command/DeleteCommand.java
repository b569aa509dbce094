package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.Links;

/// `/delete 12` puts a link into the bin at once; `/undo` takes it out.
public final class DeleteCommand implements ChatCommand {
    private final Links links;
    private final CardView cards;

    public DeleteCommand(Links links, CardView cards) {
        this.links = links;
        this.cards = cards;
    }

    @Override
    public String name() {
        return "delete";
    }

    @Override
    public boolean takesNumber() {
        return true;
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        return OnLink.run(links, asker, call, link -> {
            links.delete(asker.collection(), link.number());
            return List.of(Reply.say(asker.phrases()
                    .say("delete.done", "number", Integer.toString(link.number()), "title", cards.named(link))));
        });
    }
}
