package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.TagsView;
import keeplink.search.SearchIndex;
import keeplink.search.TagTree;

/// `/tags` shows all tags with counts; a tap on one asks for it.
public final class TagsCommand implements ChatCommand {
    private final SearchIndex index;

    public TagsCommand(SearchIndex index) {
        this.index = index;
    }

    @Override
    public String name() {
        return "tags";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        return List.of(Reply.say(TagsView.all(TagTree.of(index, asker.collection()), 0, asker.phrases())));
    }
}
