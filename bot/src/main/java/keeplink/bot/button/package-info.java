/// What a press on a button does: one file per button.
@NullMarked
package keeplink.bot.button;

import org.jspecify.annotations.NullMarked;
