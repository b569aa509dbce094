package keeplink.conversation;

/// What the people of a chat chose in its settings.
///
/// @param languageChosen whether the chat's language was chosen, so that it no longer follows the person's own
/// @param receipt how a save in a group is answered
/// @param snapshots whether pages are fetched and copied
public record Preferences(boolean languageChosen, Receipt receipt, boolean snapshots) {
    /// What holds while nothing was chosen.
    public static final Preferences DEFAULT = new Preferences(false, Receipt.REACTION, true);

    /// How a save in a group is answered, from the most quiet on.
    public enum Receipt {
        NOTHING,
        REACTION,
        LINE,
        CARD
    }

    public Preferences withLanguageChosen(boolean chosen) {
        return new Preferences(chosen, receipt, snapshots);
    }

    public Preferences withReceipt(Receipt newReceipt) {
        return new Preferences(languageChosen, newReceipt, snapshots);
    }

    public Preferences withSnapshots(boolean taken) {
        return new Preferences(languageChosen, receipt, taken);
    }
}
