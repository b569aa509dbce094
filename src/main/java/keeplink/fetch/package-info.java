/// Fetching a stranger's address safely: guarded at every connection, bounded in time and bytes, polite to hosts.
@NullMarked
package keeplink.fetch;

import org.jspecify.annotations.NullMarked;
