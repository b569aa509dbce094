package keeplink.bot.button;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.ReadingPlaces;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.ReadingView;
import keeplink.link.Link;
import keeplink.link.Links;

/// Marks an article as read and opens the newest unread one that can be read: `done:NUMBER`.
public record DoneButton(Links links, ReadingView reading, ReadingPlaces places) implements OnLink {
    @Override
    public String verb() {
        return "done";
    }

    @Override
    public List<Reply> press(Asker asker, Link link, ButtonData data, String view) {
        links.mark(link.collection(), link.number(), Link.State.READ);
        // from its beginning the next time
        places.at(asker, link.number(), 0);
        Optional<Link> next = links.all(asker.collection()).stream()
                .filter(unread -> unread.state() == Link.State.UNREAD && unread.readingSeconds() > 0)
                .max(Comparator.comparing(Link::addedAt).thenComparing(Link::number));
        if (next.isEmpty()) {
            return List.of(new Reply.Edit(
                    OutgoingMessage.of(asker.phrases().say("read.all-done")), List.of(link.number()), ""));
        }
        int number = next.get().number();
        links.opened(link.collection(), number);
        return List.of(new Reply.Edit(
                reading.page(next.get(), places.of(asker, number), asker.phrases()), List.of(number), ""));
    }
}
