package keeplink.snapshot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import keeplink.fetch.FetchLimits;
import keeplink.fetch.OkHttpPageFetcher;
import keeplink.fetch.TestFetchers;
import keeplink.fetch.TestSite;

/// Captures thirty pages that lead to refused addresses, and a host that rebinds, and prints what came of each: to be
/// run inside a network namespace in which every address answers, so that a packet to a wrong one would be counted and
/// its page would come. With the argument `control` it connects to a refused address on purpose instead.
final class RefusedPackets {
    private static final String SITE = "http://good.example.com";
    private static final InetAddress PUBLIC = InetAddress.ofLiteral("93.184.216.34");
    private static final String SHELL = "<title>App</title><div id=root></div><script src=app.js></script>"
            + "<noscript>You need to enable JavaScript to run this app.</noscript>";

    private RefusedPackets() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0) {
            control();
            return;
        }
        AtomicInteger rebound = new AtomicInteger();
        FetchLimits limits = new FetchLimits(
                Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(8), 5, 1 << 20, 1 << 20);
        try (TestSite site = TestSite.startEverywhere(80);
                OkHttpPageFetcher fetcher = TestFetchers.strict(limits, host -> resolve(host, rebound))) {
            TestCapture capture = new TestCapture(fetcher);
            redirects().forEach((name, location) -> site.redirect("/" + name, location));
            pages().forEach((name, page) -> site.serve("/" + name, "text/html", page));
            headers(site);
            site.on("/rebind", (_, exchange) -> exchange.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
                    + "<title>Rebound</title><p>Text.<img src=http://rebind.example.com/secret.png>"));
            List<String> names = new java.util.ArrayList<>(redirects().keySet());
            names.addAll(pages().keySet());
            names.addAll(List.of("R25", "R26", "R27"));
            names.sort(null);
            for (String name : names) {
                System.out.println(name + " " + capture.take(SITE + "/" + name).verdict());
            }
            System.out.println("rebinding "
                    + capture.take("http://rebind.example.com/rebind").verdict());
            System.out.println("literal " + capture.take("http://10.0.0.1/secret").verdict());
            System.out.println("mixed " + capture.take("http://mixed.example.com/secret").verdict());
            long secrets = site.requests().stream()
                    .filter(request -> request.target().startsWith("/secret"))
                    .count();
            System.out.println("secrets " + secrets + " of " + site.requests().size() + " requests");
        }
    }

    /// Proof that the counters count.
    private static void control() throws IOException {
        try (TestSite site = TestSite.startEverywhere(80);
                Socket socket = new Socket("10.1.2.3", 80);
                Socket other = new Socket("fd00::1", 80)) {
            System.out.println("connected " + socket.isConnected() + " " + other.isConnected() + " to " + site.port());
        }
    }

    private static List<InetAddress> resolve(String host, AtomicInteger rebound) {
        return switch (host) {
            case "rebind.example.com" ->
                rebound.getAndIncrement() == 0 ? List.of(PUBLIC) : List.of(InetAddress.ofLiteral("127.0.0.1"));
            case "mixed.example.com" -> List.of(PUBLIC, InetAddress.ofLiteral("10.0.0.1"));
            case "in.example.com" -> List.of(InetAddress.ofLiteral("192.168.1.1"));
            default -> List.of(PUBLIC);
        };
    }

    /// What a `Location` may hold.
    private static Map<String, String> redirects() {
        Map<String, String> cases = new LinkedHashMap<>();
        cases.put("R01", "http://127.0.0.1/secret");
        cases.put("R02", "http://2130706433/secret");
        cases.put("R03", "http://[::ffff:7f00:1]/secret");
        cases.put("R04", "//[::1]/secret");
        cases.put("R05", "http://in.example.com/secret");
        cases.put("R06", "file:///etc/passwd");
        cases.put("R07", "gopher://127.0.0.1:6379/_INFO");
        cases.put("R08", "data:text/html,secret");
        cases.put("R09", "/R09");
        cases.put("R29", "http://good.example.com@169.254.169.254/secret");
        cases.put("R30", "http://10.0.0.1\t/secret");
        return cases;
    }

    /// What a page may name.
    private static Map<String, String> pages() {
        Map<String, String> cases = new LinkedHashMap<>();
        cases.put("R10", "<meta http-equiv=refresh content='0;url=http://127.0.0.1/secret'>");
        cases.put("R11", text("<base href=http://127.0.0.1/><img src=secret.png><link rel=stylesheet href=secret.css>"));
        cases.put("R12", text("<img src=http://169.254.169.254/secret.png>"));
        cases.put("R13", text("<img srcset='http://10.0.0.1/secret.png 1x, http://0x7f.1/secret.png 2x'>"));
        cases.put("R14", text("<style>p{background:url(http://127.1/secret.png)}</style>"));
        cases.put("R15", text("<style>@import url(http://[::1]/secret.css);</style>"));
        cases.put(
                "R16",
                text("<style>@font-face{font-family:a;src:url(http://in.example.com/secret.woff2)}p{font-family:a}</style>"));
        cases.put(
                "R17",
                text("<svg><image href=http://127.0.0.1/secret.png /><use href='http://10.0.0.1/secret.svg#a'/>"
                        + "<filter id=f><feImage href=http://[fd00::1]/secret.png /></filter></svg>"));
        cases.put("R18", text("<link rel=icon href=http://192.168.0.1/secret.ico>"));
        cases.put("R19", text("<link rel=manifest href=http://127.0.0.1/secret.json>"));
        cases.put("R20", text("<meta property=og:image content=http://127.0.0.1/secret.png>"));
        cases.put("R21", text("<link rel=canonical href=http://127.0.0.1/secret>"));
        cases.put("R22", text("<iframe src=http://127.0.0.1/secret></iframe>"));
        cases.put("R23", text("<link rel='shortcut icon' href=//127.0.0.1/secret.ico>"));
        cases.put("R24", text("<link rel=sitemap href=http://10.0.0.1/secret.xml>"));
        cases.put("R28", "<link rel=amphtml href=http://127.0.0.1/secret>"
                + "<link rel=alternate type=application/json+oembed href=http://10.0.0.1/secret>" + SHELL);
        return cases;
    }

    private static void headers(TestSite site) {
        header(site, "/R25", "Refresh", "0; url=http://127.0.0.1/secret");
        header(site, "/R26", "Link", "<http://127.0.0.1/secret.css>; rel=preload; as=style");
        header(site, "/R27", "Content-Location", "http://127.0.0.1/secret");
    }

    private static void header(TestSite site, String path, String name, String value) {
        byte[] page = "<title>Page</title><p>Short."
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        site.on(path, (_, exchange) -> exchange.send(200, Map.of("Content-Type", "text/html", name, value), page));
    }

    private static String text(String markup) {
        return "<title>Page</title>" + markup + "<p>" + "A sentence to read. ".repeat(30);
    }
}
