package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.Link;
import keeplink.link.Links;

/// `/delete 12` puts a link into the bin at once; `/undo` takes it out.
public record DeleteCommand(Links links, CardView cards) implements OnLink {
    @Override
    public String name() {
        return "delete";
    }

    @Override
    public List<Reply> run(Asker asker, Call call, Link link) {
        links.delete(asker.collection(), link.number());
        return List.of(Reply.say(asker.phrases()
                .say("delete.done", "number", Integer.toString(link.number()), "title", cards.named(link))));
    }
}
