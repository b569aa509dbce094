package keeplink.bot.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand.Call;
import keeplink.bot.chat.Reply;
import keeplink.link.Link;
import keeplink.link.Links;

/// Finds the link a command means, or says in one sentence why there is none.
final class OnLink {
    private OnLink() {}

    static List<Reply> run(Links links, Asker asker, Call call, Function<Link, List<Reply>> then) {
        if (call.numberGiven() && call.number() < 1) {
            return List.of(none(asker, call.number()));
        }
        if (call.number() < 1) {
            return List.of(Reply.say(asker.phrases()
                    .say("link.which", "command", "/" + call.line().name())));
        }
        Optional<Link> link = links.find(asker.collection(), call.number());
        return link.map(then)
                .orElseGet(() -> List.of(
                        links.inBin(asker.collection(), call.number())
                                ? Reply.say(
                                        asker.phrases().say("link.in-bin", "number", Integer.toString(call.number())))
                                : none(asker, call.number())));
    }

    static Reply none(Asker asker, int number) {
        return Reply.say(asker.phrases().say("link.none", "number", Integer.toString(number)));
    }
}
