/// What can be asked with a slash: one file per command.
@NullMarked
package keeplink.bot.command;

import org.jspecify.annotations.NullMarked;
