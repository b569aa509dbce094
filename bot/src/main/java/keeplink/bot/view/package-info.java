/// What messages look like.
@NullMarked
package keeplink.bot.view;

import org.jspecify.annotations.NullMarked;
