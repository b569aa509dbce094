package keeplink.bot.button;

import java.util.List;
import java.util.Optional;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reminding;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.ReminderView;
import keeplink.link.Link;
import keeplink.link.Links;

/// Lets a link come back at one of the usual moments: `remind:NUMBER:CHOICE`.
public record RemindButton(Links links, Reminding reminding) implements OnLink {
    @Override
    public String verb() {
        return ReminderView.SET;
    }

    @Override
    public List<Reply> press(Asker asker, Link link, ButtonData data, String view) {
        Optional<String> phrase = data.arguments().size() < 2
                ? Optional.empty()
                : ReminderView.phrase(data.arguments().get(1));
        return List.of(new Reply.Edit(
                phrase.map(when -> reminding.set(asker, link, when)).orElseGet(() -> reminding.choice(asker, link)),
                List.of(link.number()),
                ""));
    }
}
