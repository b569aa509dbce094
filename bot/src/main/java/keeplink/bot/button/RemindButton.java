package keeplink.bot.button;

import java.util.List;
import java.util.Optional;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reminding;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.ReminderView;
import keeplink.link.Links;

/// Lets a link come back at one of the usual moments: `remind:NUMBER:CHOICE`.
public final class RemindButton implements ButtonAction {
    private final Links links;
    private final Reminding reminding;

    public RemindButton(Links links, Reminding reminding) {
        this.links = links;
        this.reminding = reminding;
    }

    @Override
    public String verb() {
        return ReminderView.SET;
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String view) {
        Optional<String> phrase = data.arguments().size() < 2
                ? Optional.empty()
                : ReminderView.phrase(data.arguments().get(1));
        return OnLink.press(
                links,
                asker,
                data,
                link -> List.of(new Reply.Edit(
                        phrase.map(when -> reminding.set(asker, link, when))
                                .orElseGet(() -> reminding.choice(asker, link)),
                        List.of(link.number()),
                        "")));
    }
}
