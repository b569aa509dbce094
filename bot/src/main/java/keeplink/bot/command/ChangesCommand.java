package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.ChangesView;
import keeplink.link.Links;

/// `/changes 12` shows what changed in the text of a page since the copy before.
public final class ChangesCommand implements ChatCommand {
    private final Links links;
    private final ChangesView changes;

    public ChangesCommand(Links links, ChangesView changes) {
        this.links = links;
        this.changes = changes;
    }

    @Override
    public String name() {
        return "changes";
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
                link -> List.of(
                        Reply.say(OutgoingMessage.of(changes.of(link, asker.phrases(), asker.zone())), link.number())));
    }
}
