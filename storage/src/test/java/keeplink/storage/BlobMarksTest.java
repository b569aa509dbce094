package keeplink.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import keeplink.snapshot.BlobId;
import org.junit.jupiter.api.Test;

class BlobMarksTest {
    @Test
    void hasNothingAtFirst() {
        assertThat(new BlobMarks().mayHave(blob(1))).isFalse();
    }

    @Test
    void hasEverythingItWasGiven() {
        BlobMarks marks = new BlobMarks();
        List<BlobId> given =
                IntStream.range(0, 5_000).mapToObj(BlobMarksTest::blob).toList();
        given.forEach(marks::add);

        assertThat(given).allMatch(marks::mayHave);
        assertThat(IntStream.range(5_000, 10_000).mapToObj(BlobMarksTest::blob)).noneMatch(marks::mayHave);
    }

    @Test
    void growsWithWhatIsDifferentAndNotWithWhatIsGivenAgain() {
        BlobMarks marks = new BlobMarks();
        for (int round = 0; round < 2_000; round++) {
            for (int number = 0; number < 10; number++) {
                marks.add(blob(number));
            }
        }
        marks.add(blob(99));

        assertThat(marks.mayHave(blob(9))).isTrue();
        assertThat(marks.mayHave(blob(99))).isTrue();
        assertThat(marks.mayHave(blob(10))).isFalse();
        assertThat(marks.capacity()).isEqualTo(1024);
    }

    private static BlobId blob(int number) {
        return BlobId.of(new byte[] {(byte) number, (byte) (number >> 8)});
    }
}
