package keeplink.bot.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reply;
import keeplink.link.Change;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.snapshot.Snapshots;

/// `/undo` takes back the last change.
public final class UndoCommand implements ChatCommand {
    private final Links links;
    private final Snapshots snapshots;

    public UndoCommand(Links links, Snapshots snapshots) {
        this.links = links;
        this.snapshots = snapshots;
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
        if (change.what() == Change.What.IMPORTED) {
            for (Link before : change.before()) {
                links.find(before.collection(), before.number())
                        .ifPresent(link -> snapshots.keepKnown(link, change.at()));
            }
        }
        String key = "undo." + change.what().name().toLowerCase(Locale.ROOT);
        String number = change.before().isEmpty()
                ? ""
                : Integer.toString(change.before().getFirst().number());
        return List.of(Reply.say(asker.phrases()
                .say(key, "number", number, "count", change.before().size())));
    }
}
