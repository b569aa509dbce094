/// What keeping pages costs, measured by hand.
@NullMarked
package keeplink.storage.bench;

import org.jspecify.annotations.NullMarked;
