package keeplink.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import keeplink.Race;
import org.junit.jupiter.api.Test;

/// What every [AccessStore] does. Inherit it to test yours, and add nothing.
public abstract class AccessStoreContract {
    /// The store under test, with nothing in it when a test begins; may be another object every time.
    protected abstract AccessStore store();

    @Test
    void hasNoOwnerAtFirst() {
        assertThat(store().owner()).isEmpty();
    }

    @Test
    void whoClaimsFirstOwnsIt() {
        assertThat(store().claim("7")).isTrue();
        assertThat(store().claim("8")).isFalse();
        assertThat(store().claim("7")).isFalse();

        assertThat(store().owner()).contains("7");
    }

    @Test
    void ofManyWhoClaimOneOwnsIt() {
        List<Boolean> won = Race.of(8, runner -> store().claim("person " + runner));

        assertThat(won).containsOnlyOnce(true);
        assertThat(store().owner()).contains("person " + won.indexOf(true));
    }
}
