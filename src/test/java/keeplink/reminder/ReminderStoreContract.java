package keeplink.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import keeplink.Race;
import keeplink.link.LinkCollection;
import keeplink.link.Person;
import org.junit.jupiter.api.Test;

/// What every [ReminderStore] does. Inherit it to test yours, and add nothing.
public abstract class ReminderStoreContract {
    private static final Instant NOW = Instant.parse("2026-11-25T06:00:00.123Z");
    private static final LinkCollection HOME = new LinkCollection("77");
    private static final LinkCollection GROUP = new LinkCollection("-10077");
    private static final Person ANNA = new Person("77", "Anna", "anna");
    private static final Person BO = new Person("78", "Bo <b>", null);
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final Reminder LATER =
            new Reminder("u2", HOME, 12, ANNA, null, NOW.plusSeconds(60), Repetition.parse("2 week 2026-11-23 09:00"));
    private static final Reminder DUE = new Reminder("u1", HOME, 3, ANNA, null, NOW.minusSeconds(60), null);
    private static final Reminder IN_GROUP = new Reminder("u1", GROUP, 3, BO, 5L, NOW.minusSeconds(30), null);

    /// The store under test, with nothing in it when a test begins; may be another object every time.
    protected abstract ReminderStore store();

    private void put(Reminder... reminders) {
        List.of(reminders).forEach(store()::put);
    }

    @Test
    void findsWhatWasPutWithEveryPart() {
        put(LATER, DUE, IN_GROUP);

        assertThat(store().find(HOME, "u2")).contains(LATER);
        assertThat(store().find(GROUP, "u1")).contains(IN_GROUP);
        assertThat(store().find(GROUP, "u2")).isEmpty();
        assertThat(store().of(HOME)).containsExactly(DUE, LATER);
        assertThat(store().of(new LinkCollection("7"))).isEmpty();
    }

    @Test
    void oneOfTheSameIdTakesItsPlace() {
        put(DUE, DUE.at(NOW.plusSeconds(1), null));

        assertThat(store().of(HOME)).containsExactly(DUE.at(NOW.plusSeconds(1), null));
        assertThat(store().claim(NOW, LEASE)).isEmpty();
    }

    @Test
    void theOneDueLongestIsClaimedAndNotAgainWithinItsLease() {
        put(LATER, IN_GROUP, DUE);

        assertThat(store().claim(NOW, LEASE)).contains(DUE);
        assertThat(store().claim(NOW, LEASE)).contains(IN_GROUP);
        assertThat(store().claim(NOW, LEASE)).isEmpty();
        assertThat(store().nextDue()).contains(NOW.plusSeconds(60));
        assertThat(store().claim(NOW.plus(LEASE), LEASE)).isPresent();
    }

    @Test
    void whatCameGoesOrIsLeftForTheNextTime() {
        put(DUE, IN_GROUP);
        store().claim(NOW, LEASE);
        store().claim(NOW, LEASE);

        store().settle(DUE, Optional.empty());
        store().settle(IN_GROUP, Optional.of(IN_GROUP.at(NOW.plusSeconds(90), null)));

        assertThat(store().of(HOME)).isEmpty();
        assertThat(store().nextDue()).contains(NOW.plusSeconds(90));
        assertThat(store().claim(NOW.plusSeconds(90), LEASE)).contains(IN_GROUP.at(NOW.plusSeconds(90), null));
    }

    @Test
    void aChangeOrACancellationMeanwhileWins() {
        put(DUE, IN_GROUP);
        store().claim(NOW, LEASE);
        store().claim(NOW, LEASE);
        Reminder changed = DUE.at(NOW.plusSeconds(5), null);

        store().put(changed);
        store().remove(GROUP, "u1");
        store().settle(DUE, Optional.empty());
        store().postpone(DUE, NOW.plusSeconds(500));
        store().settle(IN_GROUP, Optional.of(IN_GROUP.at(NOW.plusSeconds(90), null)));

        assertThat(store().of(HOME)).containsExactly(changed);
        assertThat(store().nextDue()).contains(NOW.plusSeconds(5));
        assertThat(store().of(GROUP)).isEmpty();
    }

    @Test
    void whatIsPostponedStaysDueSinceItWas() {
        put(DUE);
        store().claim(NOW, LEASE);

        store().postpone(DUE, NOW.plusSeconds(500));

        assertThat(store().claim(NOW.plusSeconds(499), LEASE)).isEmpty();
        assertThat(store().claim(NOW.plusSeconds(500), LEASE)).contains(DUE);
    }

    @Test
    void whatIsCancelledIsGone() {
        put(DUE, LATER, IN_GROUP);

        assertThat(store().remove(HOME, "u1")).isTrue();
        assertThat(store().remove(HOME, "u1")).isFalse();
        assertThat(store().find(HOME, "u1")).isEmpty();
        store().forget(HOME);
        assertThat(store().of(HOME)).isEmpty();
        assertThat(store().of(GROUP)).containsExactly(IN_GROUP);
    }

    @Test
    void ofManyWhoClaimOneHasIt() {
        put(DUE);

        List<Boolean> claimed = Race.of(8, runner -> store().claim(NOW, LEASE).isPresent());

        assertThat(claimed).containsOnlyOnce(true);
    }

    @Test
    void nothingIsDueWhereThereIsNothing() {
        assertThat(store().nextDue()).isEmpty();
        assertThat(store().claim(NOW, LEASE)).isEmpty();
    }
}
