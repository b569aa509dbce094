package keeplink.bot.telegram;

import java.time.Duration;

/// How fast messages may go out.
///
/// @param overall between two messages, whatever their chats
/// @param late a permit that is taken late by no more does not delay those after it
/// @param most messages that the server may count within any stretch of `within`, at least 1
/// @param burst messages that may go to a chat at once after a pause, at least 1
/// @param chat between two messages to one chat, on average
/// @param group between two messages to one group, on average
public record SendingLimits(
        Duration overall, Duration late, int most, Duration within, int burst, Duration chat, Duration group) {
    /// Telegram's (Bots FAQ, "My bot is hitting limits"): 30 messages a second in all, with room for 8 ms of
    /// jitter on the way before a second has 31, and slower by what there is more; one that the machine held up is
    /// made up for, as far as those 30 allow. One a second per chat with short bursts; 20 a minute per group, which
    /// are three at once and 17 more within any minute.
    public static final SendingLimits TELEGRAM = new SendingLimits(
            Duration.ofNanos(33_750_000),
            Duration.ofMillis(100),
            30,
            Duration.ofMillis(1_001),
            3,
            Duration.ofMillis(1_010),
            Duration.ofMillis(3_550));

    /// For a server that takes whatever comes, such as the one on this machine behind the chat page: only so many
    /// at once as are of use.
    public static final SendingLimits NONE =
            new SendingLimits(Duration.ZERO, Duration.ZERO, 32, Duration.ZERO, 1, Duration.ZERO, Duration.ZERO);
}
