package keeplink.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import keeplink.bot.RunningKeeplink.Someone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/// What people also send, over the wire: every one gets an answer that helps, and no more than one.
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(SharedKeeplink.class)
class OddInputConversationTest {
    private final RunningKeeplink keeplink;

    OddInputConversationTest(RunningKeeplink keeplink) {
        this.keeplink = keeplink;
        keeplink.site.serve("/page", "text/plain", "words");
        keeplink.site.serve(
                "/html-title",
                "text/html; charset=utf-8",
                "<title>&lt;b&gt;bold &amp; \"quoted\"&lt;/b&gt;</title><p>Text.");
    }

    private Someone anna() {
        return keeplink.meet("Anna", "en");
    }

    private String url(String path) {
        return keeplink.site.url(path);
    }

    private long answers(long chat) {
        return keeplink.telegram.messages(chat).stream()
                .filter(message -> message.path("from").path("is_bot").asBoolean(false))
                .count();
    }

    @Test
    void numbersThatMeanNoLinkAreSaidSo() {
        Someone anna = anna();
        anna.becomes(anna.ask(url("/page") + " #a", "/l1"), "Kept as it is");

        anna.ask("/l0", "There is no link 0");
        anna.ask("/l999999999", "There is no link 999999999");
        anna.ask("/l999999999999", "There is no link 999999999999");
        anna.ask("/read 0", "There is no link 0");
        anna.ask("/read 999999999999", "Which link?");
        anna.ask("/HISTORY\n１", "as it is");
        anna.ask("/L1", "Kept as it is");
        anna.ask("/FIND\n#a", "1 link");
        anna.ask("/find@keeplink_bot #a", "1 link");
    }

    @Test
    void commandsForOtherBotsAreLeftToThem() {
        Someone anna = anna();
        long before = anna.says("/find@other_bot #a");
        anna.ask("/start", "keeps what you paste");

        assertThat(answers(anna.chat)).isEqualTo(1);
        assertThat(before).isPositive();
    }

    @Test
    void tagsOfEveryScriptAndWidthAreFound() {
        Someone anna = anna();
        anna.becomes(anna.ask(url("/page") + " #עברית #日本語 #İstanbul #a_b #2026年", "/l1"), "Kept as it is");

        for (String tag : List.of("#עברית", "＃日本語", "#日本語", "#A_B", "#2026年")) {
            anna.ask(tag, "1 link for " + tag);
        }
        anna.ask("/l1", "#עברית #日本語");
    }

    @Test
    void aTitleOfMarkupIsShownAsItIs() {
        Someone anna = anna();

        JsonNode card = anna.becomes(anna.ask(url("/html-title"), "/l1"), "<b>bold & \"quoted\"</b>");

        assertThat(card.path("entities").toString()).contains("text_link");
    }

    @Test
    void aHundredLinksInOneMessageAreAllKept() {
        Someone anna = anna();
        StringBuilder all = new StringBuilder("#hundred");
        for (int i = 1; i <= 100; i++) {
            all.append("\n").append(url("/page?n=" + i));
        }
        anna.says(all.toString());

        anna.sees("100 links are saved", "/l1 /l2 ", "/l100");
        anna.ask("#hundred", "100 links for");
        assertThat(answers(anna.chat)).as("one answer to each message").isEqualTo(2);
    }

    @Test
    void aLongNoteIsKeptAndItsCardFitsAMessage() {
        Someone anna = anna();
        String note = "remember <this> & that ".repeat(150);

        anna.becomes(anna.ask(note + url("/page"), "/l1"), "Kept as it is", "📝 remember <this> & that");
    }

    @Test
    void anAlbumIsOneMessage() {
        Someone anna = anna();
        anna.user.sendsAlbum(anna.chat, List.of("1.png", "2.png", "3.png"), "look " + url("/page") + " #album");
        anna.sees("/l1", "#album");
        anna.user.sendsAlbum(anna.chat, List.of("4.png", "5.png", "6.png"), "");
        anna.sees("I keep links");
        anna.ask("/start", "keeps what you paste");

        assertThat(answers(anna.chat)).isEqualTo(3);
    }

    @Test
    void theAnswerToAnEditedQuestionIsEdited() {
        Someone anna = anna();
        anna.becomes(anna.ask(url("/page") + " #java", "/l1"), "Kept as it is");
        long question = anna.says("#jawa");
        JsonNode answer = anna.sees("Nothing found");

        anna.user.edits(anna.chat, question, "#java");

        anna.becomes(answer, "1 link for #java", "/l1");
    }

    @Test
    void anArticleOpensWhereItsReaderStoppedAndLeadsToTheNext() {
        Someone anna = anna();
        anna.becomes(anna.ask(url("/article"), "/l1"), "Snapshot kept");
        JsonNode page = anna.ask("/read 1", "1 of ");
        anna.presses(page, "▶");
        anna.becomes(page, "2 of ");

        anna.ask("/read 1", "2 of ");
        anna.becomes(anna.ask(url("/article-gb"), "/l2"), "Snapshot kept");
        JsonNode last = anna.ask("/read 2", "1 of ");
        for (int at = 2; !last.path("reply_markup").toString().contains("next unread"); at++) {
            anna.presses(last, "▶");
            last = anna.becomes(last, at + " of ");
        }
        anna.presses(last, "Read, next unread");
        last = anna.becomes(last, "2 of ");
        anna.ask("/l2", "· read");
        anna.ask("/unread", "1 link", "/l1");
    }
}
