/// Measurements of captures, run on request.
@NullMarked
package keeplink.snapshot.bench;

import org.jspecify.annotations.NullMarked;
