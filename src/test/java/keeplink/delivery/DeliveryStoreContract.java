package keeplink.delivery;

import static keeplink.delivery.Delivery.Urgency.ANSWER;
import static keeplink.delivery.Delivery.Urgency.PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import keeplink.Race;
import keeplink.delivery.Delivery.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every [DeliveryStore] does. Inherit it to test yours, and add nothing.
public abstract class DeliveryStoreContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    /// The store under test, with nothing in it when a test begins; may be another object every time.
    protected abstract DeliveryStore store();

    @Test
    void hasNothingWhenEmpty() {
        assertThat(store().find("card/1")).isEmpty();
        assertThat(store().pending()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aWishIsANewMessage(Delivery.Urgency urgency) {
        Delivery wanted = store().want("card/1", "42", urgency, "saved", NOON);

        assertThat(wanted)
                .isEqualTo(new Delivery("card/1", "42", urgency, "saved", 1, 0, null, 0, State.PENDING, NOON));
        assertThat(store().find("card/1")).contains(wanted);
        assertThat(store().pending()).containsExactly(wanted);
    }

    @Test
    void theSameWishAgainChangesNothing() {
        Delivery first = store().want("card/1", "42", ANSWER, "saved", NOON);
        Delivery again = store().want("card/1", "42", PROGRESS, "saved", NOON.plusSeconds(1));

        assertThat(again).isEqualTo(first);
        assertThat(store().find("card/1")).contains(first);
    }

    @Test
    void theSameWishAgainIsStillShown() {
        store().want("card/1", "42", ANSWER, "saved", NOON);
        store().shown("card/1", 1, 1001);

        assertThat(store().want("card/1", "42", ANSWER, "saved", NOON).state()).isEqualTo(State.SHOWN);
        assertThat(store().pending()).isEmpty();
    }

    @Test
    void otherContentIsTheNextRevision() {
        store().want("card/1", "42", ANSWER, "saved", NOON);
        store().attempting("card/1", 1);
        store().shown("card/1", 1, 1001);
        Delivery changed = store().want("card/1", "42", PROGRESS, "fetching", NOON.plusSeconds(1));

        assertThat(changed)
                .isEqualTo(new Delivery("card/1", "42", PROGRESS, "fetching", 2, 1, 1001L, 1, State.PENDING, NOON));
        assertThat(store().pending()).containsExactly(changed);
    }

    @Test
    void theChatShowsIt() {
        store().want("card/1", "42", ANSWER, "saved", NOON);
        store().attempting("card/1", 1);
        store().shown("card/1", 1, 9_876_543_210L);

        assertThat(store().find("card/1"))
                .contains(new Delivery("card/1", "42", ANSWER, "saved", 1, 1, 9_876_543_210L, 1, State.SHOWN, NOON));
        assertThat(store().pending()).isEmpty();
    }

    @Test
    void staysPendingWhereANewerRevisionWasWishedMeanwhile() {
        store().want("card/1", "42", ANSWER, "saved", NOON);
        store().attempting("card/1", 1);
        store().want("card/1", "42", ANSWER, "card", NOON);
        Delivery newer = new Delivery("card/1", "42", ANSWER, "card", 2, 1, 1001L, 1, State.PENDING, NOON);

        assertThat(store().shown("card/1", 1, 1001)).contains(newer);
        assertThat(store().pending()).containsExactly(newer);
        assertThat(store().shown("card/1", 2, 1001)).isEmpty();
        assertThat(store().pending()).isEmpty();
    }

    @Test
    void anOlderRevisionThatIsToldLateChangesNothing() {
        store().want("card/1", "42", ANSWER, "saved", NOON);
        store().want("card/1", "42", ANSWER, "card", NOON);
        store().attempting("card/1", 2);
        store().shown("card/1", 2, 1002);
        store().attempting("card/1", 1);
        store().shown("card/1", 1, 1001);

        assertThat(store().find("card/1"))
                .contains(new Delivery("card/1", "42", ANSWER, "card", 2, 2, 1002L, 2, State.SHOWN, NOON));
    }

    @Test
    void whatIsGivenUpIsNotPending() {
        store().want("card/1", "42", ANSWER, "saved", NOON);
        store().giveUp("card/1", 1, "400 Bad Request: message is too long");

        assertThat(store().find("card/1").orElseThrow().state()).isEqualTo(State.GIVEN_UP);
        assertThat(store().pending()).isEmpty();
    }

    @Test
    void givingAnOlderRevisionUpLeavesTheNewerWish() {
        store().want("card/1", "42", ANSWER, "too long", NOON);
        store().want("card/1", "42", ANSWER, "short", NOON);
        store().giveUp("card/1", 1, "too long");

        assertThat(store().pending()).extracting(Delivery::content).containsExactly("short");
    }

    @Test
    void whatIsShownIsNotGivenUp() {
        store().want("card/1", "42", ANSWER, "saved", NOON);
        store().shown("card/1", 1, 1001);
        store().giveUp("card/1", 1, "late");

        assertThat(store().find("card/1").orElseThrow().state()).isEqualTo(State.SHOWN);
    }

    @Test
    void whatWasGivenUpCanBeWishedOtherwise() {
        store().want("card/1", "42", ANSWER, "too long", NOON);
        store().giveUp("card/1", 1, "too long");
        Delivery again = store().want("card/1", "42", ANSWER, "short", NOON);

        assertThat(again.revision()).isEqualTo(2);
        assertThat(store().pending()).containsExactly(again);
    }

    @Test
    void whatNobodyWishedIsNeitherAttemptedNorShown() {
        store().attempting("card/1", 1);
        store().shown("card/1", 1, 1001);
        store().giveUp("card/1", 1, "nothing");

        assertThat(store().find("card/1")).isEmpty();
    }

    @Test
    void theOldestGoesFirst() {
        store().want("b", "42", ANSWER, "second", NOON.plusSeconds(2));
        store().want("c", "42", ANSWER, "first", NOON.plusSeconds(1));
        store().want("a", "42", ANSWER, "third", NOON.plusSeconds(3));
        store().want("c", "42", ANSWER, "first, changed", NOON.plusSeconds(9));

        assertThat(store().pending())
                .extracting(Delivery::content)
                .containsExactly("first, changed", "second", "third");
    }

    @Test
    void forgetsWhatIsClosedAndOld() {
        store().want("shown", "42", ANSWER, "x", NOON);
        store().shown("shown", 1, 1);
        store().want("given up", "42", ANSWER, "x", NOON);
        store().giveUp("given up", 1, "no");
        store().want("pending", "42", ANSWER, "x", NOON);
        store().want("young", "42", ANSWER, "x", NOON.plusMillis(1));
        store().shown("young", 1, 2);

        store().prune(NOON.plusMillis(1));

        assertThat(store().find("shown")).isEmpty();
        assertThat(store().find("given up")).isEmpty();
        assertThat(store().find("pending")).isPresent();
        assertThat(store().find("young")).isPresent();
    }

    @Test
    void losesNoWishOfMany() {
        Race.of(8, runner -> store().want("card/1", "42", ANSWER, "content " + runner, NOON));

        assertThat(store().find("card/1").orElseThrow().revision()).isEqualTo(8);
    }

    @Test
    void showingAndWishingAtOnceLeavesTheNewestWishPending() {
        for (int round = 0; round < 25; round++) {
            String key = "card/" + round;
            store().want(key, "42", ANSWER, "saved", NOON);
            Race.of(2, runner -> {
                if (runner == 0) {
                    store().shown(key, 1, 1001);
                } else {
                    store().want(key, "42", ANSWER, "card", NOON);
                }
                return true;
            });

            assertThat(store().find(key))
                    .contains(new Delivery(key, "42", ANSWER, "card", 2, 1, 1001L, 0, State.PENDING, NOON));
        }
    }

    @Test
    void keepsAContentOfManyBytes() {
        String content = "语".repeat(100_000);
        store().want("card/1", "42", ANSWER, content, NOON);

        assertThat(store().pending()).extracting(Delivery::content).isEqualTo(List.of(content));
    }

    @Test
    void forgetsWhatIsClosedOfAChat() {
        store().want("shown", "42", ANSWER, "saved", NOON);
        store().shown("shown", 1, 1001);
        store().want("lost", "42", ANSWER, "saved", NOON);
        store().giveUp("lost", 1, "blocked");
        store().want("pending", "42", ANSWER, "saved", NOON);
        store().want("other", "421", ANSWER, "saved", NOON);
        store().shown("other", 1, 1001);

        store().forget("42");

        assertThat(store().find("shown")).isEmpty();
        assertThat(store().find("lost")).isEmpty();
        assertThat(store().find("pending")).isPresent();
        assertThat(store().find("other")).isPresent();
    }
}
