package keeplink.bot.telegram;

/// Text that must not be seen: it prints as `***`, whatever its length.
///
/// @param value the text itself, for the one place that needs it
public record Secret(String value) {
    @Override
    public String toString() {
        return "***";
    }

    /// Replaces this secret wherever it stands in a text meant for people or logs.
    String removedFrom(String text) {
        return value.isEmpty() ? text : text.replace(value, "***");
    }
}
