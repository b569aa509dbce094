package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.Dialogues;
import keeplink.bot.chat.Incoming;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.EditResult;
import keeplink.link.Link;
import keeplink.link.Links;

/// `/title 12 TEXT` gives a link another title.
public record TitleCommand(Links links, CardView cards, Dialogues dialogues) implements OnLink {
    private static final int LONGEST = 500;

    @Override
    public String name() {
        return "title";
    }

    /// A title that begins with a word is the title of the link shown last.
    @Override
    public boolean takesNumber() {
        return false;
    }

    @Override
    public List<Reply> run(Asker asker, Call call, Link link) {
        String title =
                call.numberGiven() ? call.line().afterNumber() : call.line().arguments();
        return titled(asker, link.number(), title);
    }

    @Override
    public List<Reply> answered(Asker asker, String about, Incoming.Message message) {
        return titled(asker, Integer.parseInt(about), message.text().text().strip());
    }

    private List<Reply> titled(Asker asker, int number, String title) {
        if (title.isEmpty() || title.length() > LONGEST) {
            dialogues.ask(asker, this, Integer.toString(number));
            return List.of(
                    Reply.say(asker.phrases().say("title.what", "number", Integer.toString(number), "most", LONGEST)));
        }
        EditResult result = links.title(asker.collection(), number, title);
        return List.of(
                switch (result) {
                    case EditResult.Changed(Link changed) -> card(asker, changed);
                    case EditResult.Unchanged(Link same) -> card(asker, same);
                    case EditResult.NoSuchLink(int missing) -> OnLink.none(asker, missing);
                });
    }

    private Reply card(Asker asker, Link link) {
        return Reply.say(cards.card(link, asker.phrases(), asker.zone(), null), link.number());
    }
}
