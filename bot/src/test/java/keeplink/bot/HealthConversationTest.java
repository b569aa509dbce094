package keeplink.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import keeplink.bot.RunningKeeplink.Someone;
import keeplink.health.HealthStore;
import keeplink.link.Condition;
import keeplink.link.LinkCollection;
import keeplink.link.Links;
import keeplink.storage.MongoStorage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Conversations about links whose pages are not what they were.
@ExtendWith(SharedKeeplink.class)
class HealthConversationTest {
    private final RunningKeeplink keeplink;

    HealthConversationTest(RunningKeeplink keeplink) {
        this.keeplink = keeplink;
    }

    private Someone reader() {
        Someone person = keeplink.meet("Anna", "en");
        person.becomes(person.ask(keeplink.site.url("/article") + " #net", "/l1"), "Snapshot kept");
        return person;
    }

    private void fares(Someone person, @Nullable Condition condition) {
        keeplink.context.getBean(Links.class).fares(new LinkCollection(Long.toString(person.chat)), 1, condition);
    }

    @Test
    void aCapturedLinkIsLookedAtInAboutAWeek() {
        Someone anna = reader();

        HealthStore store = keeplink.context.getBean(MongoStorage.class).health();
        LinkCollection annas = new LinkCollection(Long.toString(anna.chat));
        Instant first = await().dontCatchUncaughtExceptions()
                .until(() -> store.find(annas, 1), Optional::isPresent)
                .orElseThrow()
                .nextLook();

        Instant now = keeplink.context.getBean(Clock.class).instant();
        assertThat(java.time.Duration.between(now, first).toDays()).isBetween(5L, 8L);
    }

    @Test
    void aBrokenLinkSaysSoIsFoundBySayingSoAndLeadsToItsCopy() {
        Someone anna = reader();
        anna.ask("is:broken", "Nothing found");

        fares(
                anna,
                new Condition.Gone(
                        Instant.parse("2026-11-12T10:00:00Z"), 404, Optional.of("https://archive.example/1")));

        JsonNode card = anna.ask(
                "/l1", "gone since Nov 12, 2026", "Your copy opens: /snapshot 1", "a copy in the Wayback Machine");
        assertThat(card.path("reply_markup").toString()).contains("file:1", "read:1");
        anna.ask("is:broken #net", "1 link");
        fares(anna, null);
        anna.ask("is:broken", "Nothing found");
    }

    @Test
    void aMovedLinkTakesItsNewAddressByOneTapAndUndoGivesTheOldOneBack() {
        Someone anna = reader();
        String there = keeplink.site.url("/article-gb");

        fares(anna, new Condition.Moved(Instant.parse("2026-11-12T10:00:00Z"), there));
        JsonNode card = anna.ask("/l1", "has moved to", "/article-gb");
        anna.presses(card, "Take the new address");
        anna.sees(
                message -> RunningKeeplink.id(message) == RunningKeeplink.id(card)
                        && message.path("entities").toString().contains("/article-gb\"")
                        && !RunningKeeplink.words(message).contains("has moved"),
                "the card with the new address");
        anna.ask(there + " #again", "Kept by you since");
        anna.ask("/undo", "tags and note of /l1");
        anna.ask("/undo", "/l1 has the address it had");
    }

    @Test
    void aChangedPageSaysHowMuchOfIt() {
        Someone anna = reader();

        fares(anna, new Condition.Changed(Instant.parse("2026-11-12T10:00:00Z"), 34));

        anna.ask("/l1", "About 34 % of the page", "/again 1", "/changes 1");
    }
}
