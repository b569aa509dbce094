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
/// @param quiet when nothing is sent that nobody asked for: letters, reminders and notices wait for the end, answers
///     do not; null where there are no such hours
public record Preferences(
        boolean languageChosen,
        Receipt receipt,
        boolean snapshots,
        @Nullable QuietHours quiet) {
    /// What holds while nothing was chosen.
    public static final Preferences DEFAULT = new Preferences(false, Receipt.REACTION, true, null);

    /// How a save in a group is answered, from the most quiet on.
    public enum Receipt {
        NOTHING,
        REACTION,
        LINE,
        CARD
    }

    public Preferences withLanguageChosen(boolean chosen) {
        return new Preferences(chosen, receipt, snapshots, quiet);
    }

    public Preferences withReceipt(Receipt newReceipt) {
        return new Preferences(languageChosen, newReceipt, snapshots, quiet);
    }

    public Preferences withSnapshots(boolean taken) {
        return new Preferences(languageChosen, receipt, taken, quiet);
    }

    public Preferences withQuiet(@Nullable QuietHours hours) {
        return new Preferences(languageChosen, receipt, snapshots, hours);
    }

    /// The first moment at or after another at which something may be sent that nobody asked for.
    public Instant mayDisturb(ZonedDateTime moment) {
        return quiet == null ? moment.toInstant() : quiet.next(moment);
    }
}
