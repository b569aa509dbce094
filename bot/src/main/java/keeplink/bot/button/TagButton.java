package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Answers;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reply;
import keeplink.link.Tag;
import keeplink.search.SearchIndex;

/// Asks for a tag: `tag:NAME`, the name cut where it is longer than a button can carry.
public final class TagButton implements ButtonAction {
    private final Answers answers;
    private final SearchIndex index;

    public TagButton(Answers answers, SearchIndex index) {
        this.answers = answers;
        this.index = index;
    }

    @Override
    public String verb() {
        return "tag";
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String view) {
        String name = String.join(":", data.arguments());
        String query = cut(name)
                ? index.tags(asker.collection()).keySet().stream()
                        .filter(tag -> tag.name().startsWith(name))
                        .findFirst()
                        .map(Tag::toString)
                        .orElse("#" + name)
                : "#" + name;
        return answers.query(asker, query);
    }

    /// Whether a name is so long that its end may not be on the button.
    private static boolean cut(String name) {
        return !ButtonData.fits("tag:" + name + "🔗");
    }
}
