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
import keeplink.transfer.WaczExport;

/// `/export json` and `/export wacz` send the collection as a file.
public final class ExportCommand implements ChatCommand {
    /// A bot may send files of up to 50 MB (Bot API, "sendDocument").
    private static final long MOST_BYTES = 48_000_000;

    private final WaczExport wacz;
    private final Clock clock;

    public ExportCommand(WaczExport wacz, Clock clock) {
        this.wacz = wacz;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "export";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        String format = call.line().arguments().toLowerCase(Locale.ROOT);
        LocalDate today = LocalDate.ofInstant(clock.instant(), asker.zone());
        return List.of(
                switch (format) {
                    case "json" -> file(asker, "export.json", Documents.exportJson(asker.collection(), today));
                    case "wacz" -> wacz(asker, today);
                    default -> Reply.say(asker.phrases().say("export.which", "format", format));
                });
    }

    private Reply wacz(Asker asker, LocalDate today) {
        long bytes = wacz.mostBytes(asker.collection());
        return bytes > MOST_BYTES
                ? Reply.say(asker.phrases().say("export.too-large", "megabytes", bytes / 1_000_000))
                : file(asker, "export.wacz", Documents.exportWacz(asker.collection(), today));
    }

    private static Reply file(Asker asker, String sentence, OutgoingMessage.Document file) {
        return Reply.say(OutgoingMessage.of(asker.phrases().say(sentence)).withDocument(file));
    }
}
