/// A Bot API server for one machine, and the chat page in front of it: Keeplink without a Telegram account, and
/// the peer the tests speak to. The bot itself talks to it over HTTP as it does to Telegram.
@NullMarked
package keeplink.bot.local;

import org.jspecify.annotations.NullMarked;
