package keeplink.bot.telegram.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Bot API that hands out a given number of messages with links, as fast as they are taken.
final class UpdateSource implements AutoCloseable {
    private static final Pattern OFFSET = Pattern.compile("\"offset\":(\\d+)");
    private static final Pattern LIMIT = Pattern.compile("\"limit\":(\\d+)");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    private final long updates;
    private final int chats;
    private final ServerSocket listening;
    private final CountDownLatch end = new CountDownLatch(1);

    UpdateSource(long updates, int chats) throws IOException {
        this.updates = updates;
        this.chats = chats;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /// Waits until the last update was confirmed.
    void awaitEnd() throws InterruptedException {
        end.await();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String head = head(in); head.contains("HTTP/"); head = head(in)) {
                String body = new String(in.readNBytes((int) number(LENGTH, head, 0)), StandardCharsets.UTF_8);
                boolean poll = head.toLowerCase(java.util.Locale.ROOT).contains("/getupdates ");
                answer(
                        socket,
                        poll ? "{\"ok\":true,\"result\":[" + batch(body) + "]}" : "{\"ok\":true,\"result\":true}");
            }
        } catch (IOException | InterruptedException ended) {
            // the session under measurement was closed
        }
    }

    private static void answer(Socket socket, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream whole = new ByteArrayOutputStream(body.length + 128);
        whole.writeBytes(
                ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        whole.writeBytes(body);
        // head and body in one piece: sent apart, the second waits up to 40 ms for the first one's acknowledgement
        whole.writeTo(socket.getOutputStream());
    }

    private String batch(String body) throws InterruptedException {
        long from = Math.max(1, number(OFFSET, body, 1));
        if (from > updates) {
            end.countDown();
            Thread.sleep(1_000);
            return "";
        }
        long to = Math.min(updates, from + number(LIMIT, body, 100) - 1);
        StringBuilder all = new StringBuilder();
        for (long id = from; id <= to; id++) {
            all.append(all.isEmpty() ? "" : ",").append(update(id));
        }
        return all.toString();
    }

    private String update(long id) {
        long chat = 1_000 + id % chats;
        String url = "https://example.com/articles/" + id + "?utm_source=chat";
        String text = url + " #tag" + id % 50 + " worth a second look";
        return """
                {"update_id":%1$d,"message":{"message_id":%1$d,"from":{"id":%2$d,"is_bot":false,"first_name":"Person",\
                "language_code":"en"},"chat":{"id":%2$d,"first_name":"Person","type":"private"},"date":1700000000,\
                "text":"%3$s","entities":[{"offset":0,"length":%4$d,"type":"url"}]}}""".formatted(id, chat, text, url.length());
    }

    private static long number(Pattern pattern, String text, long otherwise) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Long.parseLong(found.group(1)) : otherwise;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
