package keeplink.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyEncoderTest {
    /// One line of values, each less than the next in MongoDB's comparison order.
    private static final List<@Nullable Object> ASCENDING = Arrays.asList(
            MinKey.getInstance(),
            null,
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            Long.MIN_VALUE,
            -9_007_199_254_740_993L,
            -9_007_199_254_740_992L,
            -1.5,
            -1,
            0,
            Double.MIN_VALUE,
            1,
            1.5,
            2L,
            9_007_199_254_740_992L,
            9_007_199_254_740_993L,
            9_007_199_254_740_994L,
            Double.POSITIVE_INFINITY,
            "",
            "\0",
            "\0\0",
            "\u0001",
            "a",
            "a\0",
            "a\0b",
            "ab",
            "b",
            "é",
            "字",
            "\uD83D\uDE00",
            new Document(),
            new Document("a", 1),
            new Document("a", 1).append("b", 1),
            new Document("a", 2),
            new Document("b", 1),
            new Document("a", "x"),
            List.of(),
            List.of(1),
            List.of(1, 2),
            List.of(2),
            new BinData(new byte[] {2}),
            new BinData(new byte[] {1, 1}),
            new ObjectId("000000000000000000000001"),
            new ObjectId("000000000000000000000002"),
            false,
            true,
            Instant.EPOCH.minusMillis(1),
            Instant.EPOCH,
            Instant.EPOCH.plusMillis(1),
            MaxKey.getInstance());

    @Test
    void sortsBytesAsMongoSortsValues() {
        for (int i = 0; i < ASCENDING.size(); i++) {
            for (int j = 0; j < ASCENDING.size(); j++) {
                assertThat(Integer.signum(key(ASCENDING.get(i)).compareTo(key(ASCENDING.get(j)))))
                        .as("%s and %s", ASCENDING.get(i), ASCENDING.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @Test
    void givesEqualNumbersEqualBytes() {
        assertThat(key(1L)).isEqualTo(key(1)).isEqualTo(key(1.0)).isEqualTo(key(new Decimal128(BigDecimal.ONE)));
        assertThat(key(-0.0)).isEqualTo(key(0));
        assertThat(key(new Document("a", 1L))).isEqualTo(key(new Document("a", 1.0)));
    }

    @Test
    void sortsCompoundKeysByTheirFirstDifference() {
        for (Object first : ASCENDING) {
            for (Object second : ASCENDING) {
                int expected = key(first).compareTo(key(second));
                Key left = KeyEncoder.encode(Arrays.asList(first, MaxKey.getInstance()));
                Key right = KeyEncoder.encode(Arrays.asList(second, MinKey.getInstance()));
                int actual = left.compareTo(right);
                assertThat(Integer.signum(actual))
                        .as("%s and %s", first, second)
                        .isEqualTo(expected == 0 ? 1 : Integer.signum(expected));
            }
        }
    }

    private static Key key(@Nullable Object value) {
        return KeyEncoder.encode(Arrays.asList(value));
    }
}
