/// What extracting articles costs, measured by hand.
@NullMarked
package keeplink.page.bench;

import org.jspecify.annotations.NullMarked;
