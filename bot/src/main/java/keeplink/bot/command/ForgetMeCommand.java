package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Members;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.OutgoingMessage.Button;
import keeplink.bot.chat.Reply;
import keeplink.bot.text.Texts.Phrases;
import keeplink.erasure.Erasure;
import keeplink.erasure.Erasure.Holdings;

/// `/forgetme` deletes everything of this collection, after an export was offered and the wish confirmed.
public final class ForgetMeCommand implements ChatCommand {
    private final Erasure erasure;
    private final Members members;

    public ForgetMeCommand(Erasure erasure, Members members) {
        this.erasure = erasure;
        this.members = members;
    }

    @Override
    public String name() {
        return "forgetme";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        Phrases phrases = asker.phrases();
        if (!members.mayDecide(asker)) {
            return List.of(Reply.say(phrases.say("group.administrators")));
        }
        Holdings held = erasure.holdings(asker.collection());
        OutgoingMessage body = OutgoingMessage.of(phrases.say(
                        "forgetme.sure", "links", held.links(), "tags", held.tags(), "snapshots", held.snapshots()))
                .withButtons(List.of(
                        List.of(Button.press(phrases.label("forgetme.export"), ButtonData.of("forget", "export"))),
                        List.of(Button.press(phrases.label("forgetme.all"), ButtonData.of("forget", "all"))),
                        List.of(Button.press(phrases.label("forgetme.no"), ButtonData.of("forget", "no")))));
        return List.of(Reply.say(body));
    }
}
