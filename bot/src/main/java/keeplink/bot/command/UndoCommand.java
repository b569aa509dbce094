package keeplink.bot.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reply;
import keeplink.link.Change;
import keeplink.link.Links;

/// `/undo` takes back the last change.
public final class UndoCommand implements ChatCommand {
    private final Links links;

    public UndoCommand(Links links) {
        this.links = links;
    }

    @Override
    public String name() {
        return "undo";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        Optional<Change> undone = links.undo(asker.collection());
        if (undone.isEmpty()) {
            return List.of(Reply.say(asker.phrases().say("undo.nothing")));
        }
        Change change = undone.get();
        String key = "undo." + change.what().name().toLowerCase(Locale.ROOT);
        String number = change.before().isEmpty()
                ? ""
                : Integer.toString(change.before().getFirst().number());
        return List.of(Reply.say(asker.phrases()
                .say(key, "number", number, "count", change.before().size())));
    }
}
