package keeplink.bot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import keeplink.bot.local.BotApiStandIn;
import keeplink.bot.local.LocalPerson;
import keeplink.bot.local.Spot;
import keeplink.bot.local.StandInUser;
import keeplink.fetch.TestSite;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// The whole of Keeplink in this process, as it runs without a token, and a web site it may fetch from.
final class RunningKeeplink implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("keeplink.test.patience", 40));

    final TestSite site = pages(TestSite.start());
    final ConfigurableApplicationContext context;
    final BotApiStandIn telegram;
    private final AtomicLong numbers = new AtomicLong(4_000);

    RunningKeeplink(Path data, String... settings) {
        this(data, null, settings);
    }

    /// As it runs with a token.
    ///
    /// @param server stands in for Telegram; null for the one behind the local chat page
    RunningKeeplink(Path data, @Nullable BotApiStandIn server, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--keeplink.data-dir=" + data,
                "--server.port=0",
                "--keeplink.time-zone=Asia/Shanghai",
                "--keeplink.fetch.allowed-addresses=127.0.0.1:" + site.port()));
        arguments.addAll(List.of(settings));
        context = start(arguments);
        telegram = server == null ? context.getBean(BotApiStandIn.class) : server;
    }

    /// The port it listens on.
    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /// One after the other: all of them set up the one logging of this process, which is not made for two at a time.
    static synchronized ConfigurableApplicationContext start(List<String> arguments) {
        return KeeplinkApplication.application().run(arguments.toArray(String[]::new));
    }

    /// A number no chat and no person has.
    long number() {
        return numbers.incrementAndGet();
    }

    /// Somebody new, with a private chat.
    Someone meet(String name, String language) {
        return meet(number(), name, language);
    }

    /// A person with a private chat of the same number.
    Someone meet(long id, String name, String language) {
        return new Someone(telegram.user(new LocalPerson(id, name, name.toLowerCase(java.util.Locale.ROOT), language)));
    }

    /// Serves the article Keeplink's idea came with, in UTF-8 and in GB18030 that says gb2312, with its pictures
    /// and styles.
    static TestSite pages(TestSite site) {
        site.serve("/article", "text/html; charset=utf-8", resource("/pages/tcp-keepalive.html"));
        site.serve("/article-gb", "text/html", resource("/pages/tcp-keepalive.gb2312.html"));
        site.serve("/style/blog.css", "text/css", "body { background: #fdfdf6; color: #223 } .junk { display: none }");
        String html = new String(resource("/pages/tcp-keepalive.html"), StandardCharsets.UTF_8);
        java.util.regex.Matcher pictures =
                java.util.regex.Pattern.compile("/images/[A-Za-z0-9_.-]+\\.png").matcher(html);
        while (pictures.find()) {
            site.serve(pictures.group(), "image/png", picture(pictures.group()));
        }
        site.serve("/plain", "text/plain; charset=utf-8", "Virtual threads in plain words.\n\n".repeat(3));
        site.statuses("/gone", java.util.Map.of(), 404);
        site.serve("/empty", "text/html", "");
        return site;
    }

    private static byte[] resource(String name) {
        try (InputStream in = RunningKeeplink.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A small picture that differs by name.
    static byte[] picture(String name) {
        CRC32 colour = new CRC32();
        colour.update(name.getBytes(StandardCharsets.UTF_8));
        var image = new java.awt.image.BufferedImage(320, 90, java.awt.image.BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new java.awt.Color((int) colour.getValue() | 0x808080));
        pen.fillRect(0, 0, 320, 90);
        pen.dispose();
        var out = new java.io.ByteArrayOutputStream();
        try {
            javax.imageio.ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        context.close();
        site.close();
    }

    /// Somebody who chats, and what their chat shows.
    final class Someone {
        final StandInUser user;
        final long chat;

        Someone(StandInUser user) {
            this.user = user;
            this.chat = user.person().id();
        }

        long says(String text) {
            return user.says(text);
        }

        /// Says something and waits for the answer that has these words.
        JsonNode ask(String text, String... words) {
            long said = says(text);
            return sees(
                    message -> id(message) > said && hasAll(message, words), text + " → " + String.join(", ", words));
        }

        /// Shares a place on earth, in degrees.
        void isAt(double latitude, double longitude) {
            user.locates(Spot.in(chat), latitude, longitude);
        }

        /// Waits for a message of the bot that has these words.
        JsonNode sees(String... words) {
            return sees(message -> hasAll(message, words), String.join(", ", words));
        }

        JsonNode sees(Predicate<JsonNode> like, String what) {
            return sees(chat, like, what);
        }

        /// Waits for a message of the bot in a group.
        JsonNode seesIn(long group, String... words) {
            return sees(group, message -> hasAll(message, words), String.join(", ", words));
        }

        private JsonNode sees(long chat, Predicate<JsonNode> like, String what) {
            try {
                return telegram.await(chat, message -> isBots(message) && like.test(message), PATIENCE);
            } catch (TimeoutException e) {
                throw new AssertionError("not seen: " + what + "\nthe chat shows:\n" + shown(chat), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        /// Presses the button with this label.
        void presses(JsonNode message, String label) {
            pressesIn(chat, message, label);
        }

        void pressesIn(long chat, JsonNode message, String label) {
            for (JsonNode row : message.path("reply_markup").path("inline_keyboard")) {
                for (JsonNode button : row) {
                    if (button.path("text").asString("").contains(label)) {
                        user.presses(
                                chat, id(message), button.path("callback_data").asString());
                        return;
                    }
                }
            }
            throw new AssertionError("no button " + label + " on " + message);
        }

        /// Waits until a message shows these words, after an edit.
        JsonNode becomes(JsonNode message, String... words) {
            return sees(now -> id(now) == id(message) && hasAll(now, words), String.join(", ", words));
        }

        String shown() {
            return shown(chat);
        }

        private String shown(long chat) {
            StringBuilder all = new StringBuilder();
            telegram.messages(chat)
                    .forEach(message -> all.append(isBots(message) ? "  < " : "  > ")
                            .append(words(message).replace("\n", "\n    "))
                            .append("\n"));
            return all.toString();
        }
    }

    static long id(JsonNode message) {
        return message.path("message_id").asLong();
    }

    static String words(JsonNode message) {
        return message.path("text").asString(message.path("caption").asString(""));
    }

    private static boolean isBots(JsonNode message) {
        return message.path("from").path("is_bot").asBoolean(false);
    }

    private static boolean hasAll(JsonNode message, String... words) {
        String text = words(message);
        return java.util.Arrays.stream(words).allMatch(text::contains);
    }
}
