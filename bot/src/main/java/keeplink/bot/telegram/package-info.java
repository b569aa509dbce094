/// The connection to Telegram: updates come in through a poll loop that is never deaf, messages go out paced and
/// durable.
@NullMarked
package keeplink.bot.telegram;

import org.jspecify.annotations.NullMarked;
