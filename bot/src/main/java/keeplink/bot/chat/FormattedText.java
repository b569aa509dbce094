package keeplink.bot.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A text and what the chat network found in it. We look for addresses and tags with no pattern of our own.
///
/// @param text what was written
/// @param spans in order of their start; offsets that do not fit the text were dropped
public record FormattedText(String text, List<Span> spans) {
    public static final FormattedText EMPTY = new FormattedText("", List.of());

    /// Something in the text.
    ///
    /// @param start in UTF-16 units
    /// @param end in UTF-16 units, exclusive
    /// @param url where a [Kind#HIDDEN_ADDRESS] leads
    public record Span(
            Kind kind, int start, int end, @Nullable String url) {}

    /// What a span is.
    public enum Kind {
        ADDRESS,
        HIDDEN_ADDRESS,
        TAG,
        MENTION,
        COMMAND
    }

    public FormattedText {
        spans = spans.stream()
                .filter(span -> span.start() >= 0 && span.start() < span.end() && span.end() <= text.length())
                .sorted(java.util.Comparator.comparingInt(Span::start))
                .toList();
    }

    /// The words of a span.
    public String at(Span span) {
        return text.substring(span.start(), span.end());
    }
}
