package keeplink.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;

/// A stored document, where it lies, and its size in bytes as BSON. The document was decoded for this row alone.
record Row(long position, Document document, int bytes) {}
