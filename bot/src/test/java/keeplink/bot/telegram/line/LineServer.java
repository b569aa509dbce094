package keeplink.bot.telegram.line;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Bot API of nothing but `getUpdates`, one queue of updates for each of its addresses.
///
/// Told on standard input: `say LINE ID` (an update), `reset LINE` (every connection with RST), `hang LINE`,
/// `answer LINE`. Tells on standard output `poll LINE MILLIS` for every call it will answer.
public final class LineServer {
    /// The port it listens on.
    public static final int PORT = 8081;

    private static final Pattern OFFSET = Pattern.compile("\"offset\":(\\d+)");
    private static final Pattern TIMEOUT = Pattern.compile("\"timeout\":(\\d+)");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    private static final class Line {
        final NavigableMap<Long, String> updates = new ConcurrentSkipListMap<>();
        final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
        boolean hangs;
    }

    private final Map<Integer, Line> lines = new ConcurrentHashMap<>();

    private LineServer() {}

    static void main() throws IOException {
        LineServer server = new LineServer();
        try (ServerSocket listening = new ServerSocket(PORT)) {
            Thread.ofVirtual().start(() -> server.accept(listening));
            BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            System.out.println("up");
            for (String word = told.readLine(); word != null; word = told.readLine()) {
                server.obey(word.split(" "));
            }
        }
    }

    private Line line(int number) {
        return lines.computeIfAbsent(number, n -> new Line());
    }

    private void obey(String[] words) throws IOException {
        Line line = line(Integer.parseInt(words[1]));
        synchronized (line) {
            switch (words[0]) {
                case "say" -> line.updates.put(
                        Long.parseLong(words[2]), "{\"update_id\":" + words[2] + ",\"message\":{\"text\":\"hello\"}}");
                case "hang" -> line.hangs = true;
                case "answer" -> line.hangs = false;
                case "reset" -> {
                    for (Socket socket : line.sockets) {
                        socket.setSoLinger(true, 0);
                        socket.close();
                    }
                }
                default -> throw new IllegalArgumentException(words[0]);
            }
            line.notifyAll();
        }
    }

    private void accept(ServerSocket listening) {
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
        int number = socket.getLocalAddress().getAddress()[2];
        Line line = line(number);
        line.sockets.add(socket);
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (String body = request(in); body != null; body = request(in)) {
                String answer = "{\"ok\":true,\"result\":[" + updates(number, line, body) + "]}";
                socket.getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                                        + answer.length() + "\r\n\r\n" + answer)
                                .getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException | InterruptedException ended) {
            // the line was cut, which is what it is there for
        } finally {
            line.sockets.remove(socket);
        }
    }

    private static String updates(int number, Line line, String body) throws InterruptedException {
        synchronized (line) {
            while (line.hangs) {
                line.wait();
            }
            System.out.println("poll " + number + " " + System.nanoTime() / 1_000_000);
            line.updates.headMap(number(OFFSET, body)).clear();
            long until = System.nanoTime() + number(TIMEOUT, body) * 1_000_000_000L;
            while (line.hangs || line.updates.isEmpty() && System.nanoTime() < until) {
                line.wait(Math.max(1, (until - System.nanoTime()) / 1_000_000));
            }
            return String.join(",", line.updates.values());
        }
    }

    private static long number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private static String request(BufferedReader in) throws IOException {
        int length = 0;
        String head = in.readLine();
        if (head == null) {
            throw new IOException("ended");
        }
        while (!head.isEmpty()) {
            length = Math.max(length, (int) number(LENGTH, head));
            head = in.readLine();
        }
        char[] body = new char[length];
        for (int have = 0; have < length; ) {
            have += in.read(body, have, length - have);
        }
        return new String(body);
    }
}
