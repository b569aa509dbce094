package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.ListView;
import keeplink.search.SearchIndex;

/// `/tags` shows all tags with counts; a tap on one asks for it.
public final class TagsCommand implements ChatCommand {
    private final SearchIndex index;
    private final ListView lists;

    public TagsCommand(SearchIndex index, ListView lists) {
        this.index = index;
        this.lists = lists;
    }

    @Override
    public String name() {
        return "tags";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        return List.of(Reply.say(lists.tags(index.tags(asker.collection()), asker.phrases())));
    }
}
