package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reply;
import keeplink.bot.command.TagsCommand;

/// Sends all tags as a picture: `cloud`.
public final class CloudButton implements ButtonAction {
    private final TagsCommand command;

    public CloudButton(TagsCommand command) {
        this.command = command;
    }

    @Override
    public String verb() {
        return "cloud";
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String view) {
        return List.of(command.cloud(asker));
    }
}
