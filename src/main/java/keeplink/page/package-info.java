/// What a page says: its characters, metadata, article, and the verdict on what was got.
@NullMarked
package keeplink.page;

import org.jspecify.annotations.NullMarked;
