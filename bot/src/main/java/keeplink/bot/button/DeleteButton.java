package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.Links;

/// Puts a link into the bin: `delete:NUMBER`. The card becomes the way back.
public final class DeleteButton implements ButtonAction {
    private final Links links;
    private final CardView cards;

    public DeleteButton(Links links, CardView cards) {
        this.links = links;
        this.cards = cards;
    }

    @Override
    public String verb() {
        return "delete";
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String view) {
        return OnLink.press(links, asker, data, link -> {
            links.delete(link.collection(), link.number());
            OutgoingMessage done = OutgoingMessage.of(asker.phrases()
                    .say("delete.done", "number", Integer.toString(link.number()), "title", cards.named(link)));
            return List.of(new Reply.Edit(done, List.of(), ""));
        });
    }
}
