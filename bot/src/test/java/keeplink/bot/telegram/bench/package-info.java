/// Measurements of the connection to Telegram, each beside a named baseline of the same run.
@NullMarked
package keeplink.bot.telegram.bench;

import org.jspecify.annotations.NullMarked;
