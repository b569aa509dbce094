package keeplink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewBlobsTest {
    /// Every command it is given, as the numbers of bytes.
    private final List<List<Integer>> commands = new ArrayList<>();

    private final NewBlobs blobs = new NewBlobs(new BlobStore() {
        private final BlobStore store = new InMemoryBlobStore();

        @Override
        public BlobId put(byte[] content) {
            commands.add(List.of(content.length));
            return store.put(content);
        }

        @Override
        public void putAll(Collection<Blob> all) {
            commands.add(all.stream().map(blob -> blob.bytes().length).toList());
        }

        @Override
        public Optional<byte[]> get(BlobId id) {
            return store.get(id);
        }

        @Override
        public long storedBytes() {
            return store.storedBytes();
        }
    });

    @Test
    void asksTheStoreOnceForAllOfASmallPage() {
        blobs.add(new byte[10]);
        blobs.add(new byte[20]);
        blobs.add(new byte[30]);
        assertThat(commands).isEmpty();

        blobs.store();

        assertThat(commands).containsExactly(List.of(10, 20, 30));
    }

    @Test
    void theSameBytesAreStoredOnce() {
        BlobId first = blobs.add(new byte[10]);
        BlobId second = blobs.add(new byte[10]);
        blobs.store();

        assertThat(second).isEqualTo(first);
        assertThat(commands).containsExactly(List.of(10));
    }

    @Test
    void askingForAHashStoresNothing() {
        byte[] content = {1, 2, 3};

        assertThat(blobs.id(content)).isEqualTo(BlobId.of(content));
        blobs.store();

        assertThat(commands).containsExactly(List.of());
    }

    @Test
    void whatIsLargeDoesNotWaitInMemory() {
        blobs.add(new byte[10]);
        blobs.add(new byte[5_000_000]);
        assertThat(commands).containsExactly(List.of(10, 5_000_000));

        blobs.add(new byte[20]);
        blobs.store();

        assertThat(commands).containsExactly(List.of(10, 5_000_000), List.of(20));
    }
}
