/// Keeplink's core: links, pages, snapshots, search, digests. Knows no chat network, no database and no
/// framework.
@NullMarked
package keeplink;

import org.jspecify.annotations.NullMarked;
