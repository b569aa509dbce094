/// What happens by the clock: the weekly letter, and the emptying of the bin.
@NullMarked
package keeplink.bot.schedule;

import org.jspecify.annotations.NullMarked;
