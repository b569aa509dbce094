/// Links a person wants to see again at a moment: the words for moments, what is kept, and when it is due.
@NullMarked
package keeplink.reminder;

import org.jspecify.annotations.NullMarked;
