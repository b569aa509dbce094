package keeplink.bot.command;

import java.util.List;
import java.util.function.IntUnaryOperator;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.Link;
import keeplink.link.Links;

/// `/random` shows a link, rather one that was never opened.
public final class RandomCommand implements ChatCommand {
    private final Links links;
    private final CardView cards;
    private final IntUnaryOperator random;

    /// @param random a number from 0 to below the one given
    public RandomCommand(Links links, CardView cards, IntUnaryOperator random) {
        this.links = links;
        this.cards = cards;
        this.random = random;
    }

    @Override
    public String name() {
        return "random";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        List<Link> all = links.all(asker.collection());
        List<Link> neverOpened =
                all.stream().filter(link -> link.openedAt() == null).toList();
        List<Link> from = neverOpened.isEmpty() ? all : neverOpened;
        if (from.isEmpty()) {
            return List.of(Reply.say(asker.phrases().say("list.empty")));
        }
        Link link = from.get(random.applyAsInt(from.size()));
        return List.of(Reply.say(cards.card(link, asker.phrases(), asker.zone(), null), link.number()));
    }
}
