package keeplink.bot.command;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Documents;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.TagCloud;
import keeplink.bot.view.TagsView;
import keeplink.search.SearchIndex;
import keeplink.search.TagTree;

/// `/tags` shows all tags with counts; a tap on one asks for it. `/tags cloud` shows them as a picture.
public final class TagsCommand implements ChatCommand {
    private static final Set<String> CLOUD = Set.of("cloud", "云", "标签云");

    private final SearchIndex index;
    private final Clock clock;

    public TagsCommand(SearchIndex index, Clock clock) {
        this.index = index;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "tags";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        String wish =
                call.line().arguments().strip().toLowerCase(asker.phrases().language());
        return List.of(
                CLOUD.contains(wish)
                        ? cloud(asker)
                        : Reply.say(TagsView.all(TagTree.of(index, asker.collection()), 0, asker.phrases())));
    }

    /// All tags as a picture.
    public Reply cloud(Asker asker) {
        int tags = index.tags(asker.collection()).size();
        if (tags == 0) {
            return Reply.say(asker.phrases().say("tags.none"));
        }
        if (!TagCloud.isPossible()) {
            return Reply.say(asker.phrases().say("tags.no-fonts"));
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), asker.zone());
        return Reply.say(OutgoingMessage.of(asker.phrases().say("tags.cloud", "count", tags))
                .withDocument(Documents.tagCloud(asker.collection(), today)));
    }
}
