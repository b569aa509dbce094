/// Kept copies of pages, how they are made, stored and put together again, and the durable jobs that take them.
@NullMarked
package keeplink.snapshot;

import org.jspecify.annotations.NullMarked;
