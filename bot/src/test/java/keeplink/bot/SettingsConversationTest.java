package keeplink.bot;

import static org.assertj.core.api.Assertions.assertThat;

import keeplink.bot.RunningKeeplink.Someone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Conversations about a chat itself: its settings, its numbers, questions that wait for an answer, and its end.
@ExtendWith(SharedKeeplink.class)
class SettingsConversationTest {
    private final RunningKeeplink keeplink;

    SettingsConversationTest(RunningKeeplink keeplink) {
        this.keeplink = keeplink;
    }

    private Someone anna() {
        return keeplink.meet("Anna", "en");
    }

    private String url(String path) {
        return keeplink.site.url(path);
    }

    @Test
    void languageZoneAndLetterAreSetByButtons() {
        Someone anna = anna();
        JsonNode settings = anna.ask("/settings", "Settings of this chat", "English", "Asia/Shanghai", "Monday");

        anna.presses(settings, "Time zone");
        settings = anna.becomes(settings, "Which time zone?");
        anna.presses(settings, "New York");
        settings = anna.becomes(settings, "America/New_York");
        anna.presses(settings, "Letter");
        settings = anna.becomes(settings, "When shall the letter come?");
        anna.presses(settings, "Friday");
        settings = anna.becomes(settings, "Letter: Friday 09:00");
        anna.ask("/digest", "Friday", "America/New_York");
        anna.presses(settings, "Language");
        settings = anna.becomes(settings, "Which language");
        anna.presses(settings, "中文");
        settings = anna.becomes(settings, "本聊天的设置", "中文");
        anna.ask("/undo", "没有");
        anna.presses(settings, "语言");
        settings = anna.becomes(settings, "哪种语言");
        anna.presses(settings, "跟随");
        anna.becomes(settings, "设置");
        anna.ask("/undo", "There is nothing to take back");
    }

    @Test
    void theCollectionIsToldInNumbersAndHowItGrewAsAPicture() {
        Someone anna = anna();
        assertThat(RunningKeeplink.words(anna.ask("/stats", "Nothing here yet")))
                .doesNotContain("📊");
        anna.becomes(anna.ask(url("/plain") + " #one", "/l1"), "Kept as it is");

        anna.ask("/stats", "1 link", "1 tag", "1 snapshot");
        JsonNode picture = anna.sees(message -> message.has("photo"), "the picture");

        assertThat(RunningKeeplink.words(picture))
                .contains("Links kept per week since")
                .endsWith(" · 0 · 1");
        assertThat(keeplink.telegram.file(
                        picture.path("photo").path(0).path("file_id").asString()))
                .hasValueSatisfying(png -> assertThat(png).startsWith(0x89, 'P', 'N', 'G'));
    }

    @Test
    void aTimeZoneMayBeNamed() {
        Someone anna = anna();
        JsonNode settings = anna.ask("/settings", "Settings of this chat");
        anna.presses(settings, "Time zone");
        anna.becomes(settings, "Which time zone?");

        anna.ask("Atlantis", "I know no time zone Atlantis");
        anna.ask("utc-3:30", "Time zone: -03:30");
        anna.ask("Atlantis", "Nothing found");
    }

    @Test
    void aTimeZoneMayBeWhereThePersonIs() {
        Someone anna = anna();
        JsonNode settings = anna.ask("/settings", "Settings of this chat");
        anna.presses(settings, "Time zone");
        anna.becomes(settings, "share your location");

        anna.isAt(43.80, 87.60);
        anna.sees("Time zone: Asia/Urumqi");

        anna.isAt(48.58, 7.75);
        JsonNode question = anna.sees("the time zone is Europe/Paris", "Shall I go by it?");
        anna.presses(question, "Yes");
        anna.becomes(question, "Time zone: Europe/Paris");
    }

    @Test
    void withoutSnapshotsNothingIsFetched() {
        Someone anna = anna();
        JsonNode settings = anna.ask("/settings", "Snapshots: taken");
        anna.presses(settings, "Take no snapshots");
        anna.becomes(settings, "Snapshots: not taken");

        JsonNode card = anna.ask(url("/never-fetched") + " #kept", "/l1", "#kept", "unread");

        assertThat(RunningKeeplink.words(card)).doesNotContain("Taking a snapshot");
        anna.ask("#kept", "1 link");
        assertThat(keeplink.site.requests("/never-fetched")).isZero();
    }

    @Test
    void onlyAdministratorsSetWhatAGroupHearsOfASave() throws Exception {
        long group = -100_500L - keeplink.number();
        keeplink.telegram.group(group, "Readers");
        Someone anna = anna();
        Someone bo = anna();
        keeplink.telegram.administrator(group, anna.user.person().id());

        bo.user.says(group, "/settings");
        bo.seesIn(group, "Only administrators");
        anna.user.says(group, "/settings");
        JsonNode settings = anna.seesIn(group, "A save is answered with: a reaction");
        bo.pressesIn(group, settings, "Answers");
        anna.pressesIn(group, settings, "Answers");
        settings = anna.seesIn(group, "How shall a save in this group be answered?");
        anna.pressesIn(group, settings, "one line");
        anna.seesIn(group, "A save is answered with: one line");

        bo.user.says(group, url("/plain") + " #shared");
        bo.seesIn(group, "✓ Saved as /l1");
    }

    @Test
    void aQuestionWaitsForItsAnswerAndAnyCommandEndsIt() {
        Someone anna = anna();
        anna.becomes(anna.ask(url("/plain") + " #old", "/l1"), "Kept as it is");

        anna.ask("/title 1", "What shall link 1 be called?");
        anna.ask("A better title", "A better title", "/l1");
        anna.ask("/tag rename old", "which #old becomes?");
        anna.ask("#new", "#old is #new now, on 1 link");
        anna.ask("/title 1", "What shall link 1 be called?");
        anna.ask("/cancel", "Left.");
        anna.ask("better", "1 link for better");
        anna.ask("/title 1", "What shall link 1 be called?");
        anna.ask("/tags", "1 tag");
        anna.ask("/cancel", "nothing to leave");
        anna.ask("/title 1", "What shall link 1 be called?");
        anna.ask(url("/article"), "/l2");
        anna.ask("better", "1 link for better");
    }

    @Test
    void everythingIsDeletedAfterAnExportWasOfferedAndTheWishConfirmed() {
        Someone anna = anna();
        anna.becomes(anna.ask(url("/article") + " #a #b", "/l1"), "Snapshot kept");
        anna.ask("/privacy", "1 link with title", "2 tags", "1 snapshot", "/forgetme");

        JsonNode sure = anna.ask("/forgetme", "Delete everything of this chat?", "1 link", "2 tags", "1 snapshot");
        anna.presses(sure, "Keep it");
        sure = anna.becomes(sure, "Nothing is deleted");
        anna.ask("#a", "1 link");
        sure = anna.ask("/forgetme", "Delete everything of this chat?");
        anna.presses(sure, "Export first");
        anna.sees(message -> message.has("document"), "the export");
        anna.presses(sure, "Delete everything");
        anna.sees("Deleted for good: 1 link, 2 tags, 1 snapshot");

        anna.ask("/recent", "Nothing here yet");
        anna.ask("#a", "Nothing found");
        anna.ask("/bin", "empty");
        anna.ask("/undo", "nothing to take back");
        anna.ask("/l1", "There is no link 1");
        anna.ask("/snapshot 1", "There is no link 1");
        anna.becomes(anna.ask(url("/article"), "/l2"), "Snapshot kept");
    }

    @Test
    void whoWatchesATagInAGroupIsToldPrivately() {
        long group = -1_007_000_000_000L - keeplink.number();
        keeplink.telegram.group(group, "Readers");
        Someone anna = anna();
        Someone bo = anna();
        anna.user.says(group, "/watch #lang");
        anna.seesIn(group, "once you have opened our chat: @keeplink_bot");
        anna.ask("/start", "keeps what you paste");
        anna.user.says(group, "/watch #other #lang");
        anna.seesIn(group, "I will write to you privately when a link is kept here under #other #lang");

        bo.user.says(group, url("/plain") + " #lang/java");
        anna.sees("👀", "kept", "/plain", "#lang/java", "Where it was said");

        anna.user.says(group, "/unwatch #lang");
        anna.seesIn(group, "no longer tell you about #lang");
        anna.user.says(group, "/watch");
        anna.seesIn(group, "You watch here: #other");
        anna.ask("/watch #x", "Watching is for groups");
    }
}
