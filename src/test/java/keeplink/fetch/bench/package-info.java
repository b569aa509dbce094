/// Measurements of the fetcher, run by hand.
@NullMarked
package keeplink.fetch.bench;

import org.jspecify.annotations.NullMarked;
