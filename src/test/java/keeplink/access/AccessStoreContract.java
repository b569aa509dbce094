package keeplink.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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

    @Test
    void anInvitationLetsOnePersonIn() {
        Instant now = Instant.parse("2026-11-23T09:00:00Z");
        store().invite("abc", now.plusSeconds(60));

        assertThat(store().guest("7")).isFalse();
        assertThat(store().redeem("abd", "7", now)).isFalse();
        assertThat(store().redeem("abc", "7", now)).isTrue();
        assertThat(store().redeem("abc", "7", now)).as("the same person again").isTrue();
        assertThat(store().redeem("abc", "8", now)).isFalse();
        assertThat(store().guest("7")).isTrue();
        assertThat(store().guest("8")).isFalse();
        assertThat(store().owner()).isEmpty();
    }

    @Test
    void anInvitationIsGoodUntilItsTimeIsOver() {
        Instant now = Instant.parse("2026-11-23T09:00:00Z");
        store().invite("abc", now);

        assertThat(store().redeem("abc", "7", now.plusSeconds(1))).isFalse();
        assertThat(store().guest("7")).isFalse();
    }

    @Test
    void ofManyWhoUseAnInvitationOneIsLetIn() {
        Instant now = Instant.parse("2026-11-23T09:00:00Z");
        store().invite("abc", now.plusSeconds(60));

        List<Boolean> won = Race.of(8, runner -> store().redeem("abc", "person " + runner, now));

        assertThat(won).containsOnlyOnce(true);
    }
}
