package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.Link;
import keeplink.link.Links;

/// `/l12` shows the card of link 12.
public record LinkCommand(Links links, CardView cards) implements OnLink {
    @Override
    public String name() {
        return "l";
    }

    @Override
    public boolean listed() {
        return false;
    }

    @Override
    public List<Reply> run(Asker asker, Call call, Link link) {
        return List.of(Reply.say(cards.card(link, asker.phrases(), asker.zone(), null), link.number()));
    }
}
