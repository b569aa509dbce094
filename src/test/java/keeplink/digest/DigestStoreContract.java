package keeplink.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import keeplink.Race;
import keeplink.link.Tag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every [DigestStore] does. Inherit it to test yours, and add nothing.
public abstract class DigestStoreContract {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final LocalDateTime SLOT = LocalDateTime.parse("2026-03-02T09:00");
    private static final DigestPlan.Id OWN = DigestPlan.Id.own("42");
    private static final DigestPlan.Id GROUPS = new DigestPlan.Id("42", "-1007");

    /// The store under test, with nothing in it when a test begins; may be another object every time.
    protected abstract DigestStore store();

    private static DigestPlan plan(DigestPlan.Id id, @Nullable Instant at) {
        return new DigestPlan(id, List.of(), SLOT, at, null, null, null, 0, null, 1);
    }

    @Test
    void hasNoPlanAtFirst() {
        assertThat(store().find(OWN)).isEmpty();
        assertThat(store().due(Instant.MAX.minusSeconds(1), 10)).isEmpty();
        assertThat(store().nextDue()).isEmpty();
        assertThat(store().subscriptions("42")).isEmpty();
    }

    static Stream<DigestPlan> plans() {
        return Stream.of(
                DigestPlan.unplanned(OWN, List.of()),
                DigestPlan.unplanned(GROUPS, List.of(new Tag("java"), new Tag("lang/日本語"))),
                DigestPlan.found(OWN, SLOT),
                plan(OWN, NOW),
                new DigestPlan(
                        GROUPS,
                        List.of(new Tag("java")),
                        SLOT,
                        NOW,
                        SLOT.minusWeeks(1),
                        NOW.minus(Duration.ofDays(7)),
                        NOW.minus(Duration.ofDays(14)),
                        3,
                        NOW.plusSeconds(1),
                        1));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void keepsEveryFieldOfAPlan(DigestPlan plan) {
        assertThat(store().put(plan)).isTrue();

        assertThat(store().find(plan.id())).contains(plan);
    }

    @Test
    void onlyTheNextRevisionReplacesAPlan() {
        DigestPlan first = plan(OWN, NOW);
        assertThat(store().put(first.next())).isFalse();
        assertThat(store().put(first)).isTrue();
        assertThat(store().put(first)).isFalse();
        assertThat(store().put(first.next().next())).isFalse();

        assertThat(store().put(first.stopped().next())).isTrue();
        assertThat(store().put(first.next())).isFalse();
        assertThat(store().find(OWN)).contains(first.stopped().next());
    }

    @Test
    void findsWhatIsDueByItsMomentTheLongestDueFirst() {
        List<DigestPlan> due = Stream.of(3, 1, 2)
                .map(hour -> plan(DigestPlan.Id.own("" + hour), NOW.minus(Duration.ofHours(hour))))
                .toList();
        due.forEach(store()::put);
        store().put(plan(DigestPlan.Id.own("now"), NOW));
        store().put(plan(DigestPlan.Id.own("later"), NOW.plusMillis(1)));
        store().put(plan(DigestPlan.Id.own("never"), null));

        assertThat(store().due(NOW, 10)).extracting(plan -> plan.id().to()).containsExactly("3", "2", "1", "now");
        assertThat(store().due(NOW, 2)).extracting(plan -> plan.id().to()).containsExactly("3", "2");
        assertThat(store().nextDue()).contains(NOW.minus(Duration.ofHours(3)));
    }

    @Test
    void whatHasNoMomentIsNeverNext() {
        store().put(plan(DigestPlan.Id.own("never"), null));
        assertThat(store().nextDue()).isEmpty();

        store().put(plan(OWN, NOW));
        assertThat(store().nextDue()).contains(NOW);
    }

    @Test
    void tellsWhatAChatSubscribedTo() {
        store().put(plan(OWN, NOW));
        store().put(plan(GROUPS, NOW));
        store().put(plan(new DigestPlan.Id("42", "-1"), null));
        store().put(plan(new DigestPlan.Id("421", "-1007"), NOW));
        store().put(plan(new DigestPlan.Id("4", "-1007"), NOW));

        assertThat(store().subscriptions("42"))
                .extracting(plan -> plan.id().about())
                .containsExactly("-1", "-1007");
    }

    @Test
    void forgetsOnePlanOrAllOfAChat() {
        List.of(OWN, GROUPS, DigestPlan.Id.own("421"), DigestPlan.Id.own("4"), DigestPlan.Id.own("-1007"))
                .forEach(id -> store().put(plan(id, NOW)));

        store().remove(GROUPS);
        assertThat(store().find(GROUPS)).isEmpty();
        assertThat(store().find(OWN)).isPresent();

        store().put(plan(GROUPS, NOW));
        store().forget("42");
        assertThat(store().due(NOW, 10))
                .extracting(plan -> plan.id().to())
                .containsExactlyInAnyOrder("421", "4", "-1007");
    }

    @Test
    void ofManyWhoPutARevisionOneDoes() {
        store().put(plan(OWN, NOW));

        List<Boolean> put = Race.of(8, runner -> store().put(plan(OWN, NOW).next()));

        assertThat(put).containsOnlyOnce(true);
    }
}
