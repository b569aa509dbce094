/// Everything of one collection goes for good, because its people wish it.
@NullMarked
package keeplink.erasure;

import org.jspecify.annotations.NullMarked;
