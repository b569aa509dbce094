/// The runnable application: the one place where core, storage and the chat meet.
@NullMarked
package keeplink.bot;

import org.jspecify.annotations.NullMarked;
