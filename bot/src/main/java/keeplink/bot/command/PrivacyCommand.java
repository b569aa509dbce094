package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reply;
import keeplink.erasure.Erasure;
import keeplink.erasure.Erasure.Holdings;

/// `/privacy` says what is kept, for how long, and how it goes.
public final class PrivacyCommand implements ChatCommand {
    private final Erasure erasure;

    public PrivacyCommand(Erasure erasure) {
        this.erasure = erasure;
    }

    @Override
    public String name() {
        return "privacy";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        Holdings held = erasure.holdings(asker.collection());
        return List.of(Reply.say(asker.phrases()
                .say("privacy", "links", held.links(), "tags", held.tags(), "snapshots", held.snapshots())));
    }
}
