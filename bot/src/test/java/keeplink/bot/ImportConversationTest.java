package keeplink.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import keeplink.bot.RunningKeeplink.Someone;
import keeplink.link.LinkCollection;
import keeplink.link.Links;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Conversations about files with links that were kept elsewhere.
@ExtendWith(SharedKeeplink.class)
class ImportConversationTest {
    private final RunningKeeplink keeplink;

    ImportConversationTest(RunningKeeplink keeplink) {
        this.keeplink = keeplink;
    }

    private Someone anna() {
        return keeplink.meet("Anna", "en");
    }

    private String url(String path) {
        return keeplink.site.url(path);
    }

    private String bookmarks() {
        return """
            <!DOCTYPE NETSCAPE-Bookmark-file-1>
            <DL><p>
            <DT><H3>Reading</H3>
            <DL><p>
            <DT><A HREF="%s" ADD_DATE="1700000000" TAGS="java">An old article</A>
            <DT><A HREF="javascript:alert(1)">a script</A>
            </DL><p>
            <DT><A HREF="%s">Plain words</A>
            </DL><p>
            """.formatted(url("/article"), url("/plain"));
    }

    private void sends(Someone someone, String content, @Nullable String caption) {
        someone.user.sendsFile(
                someone.chat, "a file", "application/octet-stream", content.getBytes(StandardCharsets.UTF_8), caption);
    }

    private byte[] export(Someone someone, String format) {
        long asked = someone.says("/export " + format);
        JsonNode sent = someone.sees(
                message -> message.path("message_id").asLong() > asked && message.has("document"), "export " + format);
        return keeplink.telegram
                .file(sent.path("document").path("file_id").asString())
                .orElseThrow();
    }

    private static JsonNode firstLink(byte[] export) {
        return new JsonMapper().readTree(export).path("links").path(0);
    }

    @Test
    void aFileThatIsJustSentIsImportedAndTakenBackAsAWhole() {
        Someone anna = anna();
        anna.ask(url("/plain") + " #mine", "Virtual threads");

        sends(anna, bookmarks(), null);
        anna.sees(
                "1 link is new here, 1 was here already. Their pages",
                "One entry has no address of the web and is left out: javascript:alert(1)");
        anna.ask("#reading #java", "An old article");
        // nobody is told of the captures of imported links
        Links links = keeplink.context.getBean(Links.class);
        LinkCollection annas = new LinkCollection(Long.toString(anna.chat));
        await().dontCatchUncaughtExceptions()
                .atMost(RunningKeeplink.PATIENCE)
                .until(() -> links.find(annas, 2)
                        .filter(link -> link.verdict() != null)
                        .isPresent());
        anna.ask("/l2", "An old article", "Snapshot kept");

        anna.ask("/undo", "What the import brought is no longer kept");
        anna.ask("#java", "Nothing found");
        anna.ask("#mine", "1. plain");
    }

    @Test
    void aLargeFileIsTakenInBesideTheChatAndToldInOneMessage() {
        Someone anna = anna();
        String note = "a long note, ".repeat(1_000);
        StringBuilder table = new StringBuilder("url,title,note\n");
        for (int i = 1; i <= 8; i++) {
            table.append("%s,Title %d,\"%s\"%n".formatted(url("/article?" + i), i, note));
        }
        anna.user.sendsFile(
                anna.chat, "links.csv", "text/csv", table.toString().getBytes(StandardCharsets.UTF_8), null);
        anna.sees("8 links are new here. Their pages");
        assertThat(anna.shown()).doesNotContain("I am taking in");
        anna.ask("/undo", "What the import brought is no longer kept");
    }

    @Test
    void whatAZipFileHoldsComesBack() {
        Someone anna = anna();
        anna.ask(url("/article") + " #mine", "Snapshot kept");
        byte[] zip = export(anna, "zip");
        JsonNode before = firstLink(export(anna, "json"));
        Someone bo = keeplink.meet("Bo", "en");

        bo.user.sendsFile(bo.chat, "keeplink.zip", "application/zip", zip, null);
        bo.sees("1 link is new here.", "One copy of a page came with them.");

        JsonNode after = firstLink(export(bo, "json"));
        assertThat(after.path("snapshots")).isEqualTo(before.path("snapshots"));
        assertThat(after.path("verdict")).isEqualTo(before.path("verdict"));
        bo.ask("/read 1", "TCP");
        bo.ask("TCP_KEEPIDLE", "1. ");
    }

    @Test
    void theCommandInReplyToAFileTakesItInForTheGroup() {
        Someone anna = anna();
        long group = -100_950L - keeplink.number();
        keeplink.telegram.group(group, "Readers");
        anna.user.adds(group);
        byte[] table = ("url,title\n" + url("/plain") + ",Of all of us\n").getBytes(StandardCharsets.UTF_8);

        long file = anna.user.sendsFile(group, "links.csv", "text/csv", table, null);
        anna.user.replies(group, file, "/import");

        anna.seesIn(group, "1 link is new here.");
        anna.user.says(group, "/recent");
        anna.seesIn(group, "Of all of us");
    }

    @Test
    void theCommandAsksForAFileAndSaysWhatIsNone() {
        Someone anna = anna();
        anna.ask("/import", "Send me the file");
        sends(anna, "no links at all", "/import");
        anna.sees("I find no links in this file");
        sends(anna, "no links at all", null);
        anna.sees("there is none in this message");
        sends(anna, "{\"links\":[{\"url\":\"" + url("/plain") + "\"},{\"url\":", "/import");
        anna.sees("1 link is new here.", "The file breaks off");
        assertThat(anna.shown()).doesNotContain("failed");
    }
}
