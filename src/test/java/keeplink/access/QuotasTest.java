package keeplink.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import keeplink.access.Quotas.Spent;
import keeplink.access.Quotas.Spent.Who;
import org.junit.jupiter.api.Test;

class QuotasTest {
    private Instant now = Instant.parse("2026-11-23T09:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

    private void keep(Quotas quotas, int links, String person, String chat) {
        for (int i = 0; i < links; i++) {
            assertThat(quotas.spent(person, chat)).isEmpty();
            quotas.kept(person, chat);
        }
    }

    @Test
    void aPersonMayKeepSoManyADayInAllChatsTogether() {
        Quotas quotas = new Quotas(3, Quotas.UNBOUNDED, clock);
        keep(quotas, 2, "anna", "home");
        now = now.plus(Duration.ofHours(20));
        keep(quotas, 1, "anna", "group");

        assertThat(quotas.spent("anna", "home")).contains(new Spent(Who.PERSON, 3, Duration.ofHours(4)));
        assertThat(quotas.spent("bo", "home")).isEmpty();

        now = now.plus(Duration.ofHours(4));
        keep(quotas, 3, "anna", "home");
    }

    @Test
    void aChatMayTakeSoManyADayFromAllItsPeople() {
        Quotas quotas = new Quotas(Quotas.UNBOUNDED, 2, clock);
        keep(quotas, 1, "anna", "group");
        keep(quotas, 1, "bo", "group");

        assertThat(quotas.spent("carl", "group")).contains(new Spent(Who.CHAT, 2, Duration.ofDays(1)));
        assertThat(quotas.spent("anna", "home")).isEmpty();
    }

    @Test
    void withoutABoundNothingIsEverSpent() {
        keep(new Quotas(Quotas.UNBOUNDED, Quotas.UNBOUNDED, clock), 1_000, "anna", "home");
    }

    @Test
    void aQuotaIsNotLessThanNothing() {
        assertThatThrownBy(() -> new Quotas(-1, 0, clock)).isInstanceOf(IllegalArgumentException.class);
    }
}
