package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.ReadingPlaces;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.ReadingView;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.snapshot.CaptureQueue;

/// `/read 12` shows the article in the chat, paged by buttons; one that is still being captured is shown when it
/// is there. It opens where the person stopped.
public record ReadCommand(Links links, CaptureQueue captures, ReadingView reading, ReadingPlaces places)
        implements OnLink {
    @Override
    public String name() {
        return "read";
    }

    @Override
    public List<Reply> run(Asker asker, Call call, Link link) {
        if (!reading.hasCopy(link)
                && captures.of(link.collection(), link.number()).isPresent()) {
            OutgoingMessage wait =
                    OutgoingMessage.of(asker.phrases().say("read.wait", "number", Integer.toString(link.number())));
            return List.of(new Reply.Await(wait, link.number(), Reply.Then.ARTICLE));
        }
        links.opened(link.collection(), link.number());
        return List.of(Reply.say(reading.page(link, places.of(asker, link.number()), asker.phrases()), link.number()));
    }
}
