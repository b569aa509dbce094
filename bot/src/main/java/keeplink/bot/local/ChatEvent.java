package keeplink.bot.local;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What happened in a chat, as an app would show it.
public sealed interface ChatEvent {
    /// The chat it happened in.
    long chat();

    /// A message came, or has another content now: the whole message in Telegram's form.
    record Shown(long chat, JsonNode message) implements ChatEvent {}

    /// A message is gone.
    record Deleted(long chat, long message) implements ChatEvent {}

    /// The bot put a reaction on a message, or took it back.
    record Reacted(long chat, long message, @Nullable String emoji) implements ChatEvent {}

    /// The bot answered a press of a button; without text it only stops the waiting.
    record Answered(long chat, String callback, @Nullable String text, boolean alert) implements ChatEvent {}

    /// The bot is busy, as `typing` or `upload_document` say.
    record Busy(long chat, String action) implements ChatEvent {}
}
