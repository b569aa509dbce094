package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.ReadingView;
import keeplink.link.Links;

/// Shows a page of the article where the card or another page was: `read:NUMBER:PAGE`.
public final class ReadButton implements ButtonAction {
    private final Links links;
    private final ReadingView reading;

    public ReadButton(Links links, ReadingView reading) {
        this.links = links;
        this.reading = reading;
    }

    @Override
    public String verb() {
        return "read";
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String view) {
        return OnLink.press(links, asker, data, link -> {
            links.opened(link.collection(), link.number());
            return List.of(new Reply.Edit(
                    reading.page(link, Math.max(0, data.number(1)), asker.phrases()), List.of(link.number()), ""));
        });
    }
}
