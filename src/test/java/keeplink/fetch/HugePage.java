package keeplink.fetch;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// Pages of a size no real one has: one route each. What of one is beyond the bound on bytes is sent all the same.
@SuppressWarnings("ImmutableEnumChecker") // The handlers keep no state.
public enum HugePage implements HostilePage {
    TEN_MEGABYTES(HostileCase.html("<p class=a>Ten megabytes of paragraphs, one like the other.</p>\n", 160_000)),
    TWO_HUNDRED_THOUSAND_NODES(HostileCase.html("<li id=a title='b c'><a href='/a/b' class=d>e</a>", 66_666)),
    /// Both bounds at once: on bytes and on elements.
    AS_MANY_ELEMENTS_AS_MAY_BE_IN_TEN_MEGABYTES(HostileCase.html("<p id=a class=b title=c lang=d>e\n", 299_000)),
    A_MILLION_LEVELS(HostileCase.html("<div>", 1_000_000)),
    FIVE_MILLION_NODES(HostileCase.html("<p>a", 2_500_000)),
    FIVE_MILLION_COMMENTS(HostileCase.html("a<!>", 5_000_000)),
    AN_ATTRIBUTE_OF_100_MB(HostileCase.html("<p>Text.<p title='", 1, "a", 100_000_000)),
    A_NAME_OF_100_MB(HostileCase.html("<p>Text.<p ", 1, "a", 100_000_000)),
    A_TEXT_OF_100_MB(HostileCase.html("<p>", 1, "word ", 20_000_000)),
    A_HUNDRED_THOUSAND_CANDIDATES(HostileCase.html("<p>Text.<img srcset='", 1, "/HUGE.png?a 1w,", 100_000)),
    A_DATA_ADDRESS_OF_50_MB(HostileCase.html("<p>Text.<img src='data:image/png;base64,", 1, "QUFB", 12_500_000)),
    TEN_THOUSAND_RESOURCES((_, exchange) -> {
        exchange.write(HostileCase.head("text/html"));
        for (int i = 0; i < 10_000; i++) {
            exchange.write("<p>Text.<img src=/HUGE.png?" + i + ">");
        }
    }),
    IMPORTS_IN_A_CIRCLE(
            HostileCase.html("<p>Text.<link rel=stylesheet href=/HUGE.css?0>" + "<p>Styled text.".repeat(50), 1)),
    BROKEN_UTF_8((_, exchange) -> {
        exchange.write(HostileCase.head("text/html; charset=utf-8"));
        HostileCase.repeat(exchange, new byte[] {'<', 'p', '>', (byte) 0xC3, (byte) 0xF0, (byte) 0x80, 'a'}, 1_400_000);
    }),
    NULS(HostileCase.html("<p\0>\0a\0</p\0>", 800_000)),
    A_PICTURE_CALLED_A_PAGE((_, exchange) -> {
        exchange.write(HostileCase.head("text/html"));
        HostileCase.repeat(exchange, Files.PICTURE, 150_000);
    }),
    A_BODY_THAT_ENDS_EARLY(
            (_, exchange) -> {
                exchange.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000000\r\n\r\n");
                HostileCase.repeat(exchange, "<p>Text that breaks off".getBytes(StandardCharsets.US_ASCII), 300_000);
            },
            "failed: bad answer");

    /// What several of them send.
    private static final class Files {
        private Files() {}

        /// One dot, as a PNG.
        static final byte[] PICTURE = Base64.getDecoder()
                .decode(
                        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    }

    private final TestSite.Handler handler;
    private final String verdict;

    HugePage(TestSite.Handler handler) {
        this(handler, "full|text only|failed: too complex|not a page: .*");
    }

    HugePage(TestSite.Handler handler, String verdict) {
        this.handler = handler;
        this.verdict = verdict;
    }

    @Override
    public TestSite.Handler handler() {
        return handler;
    }

    @Override
    public String verdict() {
        return verdict;
    }

    /// Puts all of them on a site.
    public static TestSite on(TestSite site) {
        return HostilePage.on(site, values())
                .serve("/HUGE.png", "image/png", Files.PICTURE)
                .on("/HUGE.css", (request, exchange) -> {
                    int number = Integer.parseInt(request.target().substring("/HUGE.css?".length()));
                    StringBuilder css = new StringBuilder();
                    for (int i = 0; i < 30; i++) {
                        css.append("@import '/HUGE.css?").append(i).append("';");
                    }
                    css.append("p{order:").append(number).append('}');
                    exchange.send(
                            200,
                            Map.of("Content-Type", "text/css"),
                            css.toString().getBytes(StandardCharsets.US_ASCII));
                });
    }
}
