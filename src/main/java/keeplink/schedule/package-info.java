/// What happens by the clock, whatever it is: sleeping until something is due, and hours in which nobody wants to
/// hear of it.
@NullMarked
package keeplink.schedule;

import org.jspecify.annotations.NullMarked;
