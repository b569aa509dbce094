package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reply;

/// `/cancel` leaves a dialogue. Any command does; this one does nothing else.
public final class CancelCommand implements ChatCommand {
    @Override
    public String name() {
        return "cancel";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        return List.of(Reply.say(asker.phrases().say(call.endedDialogue() ? "cancel.done" : "cancel.nothing")));
    }
}
