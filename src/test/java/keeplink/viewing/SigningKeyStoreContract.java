package keeplink.viewing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import keeplink.Race;
import org.junit.jupiter.api.Test;

/// What every [SigningKeyStore] does. Inherit it to test yours, and add nothing.
public abstract class SigningKeyStoreContract {
    /// The store under test, with nothing in it when a test begins; may be another object every time.
    protected abstract SigningKeyStore store();

    private static byte[] key(int seed) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) (seed * 37));
        return key;
    }

    @Test
    void keepsTheFirstKeyForEver() {
        assertThat(store().keep(key(1))).isEqualTo(key(1));
        assertThat(store().keep(key(2))).isEqualTo(key(1));
        assertThat(store().keep(key(3))).isEqualTo(key(1));
    }

    @Test
    void ofManyWhoOfferOneAllGetTheSame() {
        List<byte[]> kept = Race.of(8, runner -> store().keep(key(runner + 1)));

        assertThat(kept).allSatisfy(key -> assertThat(key).isEqualTo(kept.getFirst()));
        assertThat(store().keep(key(9))).isEqualTo(kept.getFirst());
    }
}
