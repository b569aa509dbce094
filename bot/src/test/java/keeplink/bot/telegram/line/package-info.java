/// Broken lines in network namespaces: who polls and who answers, in processes of their own.
@NullMarked
package keeplink.bot.telegram.line;

import org.jspecify.annotations.NullMarked;
