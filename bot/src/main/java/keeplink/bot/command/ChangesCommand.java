package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.ChangesView;
import keeplink.link.Link;
import keeplink.link.Links;

/// `/changes 12` shows what changed in the text of a page since the copy before.
public record ChangesCommand(Links links, ChangesView changes) implements OnLink {
    @Override
    public String name() {
        return "changes";
    }

    @Override
    public List<Reply> run(Asker asker, Call call, Link link) {
        return List.of(Reply.say(OutgoingMessage.of(changes.of(link, asker.phrases(), asker.zone())), link.number()));
    }
}
