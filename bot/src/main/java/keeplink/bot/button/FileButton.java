package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.ReadingView;
import keeplink.link.Link;
import keeplink.link.Links;

/// Sends the newest snapshot as a file: `file:NUMBER`.
public record FileButton(Links links, ReadingView reading) implements OnLink {
    @Override
    public String verb() {
        return "file";
    }

    @Override
    public List<Reply> press(Asker asker, Link link, ButtonData data, String view) {
        return List.of(Reply.say(reading.file(link, asker.phrases()), link.number()));
    }
}
