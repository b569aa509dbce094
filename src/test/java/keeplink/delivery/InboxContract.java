package keeplink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import keeplink.Race;
import keeplink.delivery.Inbox.Update;
import org.junit.jupiter.api.Test;

/// What every [Inbox] does. Inherit it to test yours, and add nothing.
public abstract class InboxContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    /// The inbox under test, with nothing in it when a test begins; may be another object every time.
    protected abstract Inbox inbox();

    @Test
    void hasNothingWhenEmpty() {
        assertThat(inbox().open()).isEmpty();
        assertThat(inbox().accept(List.of())).isEmpty();
    }

    @Test
    void whatWasAcceptedIsOpen() {
        List<Update> updates = List.of(update(7, NOON), update(8, NOON), update(11, NOON));

        assertThat(inbox().accept(updates)).isEqualTo(updates);
        assertThat(inbox().open()).isEqualTo(updates);
    }

    @Test
    void keepsTheTextAsItCame() {
        Update update = new Update(9_876_543_210L, "{\"text\": \"😀 \\u0000 $set . 链接\", \"n\": null}\n", NOON);
        inbox().accept(List.of(update));

        assertThat(inbox().open()).containsExactly(update);
    }

    @Test
    void anUpdateThatComesAgainIsKnown() {
        inbox().accept(List.of(update(7, NOON), update(8, NOON)));
        inbox().done(7);

        List<Update> fresh = inbox().accept(List.of(
                update(7, NOON.plusSeconds(60)), update(8, NOON.plusSeconds(60)), update(9, NOON.plusSeconds(60))));

        assertThat(fresh).containsExactly(update(9, NOON.plusSeconds(60)));
        assertThat(inbox().open()).containsExactly(update(8, NOON), update(9, NOON.plusSeconds(60)));
    }

    @Test
    void oneIdTwiceInOneAnswerIsOneUpdate() {
        assertThat(inbox().accept(List.of(update(7, NOON), update(7, NOON)))).containsExactly(update(7, NOON));
        assertThat(inbox().open()).containsExactly(update(7, NOON));
    }

    @Test
    void theOrderIsThatOfArrivalAndNotOfIds() {
        inbox().accept(List.of(update(900, NOON), update(901, NOON)));
        inbox().accept(List.of(update(5, NOON), update(6, NOON)));

        assertThat(inbox().open()).extracting(Update::id).containsExactly(900L, 901L, 5L, 6L);
    }

    @Test
    void whatIsDoneIsNotOpen() {
        inbox().accept(List.of(update(7, NOON), update(8, NOON)));
        inbox().done(7);
        inbox().done(7);
        inbox().done(99);

        assertThat(inbox().open()).containsExactly(update(8, NOON));
    }

    @Test
    void whatIsSetAsideIsNotOpenAndStaysKnown() {
        inbox().accept(List.of(update(7, NOON), update(8, NOON)));
        inbox().setAside(7, "not JSON");
        inbox().prune(NOON.plusSeconds(1));

        assertThat(inbox().open()).containsExactly(update(8, NOON));
        assertThat(inbox().accept(List.of(update(7, NOON)))).isEmpty();
    }

    @Test
    void forgetsWhatIsDoneAndOld() {
        inbox().accept(List.of(update(7, NOON), update(8, NOON), update(9, NOON.plusMillis(1))));
        inbox().done(7);
        inbox().done(9);

        inbox().prune(NOON.plusMillis(1));

        assertThat(inbox().accept(List.of(update(7, NOON), update(9, NOON)))).containsExactly(update(7, NOON));
        assertThat(inbox().open()).extracting(Update::id).containsExactly(8L, 7L);
    }

    @Test
    void anIdThatComesAgainAfterDaysIsAnotherUpdate() {
        Instant later = NOON.plus(Inbox.KNOWN_FOR).plusMillis(1);
        inbox().accept(List.of(update(7, NOON), update(8, NOON), update(9, NOON)));
        inbox().done(7);
        inbox().setAside(8, "not JSON");

        List<Update> fresh = inbox().accept(List.of(update(7, later), update(8, later), update(9, later)));

        assertThat(fresh).containsExactly(update(7, later), update(8, later));
        assertThat(inbox().open()).containsExactly(update(9, NOON), update(7, later), update(8, later));
        assertThat(inbox().accept(List.of(update(7, later)))).isEmpty();
    }

    @Test
    void anIdThatComesAgainWithinDaysIsKnown() {
        inbox().accept(List.of(update(7, NOON)));
        inbox().done(7);

        assertThat(inbox().accept(List.of(update(7, NOON.plus(Inbox.KNOWN_FOR)))))
                .isEmpty();
    }

    @Test
    void ofManyWhoAcceptOneUpdateOneIsToldItIsNew() {
        List<Update> updates =
                LongStream.range(0, 100).mapToObj(id -> update(id, NOON)).toList();

        List<List<Update>> fresh = Race.of(6, runner -> inbox().accept(updates));

        assertThat(fresh.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(updates);
        assertThat(inbox().open()).containsExactlyInAnyOrderElementsOf(updates);
    }

    private static Update update(long id, Instant receivedAt) {
        return new Update(id, "{\"update_id\":" + id + "}", receivedAt);
    }
}
