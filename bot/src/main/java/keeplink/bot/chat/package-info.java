/// The kernel of the conversation: what came in, who answers, what goes out. Knows no chat network.
@NullMarked
package keeplink.bot.chat;

import org.jspecify.annotations.NullMarked;
