package keeplink.storage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ConnectionDescription;
import com.mongodb.connection.ServerId;
import com.mongodb.event.CommandStartedEvent;
import org.bson.BsonDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The watch itself must see what it is there for.
class BothEnginesTest {
    private final BothEngines watch = new BothEngines();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {find: 'a', filter: {$and: [{b: 1}]}}                                       | filters by $and
            {find: 'a', filter: {b: {$text: {$search: 'c'}}}}                           | filters by $text
            {find: 'a', filter: {b: 1}, collation: {locale: 'de'}}                      | has collation
            {aggregate: 'a', pipeline: []}                                              | is no command of both engines
            {update: 'a', updates: [{q: {_id: 1}, u: [{$set: {b: 1}}]}]}                | updates by a pipeline
            {update: 'a', updates: [{q: {$or: []}, u: {$set: {b: 1}}}]}                 | filters by $or
            {update: 'a', updates: [{q: {_id: 1}, u: {$bit: {b: {and: 1}}}}]}           | updates by $bit
            {update: 'a', updates: [{q: {_id: 1}, u: {$push: {b: {$position: 1}}}}]}    | updates by $position
            {delete: 'a', deletes: [{q: {b: {$where: 'c'}}, limit: 1}]}                 | filters by $where
            {findAndModify: 'a', query: {b: {$regex: 'c'}}, update: {$set: {b: 1}}}     | filters by $regex
            {createIndexes: 'a', indexes: [{key: {b: 1}, name: 'b', expireAfterSeconds: 1}]} | has expireAfterSeconds
            """)
    void findsWhatOneOfThemDoesNotDo(String command, String what) {
        watch.commandStarted(event(command));

        assertThatThrownBy(watch::check).isInstanceOf(AssertionError.class).hasMessageContaining(what);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {find: 'a', filter: {_id: {$gt: 1, $lt: 2}, b: 'c'}}
            {update: 'a', updates: [{q: {_id: 1}, u: {$set: {b: {c: 1}}}}, {q: {_id: 1}, u: {b: 1}}]}
            {findAndModify: 'a', query: {}, update: {$inc: {b: 1}}}
            {insert: 'a', documents: [{_id: 1, b: {c: 1}}]}
            {createIndexes: 'a', indexes: [{key: {b: 1}, name: 'b'}]}
            """)
    void letsPassWhatBothDo(String command) {
        watch.commandStarted(event(command));

        assertThatCode(watch::check).doesNotThrowAnyException();
    }

    private static CommandStartedEvent event(String command) {
        BsonDocument document = BsonDocument.parse(command);
        ConnectionDescription connection =
                new ConnectionDescription(new ServerId(new ClusterId(), new ServerAddress("localhost")));
        return new CommandStartedEvent(null, 1, 1, connection, "test", document.getFirstKey(), document);
    }
}
