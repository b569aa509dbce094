package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.ReadingView;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.snapshot.CaptureQueue;

/// `/snapshot 12` sends the newest snapshot as one file that opens offline; one that is still being taken is
/// sent when it is there.
public record SnapshotCommand(Links links, CaptureQueue captures, ReadingView reading) implements OnLink {
    @Override
    public String name() {
        return "snapshot";
    }

    @Override
    public List<Reply> run(Asker asker, Call call, Link link) {
        if (!reading.hasCopy(link)
                && captures.of(link.collection(), link.number()).isPresent()) {
            OutgoingMessage wait =
                    OutgoingMessage.of(asker.phrases().say("snapshot.wait", "number", Integer.toString(link.number())));
            return List.of(new Reply.Await(wait, link.number(), Reply.Then.FILE));
        }
        return List.of(Reply.say(reading.file(link, asker.phrases()), link.number()));
    }
}
