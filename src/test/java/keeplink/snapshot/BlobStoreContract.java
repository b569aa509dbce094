package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import keeplink.Race;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [BlobStore] does. Inherit it to test yours, and add nothing.
public abstract class BlobStoreContract {
    /// The store under test, with nothing in it when a test begins; may be another object every time.
    protected abstract BlobStore store();

    @Test
    void hasNothingWhenEmpty() {
        assertThat(store().get(BlobId.of(new byte[0]))).isEmpty();
        assertThat(store().storedBytes()).isZero();
    }

    @Test
    void theIdIsTheSha256OfTheBytes() {
        // FIPS 180-4, the example of a one-block message
        assertThat(store().put("abc".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(new BlobId("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 262_143, 262_144, 262_145, 1_048_576, 1_048_577, 17_000_000})
    void givesBackBytesOfAnyLength(int length) {
        byte[] noise = noise(length, length);
        byte[] zeros = new byte[length];

        BlobId noiseId = store().put(noise);
        BlobId zerosId = store().put(zeros);

        assertThat(store().get(noiseId))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(noise));
        assertThat(store().get(zerosId))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(zeros));
    }

    @Test
    void storesManyOfAnyLengthAtOnce() {
        store().put(noise(50, 50));
        List<byte[]> contents = IntStream.of(0, 1, 50, 1_000, 262_144, 262_145, 1_048_577, 1)
                .mapToObj(length -> noise(length, length))
                .toList();

        store().putAll(contents.stream().map(Blob::of).toList());

        for (byte[] content : contents) {
            assertThat(store().get(BlobId.of(content)))
                    .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(content));
        }
        assertThat(store().storedBytes()).isBetween(1_573_917L, 1_574_917L);
        store().putAll(List.of());
        assertThat(store().storedBytes()).isBetween(1_573_917L, 1_574_917L);
    }

    @Test
    void ofManyWhoPutTheSameManyNoneSpoilsThem() {
        List<byte[]> contents =
                IntStream.range(0, 40).mapToObj(i -> noise(1_000 + i, i)).toList();

        Race.of(8, runner -> {
            store().putAll(contents.stream().map(Blob::of).toList());
            return runner;
        });

        assertThat(contents)
                .allSatisfy(content -> assertThat(store().get(BlobId.of(content)))
                        .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(content)));
        assertThat(store().storedBytes()).isBetween(40_780L, 41_280L);
    }

    @Test
    void whatHappensToTheArrayAfterwardsDoesNotMatter() {
        byte[] content = {1, 2, 3};
        BlobId id = store().put(content);
        content[0] = 9;
        store().get(id).orElseThrow()[1] = 9;

        assertThat(store().get(id))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(1, 2, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 700_000})
    void storesTheSameBytesOnce(int length) {
        store().put(noise(length, 1));
        long once = store().storedBytes();
        store().put(noise(length, 1));

        assertThat(once).isGreaterThanOrEqualTo(length);
        assertThat(store().storedBytes()).isEqualTo(once);
    }

    @Test
    void countsTheBytesOfAllBlobs() {
        store().put(noise(1_000, 1));
        store().put(noise(700_000, 2));

        assertThat(store().storedBytes()).isBetween(701_000L, 702_000L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 700_000})
    void ofManyWhoPutTheSameBytesNoneSpoilsThem(int length) {
        byte[] content = noise(length, 3);

        List<BlobId> ids = Race.of(8, runner -> store().put(content));

        assertThat(ids).containsOnly(BlobId.of(content));
        assertThat(store().get(BlobId.of(content)))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(content));
        assertThat(store().storedBytes()).isBetween((long) length, length + 1_000L);
    }

    /// Bytes that do not compress, the same for the same seed.
    private static byte[] noise(int length, int seed) {
        byte[] noise = new byte[length];
        new Random(seed).nextBytes(noise);
        return noise;
    }
}
