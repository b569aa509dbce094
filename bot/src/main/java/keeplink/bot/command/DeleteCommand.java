package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reply;
import keeplink.link.Links;

/// `/delete 12` puts a link into the bin at once; `/undo` takes it out.
public final class DeleteCommand implements ChatCommand {
    private final Links links;

    public DeleteCommand(Links links) {
        this.links = links;
    }

    @Override
    public String name() {
        return "delete";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        return OnLink.run(links, asker, call, link -> {
            links.delete(asker.collection(), link.number());
            return List.of(Reply.say(asker.phrases().say("delete.done", "number", Integer.toString(link.number()))));
        });
    }
}
