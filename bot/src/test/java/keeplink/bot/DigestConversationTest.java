package keeplink.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import keeplink.bot.RunningKeeplink.Someone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Conversations about letters: when they come, and what their buttons do.
@ExtendWith(SharedKeeplink.class)
class DigestConversationTest {
    private final RunningKeeplink keeplink;

    DigestConversationTest(RunningKeeplink keeplink) {
        this.keeplink = keeplink;
    }

    private String url(String path) {
        return keeplink.site.url(path);
    }

    private static List<String> labels(JsonNode message) {
        List<String> labels = new ArrayList<>();
        message.path("reply_markup")
                .path("inline_keyboard")
                .forEach(row ->
                        row.forEach(button -> labels.add(button.path("text").asString(""))));
        return labels;
    }

    @Test
    void aScheduleIsSetInWordsAndWhatIsWrongIsSaid() {
        Someone anna = keeplink.meet("Anna", "en");

        anna.ask("/digest", "Monday 09:00", "The next letter comes on Monday", "Asia/Shanghai");
        anna.ask("/digest mon,thu 09:30", "Mon and Thu 09:30");
        anna.ask("/digest daily 08:00", "every day 08:00", "08:00");
        anna.ask("/digest monthly 31 07:15", "the last day of every month, 07:15");
        anna.ask("/digest on tuesdays at 7pm", "Tuesday 19:00");
        anna.ask("/digest 每周五18点半", "Friday 18:30");
        anna.ask("/digest fri", "On fri, and at what time?", "/digest fri 09:00");
        anna.ask("/digest 09:00", "on which day?", "/digest mon 09:00");
        anna.ask("/digest someday 09:00", "I do not know the day someday", "mon to sun");
        anna.ask("/digest mon 25:00", "25:00 is no time of day", "23:59");
        anna.ask("/digest <b>", "I do not understand <b>");
        anna.ask("/digest", "Friday 18:30");
    }

    @Test
    void lettersPauseAndComeAgain() {
        Someone anna = keeplink.meet("Anna", "en");

        anna.ask("/digest pause", "For how long?", "/digest pause 2w");
        anna.ask("/digest pause until 2020-01-01", "For how long?");
        anna.ask("/digest pause 2w", "No letters until", "The next letter comes on Monday");
        JsonNode settings = anna.ask("/settings", "No letters until");
        anna.presses(settings, "Letter");
        settings = anna.becomes(settings, "When shall the letter come?");
        anna.presses(settings, "End the pause");
        settings = anna.becomes(settings, "Letter: Monday 09:00");
        assertThat(RunningKeeplink.words(settings)).doesNotContain("No letters until");
        anna.ask("/digest off", "No more letters");
        anna.ask("/digest", "There are no letters");
        anna.ask("/digest resume", "The next letter comes on Monday");
    }

    @Test
    void quietHoursAreSetInWordsAndByButtons() {
        Someone anna = keeplink.meet("Anna", "en");

        anna.ask("/digest quiet", "There are no quiet hours");
        anna.ask("/digest quiet soon", "I do not understand soon", "22:00-07:00");
        anna.ask("/digest quiet 22-6:30", "Quiet 22:00-06:30");
        JsonNode settings = anna.ask("/settings", "Quiet hours: 22:00-06:30");
        anna.presses(settings, "Quiet hours");
        settings = anna.becomes(settings, "When shall it be quiet here?");
        anna.presses(settings, "23:00 – 07:00");
        anna.becomes(settings, "Quiet hours: 23:00-07:00");
        anna.ask("/digest quiet off", "No quiet hours any more");
    }

    @Test
    void aLetterIsWorkedWithByItsButtons() {
        Someone anna = keeplink.meet("Anna", "en");
        anna.becomes(anna.ask(url("/article") + " #java", "/l1"), "Snapshot kept");
        anna.becomes(anna.ask(url("/plain") + " #net", "/l2"), "Kept as it is");
        JsonNode letter = anna.ask("/digest now", "Your week in links", "2 links kept", "2 unread", "#java 1", "/l1");

        anna.presses(letter, "Open one");
        letter = anna.becomes(letter, "Your week in links");
        letter = anna.sees(
                message -> labels(message).equals(List.of("1", "2", "↩ Back")), "the links of the letter by number");
        anna.presses(letter, "1");
        letter = anna.becomes(letter, "▸");
        assertThat(labels(letter)).contains("↗ Open", "📖 Read", "⭐ Star", "✓ Read", "↩ Back");
        anna.presses(letter, "⭐ Star");
        letter = anna.becomes(letter, "/l1 ⭐");
        anna.presses(letter, "📖 Read");
        anna.sees("TCP keepalive 详解", "1 of");
        anna.presses(letter, "↩ Back");
        letter = anna.sees(message -> labels(message).contains("2"), "the choice of links");
        anna.presses(letter, "↩ Back");
        letter = anna.sees(message -> labels(message).contains("＋ More"), "the letter");
        anna.presses(letter, "＋ More");
        letter = anna.sees(message -> labels(message).contains("－ Fewer"), "all of the letter");
        anna.presses(letter, "All read");
        anna.becomes(letter, "nothing unread");
        anna.ask("/undo", "The marks of 2 links are as before");
        anna.presses(letter, "Other day");
        letter = anna.sees(message -> labels(message).contains("Thu"), "the days");
        anna.presses(letter, "Thu");
        anna.sees(message -> labels(message).contains("－ Fewer"), "the letter again");
        anna.ask("/digest", "Thursday 09:00");
    }

    @Test
    void aMemberHasAGroupsLetterPrivately() {
        long group = -1_007_300_000_001L;
        keeplink.telegram.group(group, "Readers");
        Someone anna = keeplink.meet("Anna", "en");
        anna.ask("/digest subscribe", "That is for groups");

        anna.user.says(group, "/digest subscribe #java");
        anna.seesIn(group, "about #java privately when your own comes");
        anna.user.says(group, "/digest unsubscribe");
        anna.seesIn(group, "No more letters about this group");
        anna.user.says(group, "/digest unsubscribe");
        anna.seesIn(group, "You do not get this group’s letter");
    }

    @Test
    void lettersSpeakChinese() {
        Someone li = keeplink.meet("Li", "zh-hans");
        li.ask(url("/plain") + " #网络", "/l1");

        li.ask("/digest now", "本周链接摘要", "收藏了 1 条链接", "#网络");
        li.ask("/digest 周一、周四 09:00", "周一", "周四", "09:00");
        li.ask("/digest 暂停 两周", "之前没有摘要");
        li.ask("/digest 星期八 09:00", "不认识");
    }
}
