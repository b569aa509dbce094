package keeplink.bot.button;

import java.util.List;
import java.util.Optional;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.Reply;
import keeplink.bot.chat.Twins;
import keeplink.link.Vocabulary;

/// Says whether two tags are one: `twins:1` merges the new one into the other, `twins:0` leaves both.
public final class TwinsButton implements ButtonAction {
    private final Vocabulary vocabulary;

    public TwinsButton(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    @Override
    public String verb() {
        return "twins";
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String view) {
        Optional<Twins.Pair> pair = Twins.Pair.read(view);
        if (pair.isEmpty()) {
            return List.of(new Reply.Toast(asker.phrases().say("list.gone")));
        }
        String key = data.number(0) == 1 ? "tag.merge" : "twins.both";
        int links = data.number(0) == 1
                ? vocabulary
                        .merge(
                                asker.collection(),
                                pair.get().fresh(),
                                pair.get().known())
                        .links()
                : 0;
        return List.of(new Reply.Edit(
                OutgoingMessage.of(asker.phrases()
                        .say(key, "from", pair.get().fresh(), "to", pair.get().known(), "count", links)),
                List.of(),
                ""));
    }
}
