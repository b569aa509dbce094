/// Measurements of the embedded engine, each beside a plain baseline of the same run.
@NullMarked
package keeplink.storage.embedded.bench;

import org.jspecify.annotations.NullMarked;
