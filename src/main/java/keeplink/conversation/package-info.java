/// What Keeplink remembers of a chat, whichever network it lives on.
@NullMarked
package keeplink.conversation;

import org.jspecify.annotations.NullMarked;
