/// Which tags a link may want: the page's own, and those its collection uses for pages like it.
@NullMarked
package keeplink.suggest;

import org.jspecify.annotations.NullMarked;
