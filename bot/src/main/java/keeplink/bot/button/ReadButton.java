package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.ReadingPlaces;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.ReadingView;
import keeplink.link.Link;
import keeplink.link.Links;

/// Shows a page of the article where the card or another page was: `read:NUMBER:PAGE`, or where the
/// person stopped: `read:NUMBER`.
public record ReadButton(Links links, ReadingView reading, ReadingPlaces places) implements OnLink {
    @Override
    public String verb() {
        return "read";
    }

    @Override
    public List<Reply> press(Asker asker, Link link, ButtonData data, String view) {
        links.opened(link.collection(), link.number());
        // the card's button says no page: it opens where the person stopped
        int page = data.number(1) < 0 ? places.of(asker, link.number()) : data.number(1);
        places.at(asker, link.number(), page);
        return List.of(new Reply.Edit(reading.page(link, page, asker.phrases()), List.of(link.number()), ""));
    }
}
