/// Links: what is kept, under which address and tags, and every change to it.
@NullMarked
package keeplink.link;

import org.jspecify.annotations.NullMarked;
