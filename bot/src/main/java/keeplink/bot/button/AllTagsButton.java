package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.TagsView;
import keeplink.search.SearchIndex;
import keeplink.search.TagTree;

/// Turns the pages of all tags: `alltags:PAGE`.
public final class AllTagsButton implements ButtonAction {
    private final SearchIndex index;

    public AllTagsButton(SearchIndex index) {
        this.index = index;
    }

    @Override
    public String verb() {
        return "alltags";
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String view) {
        return List.of(new Reply.Edit(
                TagsView.all(TagTree.of(index, asker.collection()), data.number(0), asker.phrases()), List.of(), ""));
    }
}
