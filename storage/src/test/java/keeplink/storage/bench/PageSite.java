package keeplink.storage.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Serves real pages over loopback in a process of its own, so that their cost is not counted: every address in them
/// leads here, to a style sheet of 20 KB, a picture of 8 KB that differs from others, or nothing. Each host serves
/// other pictures and sheets. `/asked` says how many requests there were.
final class PageSite {
    private static final String HEAD = "\u0089PNG\r\n\u001a\n";

    private static final AtomicLong ASKED = new AtomicLong();

    private PageSite() {}

    static List<Path> pages(Path corpora) throws IOException {
        try (Stream<Path> files = Files.walk(corpora, 3)) {
            return files.filter(file -> file.getFileName().toString().equals("source.html"))
                    .sorted()
                    .toList();
        }
    }

    /// Arguments: the port and the folder of the pages.
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        List<Path> pages = pages(Path.of(arguments[1]));
        HttpServer server = HttpServer.create(new InetSocketAddress("0.0.0.0", port), 500);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange, pages);
            }
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, List<Path> pages) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/asked")) {
            send(exchange, "text/plain", Long.toString(ASKED.get()).getBytes(StandardCharsets.UTF_8));
            return;
        }
        ASKED.incrementAndGet();
        if (path.startsWith("/page/")) {
            String html = Files.readString(
                    pages.get(Integer.parseInt(path.substring(6).replace(".html", ""))), StandardCharsets.UTF_8);
            String here = "http://" + host(exchange) + "/x/";
            send(
                    exchange,
                    "text/html; charset=utf-8",
                    html.replaceAll("https?://", here).getBytes(StandardCharsets.UTF_8));
        } else if (path.endsWith(".css") || path.contains("css")) {
            send(exchange, "text/css", sheet(host(exchange) + path));
        } else if (path.matches(".*\\.(js|html?|php|mp4|woff2?|ttf|json)")) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            send(exchange, "image/png", picture(host(exchange) + path));
        }
    }

    private static String host(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
    }

    private static byte[] sheet(String path) {
        StringBuilder css = new StringBuilder("/* ").append(path).append(" */\n");
        for (int i = 0; css.length() < 20_000; i++) {
            css.append(".c")
                    .append(i)
                    .append(" > a:hover{margin:")
                    .append(i)
                    .append("px;color:#")
                    .append(100 + i % 900)
                    .append(";background:url(")
                    .append(i % 40 == 0 ? path.length() + i + ".png" : "#x")
                    .append(")}\n");
        }
        return css.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] picture(String path) {
        byte[] bytes = new byte[8_000];
        new Random(path.hashCode()).nextBytes(bytes);
        System.arraycopy(HEAD.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 0, 8);
        return bytes;
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }
}
