/// The weekly letter: its schedule and what it says.
@NullMarked
package keeplink.digest;

import org.jspecify.annotations.NullMarked;
