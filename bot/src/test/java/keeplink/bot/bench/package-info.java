/// Measurements of the whole bot, to be run by hand.
@NullMarked
package keeplink.bot.bench;

import org.jspecify.annotations.NullMarked;
