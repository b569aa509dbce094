/// Who may use this Keeplink, and how its owner claims it.
@NullMarked
package keeplink.access;

import org.jspecify.annotations.NullMarked;
