package keeplink.bot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import keeplink.bot.RunningKeeplink.Someone;
import keeplink.bot.local.BotApiStandIn;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The web viewer of a bot with a token and a public address: from the buttons of its messages to what a
/// browser gets.
class ViewerConversationTest {
    private static final String TOKEN = "987654321:CANARY-token-that-nobody-may-see-anywhere";
    private static final String PUBLIC = "https://links.example.com/kept";
    private static final OkHttpClient HTTP = new OkHttpClient();
    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Embedder-Policy", "require-corp",
            "X-Frame-Options", "DENY",
            "Cache-Control", "private, no-store",
            "X-Robots-Tag", "noindex, nofollow, noarchive");

    @TempDir
    private static Path data;

    private static BotApiStandIn telegram;
    private static RunningKeeplink keeplink;

    @BeforeAll
    static void start() {
        telegram = BotApiStandIn.inMemory(TOKEN);
        keeplink = new RunningKeeplink(
                data,
                telegram,
                "--keeplink.telegram.token=" + TOKEN,
                "--keeplink.telegram.api-url=" + telegram.url(),
                "--keeplink.access.open=true",
                "--server.address=127.0.0.1",
                "--keeplink.web.public-url=" + PUBLIC + "/");
    }

    @AfterAll
    static void stop() {
        keeplink.close();
        telegram.close();
    }

    private static Someone anna() {
        return keeplink.meet("Anna", "en");
    }

    private static JsonNode card(Someone who, String path) {
        return who.becomes(who.ask(keeplink.site.url(path), "/l1"), "· unread");
    }

    private static List<String> addresses(JsonNode message) {
        List<String> urls = new ArrayList<>();
        for (JsonNode row : message.path("reply_markup").path("inline_keyboard")) {
            for (JsonNode button : row) {
                if (button.has("url")) {
                    urls.add(button.path("url").asString());
                }
            }
        }
        return urls;
    }

    private static String copy(JsonNode message) {
        return addresses(message).getFirst();
    }

    /// What a proxy in front of it asks for.
    private static Request.Builder to(String url) {
        assertThat(url).startsWith(PUBLIC + "/copy/");
        return here(url.substring("https://links.example.com".length()));
    }

    private static Request.Builder here(String path) {
        return new Request.Builder()
                .url("http://127.0.0.1:" + keeplink.port() + path)
                .header("Host", "links.example.com");
    }

    private static Response get(String url) throws IOException {
        return HTTP.newCall(to(url).build()).execute();
    }

    private static void isGuarded(Response response) {
        HEADERS.forEach(
                (name, value) -> assertThat(response.headers(name)).as(name).containsExactly(value));
        assertThat(response.headers("Content-Security-Policy"))
                .singleElement()
                .asString()
                .startsWith("sandbox; default-src 'none'; ")
                .endsWith("frame-ancestors 'none'")
                .doesNotContain("allow-", "script", "http", "self", "*");
    }

    @Test
    void aCardLeadsToTheCopyAndToTheArticle() throws IOException {
        JsonNode card = card(anna(), "/article");

        assertThat(addresses(card)).hasSize(2);
        try (Response copy = get(addresses(card).getFirst());
                Response article = get(addresses(card).getLast())) {
            isGuarded(copy);
            assertThat(copy.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
            assertThat(copy.body().string()).contains("拔掉网线", "data:image/png;base64,", "keeplink:source");
            isGuarded(article);
            assertThat(article.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
            assertThat(article.body().string())
                    .contains("<h1 dir=\"auto\">TCP keepalive 详解</h1>", "<pre>", "拔掉网线", "Kept on", "The page itself")
                    .doesNotContain("src=\"http");
        }
    }

    @Test
    void theArticleLeadsToItsCopy() throws IOException {
        String article = addresses(card(anna(), "/article")).getLast();
        try (Response response = get(article)) {
            var link = Pattern.compile("<a href=\"([A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+)\">The copy of the page</a>")
                    .matcher(response.body().string());
            assertThat(link.find()).isTrue();
            try (Response copy = get(article.substring(0, article.lastIndexOf('/') + 1) + link.group(1))) {
                assertThat(copy.code()).isEqualTo(200);
                assertThat(copy.body().string()).contains("keeplink:source");
            }
        }
    }

    @Test
    void aProxyMayTakeThePathBeforeItOff() throws IOException {
        String url = copy(card(anna(), "/article"));
        try (Response response =
                HTTP.newCall(here(url.substring(PUBLIC.length())).build()).execute()) {
            assertThat(response.code()).isEqualTo(200);
        }
    }

    @Test
    void historyFileAndReadingLeadThereToo() throws IOException {
        Someone anna = anna();
        keeplink.site.serve("/changing", "text/html", "<title>One</title><p>The first words of a page.");
        card(anna, "/changing");
        keeplink.site.serve("/changing", "text/html", "<title>Two</title><p>Other words on the page now.");
        anna.becomes(anna.ask("/again 1", "/l1"), "Snapshot kept");

        JsonNode history = anna.ask("/history 1", "Two");
        List<String> each = new ArrayList<>();
        history.path("entities").forEach(entity -> {
            if (entity.has("url")) {
                each.add(entity.path("url").asString());
            }
        });
        assertThat(each).hasSize(2);
        for (int i = 0; i < 2; i++) {
            try (Response copy = get(each.get(i))) {
                assertThat(copy.body().string()).contains(i == 0 ? "Other words" : "The first words");
            }
        }
        assertThat(copy(history)).isEqualTo(each.getFirst());
        assertThat(copy(anna.ask("/snapshot 1", "Two"))).isEqualTo(each.getFirst());
        assertThat(addresses(anna.ask("/read 1", "Other words")))
                .as("the same within a day, so that no message changes for it")
                .contains(each.getFirst())
                .hasSize(2);
    }

    /// Nothing that a browser might run is handed to it as what it is.
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/k.pdf, application/pdf, %PDF-1.4, application/pdf, inline",
                "/k.png, image/png, -, image/png, inline",
                "/k.svg, image/svg+xml, <svg xmlns='http://www.w3.org/2000/svg'><script>1</script><rect/></svg>, image/svg+xml, inline",
                "/k.txt, text/plain, Words, text/plain;charset=UTF-8, inline",
                "/k.csv, text/csv, Words, text/plain;charset=UTF-8, inline",
                "/k.json, application/json, {}, text/plain;charset=UTF-8, inline",
                "/k.js, text/javascript, alert(1), text/plain;charset=UTF-8, inline",
                "/k.xml, application/xml, <x:script xmlns:x='http://www.w3.org/1999/xhtml'>1</x:script>, text/plain;charset=UTF-8, inline",
                "/k.xsl, text/xsl, <x/>, text/plain;charset=UTF-8, inline",
                "/k.mathml, application/mathml+xml, <math/>, text/plain;charset=UTF-8, inline",
                "/k.rss, application/rss+xml, <rss/>, text/plain;charset=UTF-8, inline",
                "/k.swf, application/x-shockwave-flash, FWS, application/octet-stream, attachment",
                "/k.mht, multipart/related, MIME, application/octet-stream, attachment",
                "/k.zip, application/zip, PK, application/octet-stream, attachment",
                "/k.mp4, video/mp4, -, application/octet-stream, attachment",
            })
    void everyKindHasItsType(String path, String type, String body, String served, String how) throws IOException {
        byte[] bytes = body != null
                ? body.getBytes(UTF_8)
                : path.endsWith("png")
                        ? RunningKeeplink.picture(path)
                        : HexFormat.of().parseHex("000000186674797069736f6d");
        keeplink.site.serve(path, type, bytes);
        String url = copy(card(anna(), path));
        try (Response response = get(url)) {
            assertThat(response.code()).isEqualTo(200);
            assertThat(response.header("Content-Type")).isEqualTo(served);
            assertThat(response.header("Content-Disposition"))
                    .startsWith(how + ";")
                    .contains("filename");
            if (path.endsWith("pdf")) {
                assertThat(response.header("Content-Security-Policy")).startsWith("default-src 'none'; ");
            } else {
                isGuarded(response);
            }
            assertThat(response.body().string()).doesNotContain("<script");
        }
    }

    @Test
    void aTextIsReadInUtf8WhateverItWas() throws IOException {
        keeplink.site.serve("/gb.txt", "text/plain; charset=gb2312", "拔掉网线".getBytes(Charset.forName("GB18030")));
        keeplink.site.serve("/wide.txt", "text/plain", "﻿Grüße".getBytes(StandardCharsets.UTF_16LE));
        Someone anna = anna();
        String chinese = copy(card(anna, "/gb.txt"));
        String wide = copy(anna.becomes(anna.ask(keeplink.site.url("/wide.txt"), "/l2"), "· unread"));
        try (Response one = get(chinese);
                Response other = get(wide)) {
            assertThat(one.body().string()).isEqualTo("拔掉网线");
            assertThat(other.body().string()).isEqualTo("Grüße");
        }
    }

    @Test
    void aDeletedLinksAddressIsDeadAtOnce() throws IOException {
        Someone anna = anna();
        String url = copy(card(anna, "/article"));
        anna.ask("/delete 1", "in the bin");
        try (Response response = get(url)) {
            assertThat(response.code()).isEqualTo(410);
            isGuarded(response);
        }
        anna.ask("/undo", "is back");
        try (Response response = get(url)) {
            assertThat(response.code()).isEqualTo(200);
        }
        JsonNode sure = anna.ask("/forgetme", "Delete everything");
        anna.presses(sure, "Delete everything");
        anna.sees("Deleted for good");
        try (Response response = get(url)) {
            assertThat(response.code()).isEqualTo(410);
        }
    }

    @Test
    void whateverIsWrongIsAnsweredWithTheSameWords() throws IOException {
        Someone anna = anna();
        String url = copy(card(anna, "/article"));
        anna.ask("/delete 1", "in the bin");
        String gone;
        try (Response response = get(url)) {
            gone = response.body().string();
        }
        assertThat(gone).contains("Keeplink", "send the number of the link").doesNotContain("article", "127.0.0.1");
        for (String forged : List.of("x", "x.y", url.substring(url.lastIndexOf('/') + 1) + "x", "", "..%2f", "a/b")) {
            try (Response response = get(PUBLIC + "/copy/" + forged)) {
                assertThat(response.code()).as(forged).isIn(404, 400);
                if (response.code() == 404) {
                    isGuarded(response);
                    assertThat(response.body().string()).as(forged).isEqualTo(gone);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zh-CN|这个网址下",
                "fr, zh;q=0.8, en;q=0.5|这个网址下",
                "en, zh|There is nothing",
                "fr|There is nothing",
                "*|There is nothing",
                "nonsense;;;|There is nothing",
            })
    void theWordsAreInTheReadersLanguage(String accepted, String words) throws IOException {
        try (Response response = HTTP.newCall(to(PUBLIC + "/copy/x.y")
                        .header("Accept-Language", accepted)
                        .build())
                .execute()) {
            assertThat(response.header("Vary")).isEqualTo("Accept-Language");
            assertThat(response.body().string()).contains(words);
        }
    }

    @Test
    void aCopyCanOnlyBeLookedAt() throws IOException {
        String url = copy(card(anna(), "/plain"));
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND")) {
            RequestBody body = method.equals("OPTIONS") ? null : RequestBody.create(new byte[0]);
            try (Response response =
                    HTTP.newCall(to(url).method(method, body).build()).execute()) {
                assertThat(response.code()).as(method).isEqualTo(405);
                assertThat(response.header("Allow")).isEqualTo("GET, HEAD");
                isGuarded(response);
            }
        }
    }

    @Test
    void theHeadIsThatOfTheCopyWithoutIt() throws IOException {
        Someone anna = anna();
        for (String url : addresses(card(anna, "/article"))) {
            try (Response whole = get(url);
                    Response head = HTTP.newCall(to(url).head().build()).execute()) {
                assertThat(head.code()).isEqualTo(200);
                assertThat(head.header("Content-Type")).isEqualTo(whole.header("Content-Type"));
                isGuarded(head);
                assertThat(head.body().bytes()).isEmpty();
            }
        }
    }

    @Test
    void besideItThereIsNoChatPageAndNoTokenOfAnAddress() throws IOException {
        String url = copy(card(anna(), "/plain"));
        try (Response copy = get(url)) {
            assertThat(copy.code()).isEqualTo(200);
        }
        for (String path :
                List.of("/", "/local/events", "/local/chat.js", "/local/files/x", "/kept/copy/../local/chat.js")) {
            try (Response response = HTTP.newCall(here(path).build()).execute()) {
                assertThat(response.code()).as(path).isEqualTo(404);
            }
        }
        try (Response metrics =
                HTTP.newCall(here("/actuator/prometheus").build()).execute()) {
            assertThat(metrics.body().string())
                    .contains("http_server_requests")
                    .doesNotContain(url.substring(url.lastIndexOf('/') + 1, url.lastIndexOf('.')));
        }
    }
}
