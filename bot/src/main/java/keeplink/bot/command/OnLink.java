package keeplink.bot.command;

import java.util.List;
import java.util.Optional;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reply;
import keeplink.link.Link;
import keeplink.link.Links;

/// A command about one link: the link is found, or it is said in one sentence why there is none.
interface OnLink extends ChatCommand {
    /// Where the link is looked for.
    Links links();

    /// @param link the one that is meant, not in the bin
    List<Reply> run(Asker asker, Call call, Link link);

    @Override
    default boolean takesNumber() {
        return true;
    }

    @Override
    default List<Reply> run(Asker asker, Call call) {
        if (call.numberGiven() && call.number() < 1) {
            return List.of(none(asker, call.number()));
        }
        if (call.number() < 1) {
            return List.of(Reply.say(asker.phrases()
                    .say("link.which", "command", "/" + call.line().name())));
        }
        Optional<Link> link = links().find(asker.collection(), call.number());
        return link.map(found -> run(asker, call, found))
                .orElseGet(() -> List.of(
                        links().inBin(asker.collection(), call.number())
                                ? Reply.say(
                                        asker.phrases().say("link.in-bin", "number", Integer.toString(call.number())))
                                : none(asker, call.number())));
    }

    /// Says that there is no such link.
    static Reply none(Asker asker, int number) {
        return Reply.say(asker.phrases().say("link.none", "number", Integer.toString(number)));
    }
}
