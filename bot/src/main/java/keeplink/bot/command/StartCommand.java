package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reply;

/// `/start` says what Keeplink does.
public final class StartCommand implements ChatCommand {
    @Override
    public String name() {
        return "start";
    }

    @Override
    public boolean listed() {
        return false;
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        return List.of(Reply.say(asker.phrases().say("start")));
    }
}
