/// Whether the pages of kept links are still there: looks at them again and again, and what several looks agree on.
@NullMarked
package keeplink.health;

import org.jspecify.annotations.NullMarked;
