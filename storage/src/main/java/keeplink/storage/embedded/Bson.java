package keeplink.storage.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/// Documents as bytes and back.
final class Bson {
    /// "The maximum BSON document size is 16 mebibytes" (MongoDB manual, "MongoDB Limits and Thresholds").
    static final int MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

    private static final String ID = "_id";

    private Bson() {}

    /// The document as BSON with `_id` first, as a server stores it.
    static byte[] encode(Document document) {
        ByteBuf buffer = Unpooled.buffer();
        try {
            BsonEncoder.encodeDocument(withIdFirst(document), buffer);
            if (buffer.readableBytes() > MAX_DOCUMENT_BYTES) {
                throw new MongoServerError(
                        10334,
                        "BSONObjectTooLarge",
                        "BSONObj size: " + buffer.readableBytes() + " is invalid. Size must be between 0 and "
                                + MAX_DOCUMENT_BYTES);
            }
            return ByteBufUtil.getBytes(buffer);
        } finally {
            buffer.release();
        }
    }

    static Document decode(byte[] bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }

    private static Document withIdFirst(Document document) {
        if (!document.containsKey(ID) || document.keySet().iterator().next().equals(ID)) {
            return document;
        }
        Document ordered = new Document(ID, document.get(ID));
        ordered.putAll(document);
        return ordered;
    }
}
