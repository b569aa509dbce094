package keeplink.conversation;

import java.time.Instant;
import java.time.ZonedDateTime;
import keeplink.schedule.QuietHours;
import org.jspecify.annotations.Nullable;

/// What the people of a chat chose in its settings.
///
/// @param languageChosen whether the chat's language was chosen, so that it no longer follows the person's own
/// @param receipt how a save in a group is answered
/// @param snapshots whether pages are fetched and copied
/// @param quiet when nothing is sent that nobody asked for: letters and reminders wait for the end, answers do not;
///     null where there are no such hours
/// @param topics whether each topic of a group keeps links of its own, as [Chat#topic]
public record Preferences(
        boolean languageChosen,
        Receipt receipt,
        boolean snapshots,
        @Nullable QuietHours quiet,
        boolean topics) {
    /// What holds while nothing was chosen.
    public static final Preferences DEFAULT = new Preferences(false, Receipt.REACTION, true, null, false);

    /// How a save in a group is answered, from the most quiet on.
    public enum Receipt {
        NOTHING,
        REACTION,
        LINE,
        CARD
    }

    public Preferences withLanguageChosen(boolean chosen) {
        return new Preferences(chosen, receipt, snapshots, quiet, topics);
    }

    public Preferences withReceipt(Receipt newReceipt) {
        return new Preferences(languageChosen, newReceipt, snapshots, quiet, topics);
    }

    public Preferences withSnapshots(boolean taken) {
        return new Preferences(languageChosen, receipt, taken, quiet, topics);
    }

    public Preferences withQuiet(@Nullable QuietHours hours) {
        return new Preferences(languageChosen, receipt, snapshots, hours, topics);
    }

    public Preferences withTopics(boolean apart) {
        return new Preferences(languageChosen, receipt, snapshots, quiet, apart);
    }

    /// The first moment at or after another at which something may be sent that nobody asked for.
    public Instant mayDisturb(ZonedDateTime moment) {
        return quiet == null ? moment.toInstant() : quiet.next(moment);
    }
}
