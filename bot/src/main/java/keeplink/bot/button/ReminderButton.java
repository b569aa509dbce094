package keeplink.bot.button;

import java.util.List;
import java.util.Optional;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.Reminding;
import keeplink.bot.chat.Reply;
import keeplink.bot.command.RemindCommand;
import keeplink.bot.view.ReminderView;
import keeplink.reminder.Reminder;

/// Shows, moves or cancels a reminder: `rem:ID`, `rem:ID:CHOICE`, `rem:ID:other`, `rem:ID:x`. Only who asked for it
/// can.
public final class ReminderButton implements ButtonAction {
    private final Reminding reminding;
    private final RemindCommand command;

    public ReminderButton(Reminding reminding, RemindCommand command) {
        this.reminding = reminding;
        this.command = command;
    }

    @Override
    public String verb() {
        return ReminderView.ONE;
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String view) {
        String id = data.arguments().isEmpty() ? "" : data.arguments().getFirst();
        Optional<Reminder> found = reminding.find(asker, id);
        if (found.isEmpty()) {
            return List.of(new Reply.Toast(asker.phrases().say("remind.gone")));
        }
        Reminder reminder = found.get();
        if (!reminding.isOf(asker, reminder)) {
            return List.of(new Reply.Toast(asker.phrases()
                    .say("remind.not-yours", "person", reminder.person().display())));
        }
        String wish = data.arguments().size() < 2 ? "" : data.arguments().get(1);
        return List.of(
                switch (wish) {
                    case ReminderView.CANCEL -> edit(reminder, reminding.cancel(asker, reminder));
                    case ReminderView.OTHER -> command.askWhen(asker, reminder);
                    default ->
                        edit(
                                reminder,
                                ReminderView.phrase(wish)
                                        .map(phrase -> reminding.change(asker, reminder, phrase))
                                        .orElseGet(() -> reminding.one(asker, reminder)));
                });
    }

    private static Reply edit(Reminder reminder, OutgoingMessage body) {
        return new Reply.Edit(body, List.of(reminder.number()), "");
    }
}
