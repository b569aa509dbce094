package keeplink.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import keeplink.Race;
import org.junit.jupiter.api.Test;

/// What every [DigestStore] does. Inherit it to test yours, and add nothing.
public abstract class DigestStoreContract {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    /// The store under test, with nothing in it when a test begins; may be another object every time.
    protected abstract DigestStore store();

    @Test
    void aChatHasHadNoSlotAtFirst() {
        assertThat(store().newest("42")).isEmpty();
    }

    @Test
    void aSlotIsTakenOnce() {
        assertThat(store().take("42", MONDAY, NOW)).isTrue();
        assertThat(store().take("42", MONDAY, NOW.plusSeconds(1))).isFalse();

        assertThat(store().take("42", MONDAY.plusWeeks(1), NOW)).isTrue();
        assertThat(store().take("42", MONDAY, NOW)).isFalse();
    }

    @Test
    void everyChatHasItsOwnSlots() {
        store().take("42", MONDAY, NOW);

        assertThat(store().take("-421", MONDAY, NOW)).isTrue();
        assertThat(store().newest("421")).isEmpty();
    }

    @Test
    void theNewestIsTheLatestDateAndNotTheLastTaken() {
        store().take("42", MONDAY.plusWeeks(1), NOW);
        store().take("42", MONDAY, NOW);
        store().take("-421", MONDAY.plusYears(1), NOW);

        assertThat(store().newest("42")).contains(MONDAY.plusWeeks(1));
    }

    @Test
    void ofManyWhoTakeASlotOneHasIt() {
        List<Boolean> taken = Race.of(8, runner -> store().take("42", MONDAY, NOW));

        assertThat(taken).containsOnlyOnce(true);
        assertThat(store().newest("42")).contains(MONDAY);
    }
}
