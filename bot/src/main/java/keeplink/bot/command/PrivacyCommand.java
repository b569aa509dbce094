package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reply;
import keeplink.bot.text.Html;
import keeplink.erasure.Erasure;
import keeplink.erasure.Erasure.Holdings;

/// `/privacy` says what is kept, for how long, and how it goes.
public final class PrivacyCommand implements ChatCommand {
    private final Erasure erasure;
    private final boolean archived;

    /// @param archived whether a public archive learns addresses that are kept here
    public PrivacyCommand(Erasure erasure, boolean archived) {
        this.erasure = erasure;
        this.archived = archived;
    }

    @Override
    public String name() {
        return "privacy";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        Holdings held = erasure.holdings(asker.collection());
        Html kept = asker.phrases()
                .say("privacy", "links", held.links(), "tags", held.tags(), "snapshots", held.snapshots());
        return List.of(Reply.say(
                archived ? kept.plus(new Html("\n\n")).plus(asker.phrases().say("privacy.archive")) : kept));
    }
}
