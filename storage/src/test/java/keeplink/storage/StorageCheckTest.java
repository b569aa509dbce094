package keeplink.storage;

import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import keeplink.link.CanonicalUrl;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.Person;
import keeplink.page.Verdict;
import keeplink.snapshot.BlobId;
import keeplink.snapshot.Snapshot;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StorageCheckTest {
    private static final LinkCollection ANNA = new LinkCollection("42");
    private static final String KEY = "//example.com/1";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @RegisterExtension
    final TestMongo mongo = new TestMongo();

    @BeforeEach
    void keepOneLinkWithASnapshot() {
        MongoStorage storage = mongo.storage();
        BlobId page = storage.blobs().put("<p>page</p>".getBytes(StandardCharsets.UTF_8));
        BlobId picture = storage.blobs().put("picture".getBytes(StandardCharsets.UTF_8));
        storage.links().claim(ANNA, KEY, 1);
        storage.links()
                .insert(Link.kept(
                        ANNA,
                        1,
                        "https://example.com/1",
                        new CanonicalUrl("https://example.com/1", KEY, "example.com"),
                        new LinkedHashSet<>(),
                        "",
                        new Person("7", "Anna", null),
                        null,
                        "42/1",
                        NOON));
        storage.snapshots()
                .put(new Snapshot(
                        "s1",
                        ANNA,
                        1,
                        NOON,
                        "https://example.com/1",
                        new Verdict.Full(List.of()),
                        "text/html",
                        page,
                        List.of(new Snapshot.Part("https://example.com/p.png", "image/png", picture)),
                        null,
                        18));
    }

    @Test
    void findsNothingWhereAllIsWell() {
        assertThat(mongo.storage().check()).isEmpty();
    }

    @Test
    void findsABlobWithOtherBytes() {
        BlobId picture = BlobId.of("picture".getBytes(StandardCharsets.UTF_8));
        documents(MongoBlobStore.BLOBS)
                .updateOne(byId(picture.sha256()), set("data", new Binary("spoiled".getBytes(StandardCharsets.UTF_8))));

        assertThat(mongo.storage().check()).singleElement().asString().startsWith("blob " + picture + " is damaged: ");
    }

    @Test
    void findsASnapshotThatLacksABlob() {
        BlobId picture = BlobId.of("picture".getBytes(StandardCharsets.UTF_8));
        documents(MongoBlobStore.BLOBS).deleteOne(byId(picture.sha256()));

        assertThat(mongo.storage().check()).containsExactly("snapshot s1 lacks blob " + picture);
    }

    @Test
    void findsALinkThatItsAddressDoesNotLeadTo() {
        mongo.storage().links().release(ANNA, KEY);

        assertThat(mongo.storage().check()).containsExactly("link 42/0000000001 is not found by its address " + KEY);
    }

    @Test
    void findsALinkThatCannotBeRead() {
        documents(MongoLinkStore.LINKS).updateOne(byId("42/0000000001"), set("state", "LOST"));

        assertThat(mongo.storage().check())
                .singleElement()
                .asString()
                .startsWith("link 42/0000000001 cannot be read: ")
                .contains("LOST");
    }

    private MongoCollection<Document> documents(String collection) {
        return mongo.database().getCollection(collection);
    }
}
