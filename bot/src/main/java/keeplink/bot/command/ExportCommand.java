package keeplink.bot.command;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Documents;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.Reply;

/// `/export json` sends the collection as a file.
public final class ExportCommand implements ChatCommand {
    private final Clock clock;

    public ExportCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "export";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        String format = call.line().arguments().toLowerCase(Locale.ROOT);
        if (!format.equals("json")) {
            return List.of(Reply.say(asker.phrases().say("export.which", "format", format)));
        }
        OutgoingMessage.Document file =
                Documents.exportJson(asker.collection(), LocalDate.ofInstant(clock.instant(), asker.zone()));
        return List.of(
                Reply.say(OutgoingMessage.of(asker.phrases().say("export.json")).withDocument(file)));
    }
}
