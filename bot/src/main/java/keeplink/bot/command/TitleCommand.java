package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.EditResult;
import keeplink.link.Link;
import keeplink.link.Links;

/// `/title 12 TEXT` gives a link another title.
public final class TitleCommand implements ChatCommand {
    private static final int LONGEST = 500;

    private final Links links;
    private final CardView cards;

    public TitleCommand(Links links, CardView cards) {
        this.links = links;
        this.cards = cards;
    }

    @Override
    public String name() {
        return "title";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        return OnLink.run(links, asker, call, link -> {
            String title =
                    call.numberGiven() ? call.line().afterNumber() : call.line().arguments();
            if (title.isEmpty() || title.length() > LONGEST) {
                return List.of(Reply.say(
                        asker.phrases().say("title.what", "number", Integer.toString(link.number()), "most", LONGEST)));
            }
            EditResult result = links.title(asker.collection(), link.number(), title);
            return List.of(
                    switch (result) {
                        case EditResult.Changed(Link changed) -> card(asker, changed);
                        case EditResult.Unchanged(Link same) -> card(asker, same);
                        case EditResult.NoSuchLink(int number) -> OnLink.none(asker, number);
                    });
        });
    }

    private Reply card(Asker asker, Link link) {
        return Reply.say(cards.card(link, asker.phrases(), asker.zone(), null), link.number());
    }
}
