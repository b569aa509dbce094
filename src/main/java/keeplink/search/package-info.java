/// Questions to a collection: their grammar, their tree, and the index that answers them.
@NullMarked
package keeplink.search;

import org.jspecify.annotations.NullMarked;
