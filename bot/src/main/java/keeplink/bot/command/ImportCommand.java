package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Importing;
import keeplink.bot.chat.Incoming;
import keeplink.bot.chat.Reply;

/// `/import`, under a file or in reply to one, takes in its links; alone it says what can be sent.
public final class ImportCommand implements ChatCommand {
    private final Importing importing;

    public ImportCommand(Importing importing) {
        this.importing = importing;
    }

    @Override
    public String name() {
        return "import";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        Incoming.File file = call.file();
        return file == null ? List.of(Reply.say(asker.phrases().say("import.which"))) : importing.asked(asker, file);
    }
}
