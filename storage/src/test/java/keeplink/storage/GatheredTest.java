package keeplink.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import keeplink.Race;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GatheredTest {
    @RegisterExtension
    final TestMongo mongo = new TestMongo();

    @Test
    void manyAtOnceFindEachItsOwn() {
        MongoCollection<Document> documents = mongo.database().getCollection("things");
        documents.insertMany(IntStream.range(0, 8)
                .mapToObj(id -> new Document("_id", "d" + id).append("n", id))
                .toList());
        Gathered things = new Gathered(documents);

        List<List<Optional<Integer>>> found = Race.of(
                12,
                runner -> IntStream.range(0, 40)
                        .mapToObj(round ->
                                things.find("d" + (runner + round) % 12).map(document -> document.getInteger("n")))
                        .toList());

        for (int runner = 0; runner < 12; runner++) {
            for (int round = 0; round < 40; round++) {
                int id = (runner + round) % 12;
                assertThat(found.get(runner).get(round)).isEqualTo(id < 8 ? Optional.of(id) : Optional.empty());
            }
        }
    }

    @Test
    void ofManyWhoInsertOneIdOneDid() {
        MongoCollection<Document> documents = mongo.database().getCollection("things");
        Gathered things = new Gathered(documents);

        List<Long> inserted = Race.of(
                8,
                runner -> IntStream.range(0, 20)
                        .filter(round -> things.insert(new Document("_id", "d" + round).append("by", runner)))
                        .count());

        assertThat(inserted.stream().mapToLong(Long::longValue).sum()).isEqualTo(20);
        assertThat(documents.find().into(new ArrayList<>())).hasSize(20);
    }
}
