/// Showing a kept copy in a browser: addresses that are signed, expire, and are dead when their link is gone.
@NullMarked
package keeplink.viewing;

import org.jspecify.annotations.NullMarked;
