package keeplink.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import keeplink.Race;
import keeplink.fetch.FetchFailure;
import keeplink.link.LinkCollection;
import org.junit.jupiter.api.Test;

/// What every [HealthStore] does. Inherit it to test yours, and add nothing.
public abstract class HealthStoreContract {
    private static final Instant NOW = Instant.parse("2026-11-25T06:00:00.123Z");
    private static final LinkCollection HOME = new LinkCollection("77");
    private static final LinkCollection OTHER = new LinkCollection("771");
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final LinkHealth DUE = LinkHealth.planned(HOME, 1, NOW, true);
    private static final LinkHealth LATER = LinkHealth.planned(HOME, 2, NOW.plusSeconds(60), false);

    /// The store under test, with nothing in it when a test begins; may be another object every time.
    protected abstract HealthStore store();

    @Test
    void keepsEveryKindOfFinding() {
        List<Look> looks = List.of(
                new Look(NOW, new Finding.Well(Optional.of("https://example.com/new"), 34)),
                new Look(NOW.minusSeconds(1), new Finding.Missing(410, Set.of(Evidence.STATUS, Evidence.FRONT))),
                new Look(NOW.minusSeconds(2), new Finding.Parked(Set.of(Evidence.WORDS))),
                new Look(
                        NOW.minusSeconds(3),
                        new Finding.Failing(FetchFailure.TIMEOUT_CONNECT, 0, Set.of(Evidence.CONNECTION))),
                new Look(NOW.minusSeconds(4), new Finding.Walled()),
                new Look(NOW.minusSeconds(5), new Finding.Hidden()));
        LinkHealth looked = new LinkHealth(HOME, 1, looks, 3, NOW.plusSeconds(9), false);
        store().plan(DUE);

        assertThat(store().find(HOME, 1)).contains(DUE);
        store().put(looked);

        assertThat(store().find(HOME, 1)).contains(looked);
        assertThat(store().find(OTHER, 1)).isEmpty();
    }

    @Test
    void aPlanIsMadeOnceAndWhatIsNotPlannedIsNotStored() {
        store().plan(DUE);
        store().plan(LinkHealth.planned(HOME, 1, NOW.plusSeconds(500), false));
        store().put(LATER);

        assertThat(store().find(HOME, 1)).contains(DUE);
        assertThat(store().find(HOME, 2)).isEmpty();
    }

    @Test
    void theOneDueLongestIsClaimedAndNotAgainWithinItsLease() {
        store().plan(LATER);
        store().plan(DUE);

        assertThat(store().claim(NOW, LEASE)).contains(DUE);
        assertThat(store().claim(NOW, LEASE)).isEmpty();
        assertThat(store().nextDue()).contains(NOW.plusSeconds(60));
        assertThat(store().claim(NOW.plusSeconds(60), LEASE)).contains(LATER);
        assertThat(store().claim(NOW.plus(LEASE), LEASE)).contains(DUE);
        store().put(DUE.at(NOW.plusSeconds(7_000)));
        assertThat(store().nextDue()).contains(NOW.plus(LEASE).plusSeconds(60));
    }

    @Test
    void whatIsRemovedIsGone() {
        store().plan(DUE);
        store().plan(LATER);
        store().plan(LinkHealth.planned(OTHER, 1, NOW, false));

        store().remove(HOME, 1);
        assertThat(store().find(HOME, 1)).isEmpty();
        store().forget(HOME);

        assertThat(store().find(HOME, 2)).isEmpty();
        assertThat(store().find(OTHER, 1)).isPresent();
        assertThat(store().claim(NOW, LEASE)).isPresent();
        assertThat(store().claim(NOW, LEASE)).isEmpty();
    }

    @Test
    void ofManyWhoClaimOneHasIt() {
        store().plan(DUE);

        assertThat(Race.of(8, runner -> store().claim(NOW, LEASE).isPresent())).containsOnlyOnce(true);
    }
}
