/// A MongoDB stand-in inside the process: the commands of MongoDB over one SQLite file, durable per acknowledged
/// write.
@NullMarked
package keeplink.storage.embedded;

import org.jspecify.annotations.NullMarked;
