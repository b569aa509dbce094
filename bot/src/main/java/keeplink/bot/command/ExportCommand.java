package keeplink.bot.command;

import java.time.Clock;
import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Documents;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.Reply;
import keeplink.transfer.ExportFormat;

/// `/export zip` and its like send the collection as a file.
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
        String word = call.line().arguments();
        return List.of(ExportFormat.named(word)
                .map(format -> export(asker, format))
                .orElseGet(() -> Reply.say(asker.phrases().say("export.which"))));
    }

    private Reply export(Asker asker, ExportFormat format) {
        return Reply.say(OutgoingMessage.of(asker.phrases().say("export." + format.word()))
                .withDocument(Documents.export(format, asker, clock.instant())));
    }
}
