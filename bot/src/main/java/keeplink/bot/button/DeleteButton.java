package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.Link;
import keeplink.link.Links;

/// Puts a link into the bin: `delete:NUMBER`. The card becomes the way back.
public record DeleteButton(Links links, CardView cards) implements OnLink {
    @Override
    public String verb() {
        return "delete";
    }

    @Override
    public List<Reply> press(Asker asker, Link link, ButtonData data, String view) {
        links.delete(link.collection(), link.number());
        OutgoingMessage done = OutgoingMessage.of(asker.phrases()
                .say("delete.done", "number", Integer.toString(link.number()), "title", cards.named(link)));
        return List.of(new Reply.Edit(done, List.of(), ""));
    }
}
