package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reminding;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.ReminderView;

/// Turns the pages of the reminders: `rems:PAGE`.
public final class RemindersButton implements ButtonAction {
    private final Reminding reminding;

    public RemindersButton(Reminding reminding) {
        this.reminding = reminding;
    }

    @Override
    public String verb() {
        return ReminderView.LIST;
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String view) {
        return List.of(new Reply.Edit(reminding.list(asker, Math.max(0, data.number(0))), List.of(), ""));
    }
}
