package keeplink.bot.command;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Documents;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.Reply;
import keeplink.transfer.ExportFormat;
import keeplink.transfer.Exports;

/// `/export zip` and its like send the collection as a file.
public final class ExportCommand implements ChatCommand {
    /// A bot may send files of up to 50 MB (Bot API, "sendDocument").
    private static final long MOST_BYTES = 48_000_000;

    private final Exports exports;
    private final Clock clock;

    public ExportCommand(Exports exports, Clock clock) {
        this.exports = exports;
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
        long bytes = exports.mostBytes(format, asker.collection());
        if (bytes > MOST_BYTES) {
            return Reply.say(asker.phrases()
                    .say(
                            "export.too-large",
                            "megabytes",
                            bytes / 1_000_000,
                            "format",
                            format.word(),
                            "extension",
                            format.extension()));
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), asker.zone());
        OutgoingMessage.Document file = Documents.export(format, asker.collection(), today);
        return Reply.say(OutgoingMessage.of(asker.phrases().say("export." + format.word()))
                .withDocument(file));
    }
}
