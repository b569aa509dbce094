package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.ReadingView;
import keeplink.link.Links;

/// Sends the newest snapshot as a file: `file:NUMBER`.
public final class FileButton implements ButtonAction {
    private final Links links;
    private final ReadingView reading;

    public FileButton(Links links, ReadingView reading) {
        this.links = links;
        this.reading = reading;
    }

    @Override
    public String verb() {
        return "file";
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String view) {
        return OnLink.press(
                links, asker, data, link -> List.of(Reply.say(reading.file(link, asker.phrases()), link.number())));
    }
}
