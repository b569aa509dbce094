/// What came in and is not yet done, and what must go out and is not yet there.
@NullMarked
package keeplink.delivery;

import org.jspecify.annotations.NullMarked;
