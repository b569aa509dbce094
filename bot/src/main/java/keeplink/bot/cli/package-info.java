/// What can be asked of Keeplink in a terminal: one file per command.
@NullMarked
package keeplink.bot.cli;

import org.jspecify.annotations.NullMarked;
