/// Every sentence a person reads, in every language.
@NullMarked
package keeplink.bot.text;

import org.jspecify.annotations.NullMarked;
