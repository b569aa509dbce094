package keeplink.bot.chat;

import java.util.List;
import keeplink.bot.text.Html;
import org.jspecify.annotations.Nullable;

/// What is offered to somebody who types the bot's name and a few words in any chat.
///
/// @param items what can be shared, at most 50 (Bot API, `answerInlineQuery`)
/// @param next where the next page starts, at most 64 bytes; empty where there is none
/// @param start a way into the private chat with the bot, null where none is shown
public record Offer(List<Item> items, String next, @Nullable Start start) {
    public Offer {
        items = List.copyOf(items);
    }

    /// Something to share.
    ///
    /// @param id names it in the offer, 1 to 64 bytes
    /// @param text the message that is sent when it is chosen
    /// @param preview the address whose preview that message shows
    /// @param thumbnail the address of a picture beside it, null where there is none
    public record Item(
            String id,
            String title,
            String description,
            Html text,
            String preview,
            @Nullable String thumbnail) {}

    /// A button above the items.
    ///
    /// @param parameter 1 to 64 of A-Z, a-z, 0-9, `_` and `-`, which `/start` is then given
    public record Start(String label, String parameter) {}
}
