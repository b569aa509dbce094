package keeplink.storage;

import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import keeplink.snapshot.BlobId;
import keeplink.snapshot.BlobStore;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How blobs lie in the database: what the contract does not say.
class BlobStorageTest {
    @RegisterExtension
    final TestMongo mongo = new TestMongo();

    @Test
    void textIsCompressed() {
        BlobStore blobs = mongo.storage().blobs();
        byte[] page =
                "<p>The same sentence again and again.</p>\n".repeat(25_000).getBytes(StandardCharsets.UTF_8);
        blobs.put(page);

        assertThat(page).hasSizeGreaterThan(1_000_000);
        assertThat(blobs.storedBytes()).isLessThan(1_000);
    }

    @Test
    void whatDoesNotCompressIsStoredAsItIs() {
        BlobStore blobs = mongo.storage().blobs();
        blobs.put(noise(10_000));

        assertThat(blobs.storedBytes()).isEqualTo(10_000);
    }

    @Test
    void aSmallBlobIsOneDocument() {
        mongo.storage().blobs().put(noise(MongoBlobStore.INLINE));

        assertThat(pieces().find().first()).isNull();
    }

    @Test
    void theSumOfStoredBytesIsThatOfAllInstances() {
        mongo.storage().blobs().put(noise(1_000));
        mongo.storage().blobs().put(noise(2_000));

        assertThat(mongo.storage().blobs().storedBytes()).isEqualTo(3_000);
    }

    @Test
    void otherBytesThanTheIdPromisesAreNotGivenOut() {
        BlobId id = mongo.storage().blobs().put(noise(10_000));
        byte[] spoilt = noise(10_000);
        spoilt[5_000] ^= 1;
        heads().updateOne(byId(id.sha256()), set("data", new Binary(spoilt)));

        assertDamaged(id, "its bytes are those of " + BlobId.of(spoilt));
    }

    @Test
    void bytesThatDoNotDecompressAreNotGivenOut() {
        byte[] page = "text ".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        BlobId id = mongo.storage().blobs().put(page);
        heads().updateOne(byId(id.sha256()), set("data", new Binary(noise(20))));

        assertDamaged(id, "it does not decompress: Unknown frame descriptor");
    }

    @Test
    void aBlobThatLacksAPieceIsNotGivenOut() {
        BlobId id = mongo.storage().blobs().put(noise(3_000_000));
        Document piece = Objects.requireNonNull(pieces().find().first());
        pieces().deleteOne(byId(piece.getString("_id")));

        assertDamaged(id, "a piece of it is missing");
    }

    private void assertDamaged(BlobId id, String how) {
        assertThatThrownBy(() -> mongo.storage().blobs().get(id))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("blob " + id + " is damaged")
                .hasMessageContaining(how);
    }

    private MongoCollection<Document> heads() {
        return mongo.database().getCollection(MongoBlobStore.BLOBS);
    }

    private MongoCollection<Document> pieces() {
        return mongo.database().getCollection(BlobPieces.PIECES);
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }
}
