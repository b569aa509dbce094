package keeplink.bot.button;

import java.time.Clock;
import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Documents;
import keeplink.bot.chat.Members;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.Reply;
import keeplink.bot.text.Texts.Phrases;
import keeplink.erasure.Erasure;
import keeplink.erasure.Erasure.Holdings;
import keeplink.transfer.ExportFormat;

/// The choices under `/forgetme`: `forget:export`, `forget:all`, `forget:no`.
public final class ForgetButton implements ButtonAction {
    private final Erasure erasure;
    private final Members members;
    private final Clock clock;

    public ForgetButton(Erasure erasure, Members members, Clock clock) {
        this.erasure = erasure;
        this.members = members;
        this.clock = clock;
    }

    @Override
    public String verb() {
        return "forget";
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String view) {
        Phrases phrases = asker.phrases();
        if (!members.mayDecide(asker)) {
            return List.of(new Reply.Toast(phrases.say("group.administrators")));
        }
        return switch (data.arguments().isEmpty() ? "" : data.arguments().getFirst()) {
            case "export" ->
                List.of(Reply.say(OutgoingMessage.of(phrases.say("export.json"))
                        .withDocument(Documents.export(ExportFormat.JSON, asker, clock.instant()))));
            case "all" -> {
                Holdings gone = erasure.erase(asker.collection());
                // a message of its own: what the one with the buttons was about is forgotten too
                yield List.of(Reply.say(phrases.say(
                        "forgetme.done",
                        "links",
                        gone.links(),
                        "tags",
                        gone.tags(),
                        "snapshots",
                        gone.snapshots(),
                        "kilobytes",
                        (gone.bytes() + 1023) / 1024)));
            }
            default -> List.of(new Reply.Edit(OutgoingMessage.of(phrases.say("forgetme.kept")), List.of(), ""));
        };
    }
}
