/// A collection as a file: one class per format.
@NullMarked
package keeplink.transfer;

import org.jspecify.annotations.NullMarked;
