/// Documents in MongoDB or in the embedded engine, content-addressed blobs, and the search index.
@NullMarked
package keeplink.storage;

import org.jspecify.annotations.NullMarked;
