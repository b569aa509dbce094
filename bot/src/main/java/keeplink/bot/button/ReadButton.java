package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.ReadingPlaces;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.ReadingView;
import keeplink.link.Links;

/// Shows a page of the article where the card or another page was: `read:NUMBER:PAGE`, or where the
/// person stopped: `read:NUMBER`.
public final class ReadButton implements ButtonAction {
    private final Links links;
    private final ReadingView reading;
    private final ReadingPlaces places;

    public ReadButton(Links links, ReadingView reading, ReadingPlaces places) {
        this.links = links;
        this.reading = reading;
        this.places = places;
    }

    @Override
    public String verb() {
        return "read";
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String view) {
        return OnLink.press(links, asker, data, link -> {
            links.opened(link.collection(), link.number());
            // the card's button says no page: it opens where the person stopped
            int page = data.number(1) < 0 ? places.of(asker, link.number()) : data.number(1);
            places.at(asker, link.number(), page);
            return List.of(new Reply.Edit(reading.page(link, page, asker.phrases()), List.of(link.number()), ""));
        });
    }
}
