package keeplink.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import keeplink.bot.RunningKeeplink.Someone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Conversations with the whole of Keeplink over the wire: real long polling, the embedded database, pages
/// fetched over loopback. Each test is a chat of its own.
@ExtendWith(SharedKeeplink.class)
class ConversationTest {
    private final RunningKeeplink keeplink;

    ConversationTest(RunningKeeplink keeplink) {
        this.keeplink = keeplink;
    }

    private Someone anna() {
        return keeplink.meet("Anna", "en");
    }

    private String url(String path) {
        return keeplink.site.url(path);
    }

    @Test
    void aLinkIsSavedFetchedAndBecomesACard() {
        Someone anna = anna();

        JsonNode answer = anna.ask("Worth reading " + url("/article") + " #网络 #tcp", "/l1");
        JsonNode card =
                anna.becomes(answer, "TCP keepalive 详解", "Snapshot kept", "#网络 #tcp", "📝 Worth reading", "/l1");

        assertThat(RunningKeeplink.words(card)).contains("127.0.0.1").doesNotContain("Taking a snapshot");
    }

    @Test
    void tagsAndWordsFindWhatWasKept() {
        Someone anna = anna();
        anna.becomes(anna.ask(url("/article") + " #网络", "/l1"), "Snapshot kept");
        anna.becomes(anna.ask(url("/plain") + " #java", "/l2"), "Kept as it is");

        assertThat(RunningKeeplink.words(anna.ask("#网络", "1 link"))).contains("TCP keepalive 详解");
        assertThat(RunningKeeplink.words(anna.ask("拔掉网线", "1 link"))).contains("TCP keepalive 详解");
        assertThat(RunningKeeplink.words(anna.ask("virtual threads", "1 link"))).contains("/l2");
        assertThat(RunningKeeplink.words(anna.ask("#网络 or #java", "2 links"))).contains("/l1", "/l2");
        assertThat(RunningKeeplink.words(anna.ask("-#网络", "1 link"))).contains("/l2");
        assertThat(RunningKeeplink.words(anna.ask("#jawa", "Nothing found"))).contains("Did you mean");
        assertThat(RunningKeeplink.words(anna.ask("(#a", "do not understand"))).contains("Expected there");
    }

    @Test
    void theCopiesOfAPageAreListedAndCompared() {
        Someone anna = anna();
        String page = "<title>Prices</title><article><p>%s It is raining in the mountains today.</p></article>";
        keeplink.site.serve("/prices", "text/html", page.formatted("Tea costs three euros."));
        anna.becomes(anna.ask(url("/prices"), "/l1"), "Snapshot kept");
        assertThat(RunningKeeplink.words(anna.ask("/changes 1", "only one snapshot")))
                .contains("/l1");

        anna.becomes(anna.ask("/again 1", "/l1"), "Snapshot kept");
        anna.ask("/changes 1", "No change in the text");
        assertThat(RunningKeeplink.words(anna.ask("/history 1", "unchanged")).lines())
                .hasSize(3);

        keeplink.site.serve("/prices", "text/html", page.formatted("Tea costs five euros."));
        anna.becomes(anna.ask("/again 1", "/l1"), "Snapshot kept");
        assertThat(RunningKeeplink.words(anna.ask("/changes 1", "What changed")))
                .containsSubsequence("➖ Tea costs three euros.", "➕ Tea costs five euros.")
                .doesNotContain("raining");
        assertThat(RunningKeeplink.words(anna.ask("/history 1", "Prices")).lines())
                .hasSize(4);
    }

    @Test
    void theArticleIsReadInTheChatWithItsDiagrams() {
        Someone anna = anna();
        anna.becomes(anna.ask(url("/article-gb"), "/l1"), "TCP keepalive 详解", "Snapshot kept");

        JsonNode first = anna.ask("/read 1", "TCP keepalive 详解");
        assertThat(RunningKeeplink.words(first)).contains("1 of ").contains("拔掉网线");
        assertThat(first.path("entities").toString()).contains("\"pre\"");
        anna.presses(first, "▶");
        anna.becomes(first, "2 of ");
    }

    @Test
    void theSnapshotIsOneFileThatLoadsNothing() {
        Someone anna = anna();
        anna.becomes(anna.ask(url("/article"), "/l1"), "Snapshot kept");

        JsonNode sent = anna.ask("/snapshot 1", "TCP keepalive 详解");

        byte[] file = keeplink.telegram
                .file(sent.path("document").path("file_id").asString())
                .orElseThrow();
        String html = new String(file, StandardCharsets.UTF_8);
        assertThat(sent.path("document").path("file_name").asString()).isEqualTo("TCP keepalive 详解.html");
        assertThat(html)
                .contains("拔掉网线", "data:image/png;base64,", "Content-Security-Policy")
                .doesNotContain("<script", "onclick", "脚本改写的标题\"");
        assertThat(html).as("nothing of the site is named but in links").doesNotContain("src=\"http");
    }

    @Test
    void aSnapshotAskedForTooEarlyComesWhenItIsThere() {
        Someone anna = anna();
        java.util.concurrent.CountDownLatch hold = new java.util.concurrent.CountDownLatch(1);
        keeplink.site.on("/held", (request, exchange) -> {
            try {
                hold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.send(
                    200,
                    java.util.Map.of("Content-Type", "text/html"),
                    "<title>Held back</title><p>Something to read, at last, and a second sentence."
                            .getBytes(StandardCharsets.UTF_8));
        });
        anna.ask(url("/held"), "/l1");
        anna.ask("/read", "comes here when it is there");
        anna.ask("/snapshot", "comes when it is there");
        hold.countDown();

        anna.sees("Something to read, at last");
        JsonNode file = anna.sees(message -> message.has("document"), "the file");
        assertThat(file.path("document").path("file_name").asString()).isEqualTo("Held back.html");
    }

    @Test
    void theSameLinkAgainIsAnsweredWithSinceWhenAndTakesTheNewTags() {
        Someone anna = anna();
        anna.becomes(anna.ask(url("/plain") + " #one", "/l1"), "Kept as it is");

        JsonNode again = anna.ask(url("/plain") + "?utm_source=chat #two", "Kept by you since");

        assertThat(RunningKeeplink.words(again))
                .contains("New tags: #two")
                .contains("#one #two")
                .contains("/l1");
    }

    @ParameterizedTest
    @CsvSource({
        "/gone, (404)",
        "/empty, is empty",
    })
    void aPageThatIsNotThereIsKeptAndSaidSo(String path, String words) {
        Someone anna = anna();

        JsonNode card = anna.becomes(anna.ask(url(path) + " #kept", "/l1"), words);

        assertThat(RunningKeeplink.words(card)).contains("the link is kept").contains("#kept");
        anna.ask("#kept", "1 link");
    }

    @Test
    void aRefusedAddressIsKeptAndNeverGoneTo() {
        Someone anna = anna();

        anna.becomes(anna.ask("http://10.0.0.1/admin", "/l1"), "does not go to this address", "the link is kept");
    }

    @Test
    void severalLinksOfOneMessageGetTheTagsOfTheirLines() {
        Someone anna = anna();
        anna.says("#week\n" + url("/plain") + " #one\n" + url("/article") + " #two");

        anna.sees("#one #week", "/l1", "Kept as it is");
        anna.sees("#two #week", "/l2", "Snapshot kept");
    }

    @Test
    void aReplyTagsUntagsAndAnnotates() {
        Someone anna = anna();
        JsonNode card = anna.becomes(anna.ask(url("/plain") + " #old", "/l1"), "Kept as it is");

        anna.user.replies(anna.chat, RunningKeeplink.id(card), "#new -#old read it on Sunday");

        JsonNode changed = anna.sees("#new", "📝 read it on Sunday");
        assertThat(RunningKeeplink.words(changed)).doesNotContain("#old");
    }

    @Test
    void anEditedMessageIsReadAgain() {
        Someone anna = anna();
        long message = anna.says(url("/plain") + " #before");
        anna.sees("#before", "Kept as it is");

        anna.user.edits(anna.chat, message, url("/plain") + " #after");

        JsonNode changed = anna.sees("#after");
        assertThat(RunningKeeplink.words(changed)).doesNotContain("#before");
    }

    @Test
    void whatIsDeletedComesBackByUndo() {
        Someone anna = anna();
        anna.becomes(anna.ask(url("/plain"), "/l1"), "Kept as it is");

        anna.ask("/delete 1", "in the bin");
        anna.ask("/l1", "Link 1 is in the bin");
        anna.ask("/undo", "/l1 is back");
        anna.ask("/l1", "Kept as it is");
    }

    @Test
    void buttonsStarMarkAndTurn() {
        Someone anna = anna();
        JsonNode card = anna.becomes(anna.ask(url("/plain") + " #a", "/l1"), "Kept as it is");

        anna.presses(card, "Star");
        card = anna.becomes(card, "⭐ /l1");
        anna.presses(card, "✓ Read");
        card = anna.becomes(card, "· read");
        anna.presses(card, "# Tags");
        card = anna.becomes(card, "Tap a tag");
        anna.presses(card, "✕ #a");
        card = anna.sees(
                message -> !RunningKeeplink.words(message).contains("#a\n")
                        && RunningKeeplink.words(message).contains("Tap a tag"),
                "the tag gone");
        anna.presses(card, "Card");
        anna.becomes(card, "⭐ /l1 · read");
    }

    @Test
    void longListsAreTurnedInOneMessage() {
        Someone anna = anna();
        for (int i = 1; i <= 13; i++) {
            keeplink.site.serve("/many/" + i, "text/plain", "number " + i);
            anna.ask(url("/many/" + i) + " #many", "/l" + i);
        }
        JsonNode list = anna.ask("#many", "13 links");
        assertThat(RunningKeeplink.words(list)).contains("10. ").doesNotContain("11. ");

        anna.presses(list, "▶");
        list = anna.becomes(list, "11. ", "13. ");
        anna.presses(list, "◀");
        anna.becomes(list, "1. ", "10. ");
    }

    @Test
    void aFileSaysWhatItIsAndComesUnderItsName() {
        keeplink.site.serve("/raw/main.rs", "text/plain", "fn main() {}");
        keeplink.site.serve("/dot.gif", "image/gif", "GIF89a\u0003\0\u0002\0");
        Someone anna = anna();

        anna.becomes(anna.ask(url("/raw/main.rs"), "/l1"), "Kept as it is: text/plain, 1 KB");
        JsonNode sent = anna.ask("/snapshot 1", "main.rs");
        assertThat(sent.path("document").path("file_name").asString()).isEqualTo("main.rs");
        anna.becomes(anna.ask(url("/dot.gif"), "/l2"), "3 × 2", "Kept as it is: image/gif");
        anna.ask("/read 2", "There is no text in the file of /l2");
        keeplink.site.serve("/broken.pdf", "application/pdf", "%PDF-1.7\n");
        anna.becomes(anna.ask(url("/broken.pdf"), "/l3"), "Kept as it is: application/pdf", "it is damaged");
    }

    @Test
    void theExportHoldsWhatTheContractSays() throws Exception {
        Someone anna = anna();
        anna.becomes(anna.ask(url("/article") + "?utm_source=x #网络 看看", "/l1"), "Snapshot kept");

        JsonNode sent = anna.ask("/export json", "All links");

        JsonNode export = JsonMapper.builder()
                .build()
                .readTree(keeplink.telegram
                        .file(sent.path("document").path("file_id").asString())
                        .orElseThrow());
        JsonNode link = export.path("links").get(0);
        assertThat(export.propertyNames()).contains("version", "exportedAt", "links");
        assertThat(link.path("url").asString()).isEqualTo(url("/article") + "?utm_source=x");
        assertThat(link.path("canonicalUrl").asString()).isEqualTo(url("/article"));
        assertThat(link.path("title").asString()).isEqualTo("TCP keepalive 详解");
        assertThat(link.path("site").asString()).isEqualTo("127.0.0.1");
        assertThat(link.path("note").asString()).isEqualTo("看看");
        assertThat(link.path("tags").get(0).asString()).isEqualTo("网络");
        assertThat(link.path("state").asString()).isEqualTo("unread");
        assertThat(link.path("verdict").asString()).isEqualTo("full");
        assertThat(link.path("addedBy").asString()).isEqualTo("@anna");
        assertThat(link.path("snapshots").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "html, as bookmarks, .html, <!DOCTYPE NETSCAPE-Bookmark-file-1>",
        "csv, for spreadsheets, .csv, 'number,url,canonicalUrl'",
        "markdown, to read, .md, # Keeplink",
        "ZIP, every copy, .zip, PK",
        "wacz, web archive, .wacz, PK"
    })
    void everyFormatIsSentAsAFileOfItsName(String format, String said, String end, String start) {
        Someone anna = anna();
        anna.becomes(anna.ask(url("/article") + " #网络", "/l1"), "Snapshot kept");

        JsonNode document = anna.ask("/export " + format, said).path("document");

        assertThat(document.path("file_name").asString())
                .startsWith("keeplink-")
                .endsWith(end);
        assertThat(new String(
                        keeplink.telegram
                                .file(document.path("file_id").asString())
                                .orElseThrow(),
                        StandardCharsets.UTF_8))
                .startsWith(start);
    }

    @Test
    void theDigestTellsTheWeek() {
        Someone anna = anna();
        anna.becomes(anna.ask(url("/plain") + " #java", "/l1"), "Kept as it is");

        assertThat(RunningKeeplink.words(anna.ask("/digest now", "Your week in links")))
                .contains("1 link kept", "#java", "/l1");
        anna.ask("/digest", "Asia/Shanghai", "Monday");
        anna.ask("/digest 周五 18:30", "Friday", "18:30");
        anna.ask("/digest off", "No more letters");
        anna.ask("/digest soon", "do not understand");
    }

    @Test
    void chineseIsAnsweredInChinese() {
        Someone li = keeplink.meet("Li", "zh-hans");

        JsonNode saved = li.ask(url("/article") + " #网络", "已保存为 /l1");
        li.becomes(saved, "TCP keepalive 详解", "快照已保存");
        li.ask("/help", "粘贴链接");
        li.ask("#网路", "没有找到");
    }

    @Test
    void whatCannotBeUnderstoodGetsAnAnswerThatHelps() {
        Someone anna = anna();
        anna.ask("/start", "keeps what you paste");
        anna.ask("/help", "/snapshot", "/export json");
        anna.ask("/frobnicate", "do not know /frobnicate");
        anna.ask("/l99", "There is no link 99");
        anna.ask("/read", "Which link?");
        anna.ask("/delete everything", "Which link?");
        anna.ask("/delete 3 4", "Which link?");
        anna.ask("-", "Nothing found");
        anna.ask("/export docx", "/export json");
        anna.ask("/undo", "nothing to take back");
        anna.ask("/tags", "no tags yet");
        anna.user.sendsFile(anna.chat, "notes.txt", "text/plain", new byte[] {1}, null);
        anna.sees("I keep links");
    }

    @Test
    void aGroupSaveIsAReactionAndChatterIsLeftAlone() throws Exception {
        long group = -100_200L - keeplink.number();
        keeplink.telegram.group(group, "Readers");
        Someone anna = anna();
        long chatter = anna.user.says(group, "good morning everybody");
        long save = anna.user.says(group, url("/plain") + " #shared");

        keeplink.telegram.await(() -> keeplink.telegram.reaction(group, save).isPresent(), RunningKeeplink.PATIENCE);
        anna.user.says(group, "#shared");
        JsonNode list = keeplink.telegram.await(
                group, message -> RunningKeeplink.words(message).contains("1 link"), RunningKeeplink.PATIENCE);

        assertThat(keeplink.telegram.reaction(group, chatter)).isEmpty();
        assertThat(RunningKeeplink.words(list)).contains("/l1");
        assertThat(keeplink.telegram.messages(group))
                .filteredOn(message -> message.path("from").path("is_bot").asBoolean(false))
                .hasSize(1);
    }

    @Test
    void aForwardAndItsCommentAreOneSaveWhicheverComesFirst() {
        var channel = JsonMapper.builder().build().createObjectNode();
        channel.put("type", "channel").put("date", 1_700_000_000);
        channel.putObject("chat").put("id", -1001).put("title", "Network News");
        Someone first = anna();
        first.user.says("read on Sunday #weekend");
        first.user.forwards(first.chat, channel, "News: " + url("/plain"));

        JsonNode card = first.sees("#weekend", "📝 read on Sunday", "from Network News", "Kept as it is");
        assertThat(keeplink.telegram.messages(first.chat))
                .as("the answer to the comment became the card")
                .filteredOn(message -> message.path("from").path("is_bot").asBoolean(false))
                .hasSize(1);
        assertThat(RunningKeeplink.words(card)).contains("/l1");

        Someone second = anna();
        second.user.forwards(second.chat, channel, "News: " + url("/plain"));
        second.user.says("#weekend read on Sunday");

        second.sees("#weekend", "📝 read on Sunday", "from Network News");
        assertThat(second.shown()).doesNotContain("Nothing found");
    }
}
