package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reminding;
import keeplink.bot.chat.Reply;

/// `/reminders` lists which links come back and when, with a button for each to change or cancel it.
public final class RemindersCommand implements ChatCommand {
    private final Reminding reminding;

    public RemindersCommand(Reminding reminding) {
        this.reminding = reminding;
    }

    @Override
    public String name() {
        return "reminders";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        return List.of(Reply.say(reminding.list(asker, 0)));
    }
}
