package keeplink.bot;

import static org.assertj.core.api.Assertions.assertThat;

import keeplink.bot.RunningKeeplink.Someone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Conversations about links that shall come back.
@ExtendWith(SharedKeeplink.class)
class ReminderConversationTest {
    private final RunningKeeplink keeplink;

    ReminderConversationTest(RunningKeeplink keeplink) {
        this.keeplink = keeplink;
    }

    /// Somebody who keeps one link.
    private Someone reader(String language) {
        Someone person = keeplink.meet("Anna", language);
        person.ask(keeplink.site.url("/plain") + " #plain", "/l1");
        return person;
    }

    @Test
    void aReminderComesWithItsCardAndIsPutOffByAButton() {
        Someone anna = reader("en");

        anna.ask("/remind 1 in 1 second", "/l1", "comes back on");
        JsonNode arrived = anna.sees("You wanted to see this again", "#plain", "/l1");
        anna.presses(arrived, "Tomorrow");
        anna.becomes(arrived, "comes back on", "09:00 (Asia/Shanghai)", "/l1");
        anna.ask("/reminders", "1 reminder", "1. ", "09:00", "/l1");
    }

    @Test
    void aNumberLeftOutIsTheLinkShownLastAndADateIsNoNumber() {
        Someone anna = reader("en");

        anna.ask("/remind 24 Dec", "comes back on", "Dec 24", "09:00", "/l1");
        anna.ask("/remind 3 days", "in 3 days", "/l1");
        anna.ask("/remind every monday 9:00", "every week", "next on Monday", "/l1");
        anna.ask("/reminders", "3 reminders", "every week");
        anna.ask("/remind 7 24 Dec", "There is no link 7");
    }

    @Test
    void withoutAMomentItIsAskedForAndTheAnswerMayBeSaid() {
        Someone anna = reader("en");

        JsonNode when = anna.ask("/remind 1", "When shall", "/l1");
        anna.presses(when, "Next week");
        anna.becomes(when, "comes back on Monday", "09:00");
        anna.ask("/remind 1", "When shall");
        anna.ask("in two weeks", "in 14 days");
    }

    @Test
    void whatIsNotUnderstoodIsSaidWithItsPlace() {
        Someone anna = reader("en");

        anna.ask("/remind 1 tomorrow at banana", "from banana on", "tomorrow 18:00");
        anna.ask("/remind 1 today 0:00", "is over");
        anna.ask("/remind 1 2099-01-01", "more than 10 years");
        anna.ask("/reminders", "Nothing is to come back");
    }

    @Test
    void reminderIsMovedAndCancelledFromTheList() {
        Someone anna = reader("en");
        anna.ask("/remind 1 in 3 days", "in 3 days");

        JsonNode list = anna.ask("/reminders", "1 reminder");
        anna.presses(list, "✎ 1");
        list = anna.becomes(list, "Move it to:");
        anna.presses(list, "In a month");
        JsonNode moved = anna.becomes(list, "comes back on");
        anna.presses(moved, "Other time");
        moved = anna.becomes(moved, "Move it to:");
        anna.presses(moved, "Name a time");
        anna.sees("When then?");
        anna.ask("every 2 weeks", "every 2 weeks, next on");
        list = anna.ask("/reminders", "1 reminder", "every 2 weeks");
        anna.presses(list, "✎ 1");
        list = anna.becomes(list, "Let it come once instead:");
        anna.presses(list, "Cancel");
        anna.becomes(list, "does not come back");
        anna.ask("/reminders", "Nothing is to come back");
    }

    @Test
    void aDeletedLinksReminderIsListedNoMoreUntilItIsBack() {
        Someone anna = reader("en");
        anna.ask("/remind 1 in 3 days", "in 3 days");

        anna.ask("/delete 1", "in the bin");
        anna.ask("/reminders", "Nothing is to come back");
        anna.ask("/undo", "/l1 is back");
        anna.ask("/reminders", "1 reminder");
    }

    @Test
    void chineseIsUnderstoodAndSpoken() {
        Someone li = reader("zh");

        li.ask("/remind 1 明天下午6点", "/l1", "18:00", "Asia/Shanghai");
        li.ask("/remind 每周一 9:00", "每周提醒", "09:00");
        li.ask("/remind 1 吃饭", "从 吃饭 开始看不懂");
        li.ask("/reminders", "2 个提醒", "每周");
    }

    @Test
    void inAGroupAReminderIsThePersonsWhoAsked() {
        long group = -100_900L - keeplink.number();
        keeplink.telegram.group(group, "Readers");
        Someone anna = keeplink.meet("Anna", "en");
        Someone bo = keeplink.meet("Bo", "en");
        anna.user.says(group, keeplink.site.url("/plain") + "?group #shared");
        anna.user.says(group, "/l1");
        anna.seesIn(group, "/l1");

        anna.user.says(group, "/remind 1 tomorrow");
        JsonNode set = anna.seesIn(group, "comes back on");
        bo.pressesIn(group, set, "Cancel");
        bo.user.says(group, "/reminders");
        bo.seesIn(group, "Nothing is to come back");
        anna.user.says(group, "/remind 1 in 1 second");
        anna.seesIn(group, "@anna", "You wanted to see this again", "#shared");
        anna.user.says(group, "/reminders");
        assertThat(RunningKeeplink.words(anna.seesIn(group, "1 reminder"))).contains("/l1");
    }
}
