package keeplink.bot.telegram;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import keeplink.bot.chat.DocumentFile;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.local.BotApiStandIn;
import keeplink.bot.local.LocalPerson;
import keeplink.bot.local.StandInUser;
import keeplink.conversation.InMemoryChatAddresses;
import keeplink.delivery.Delivery;
import keeplink.delivery.DeliveryStore;
import keeplink.delivery.InMemoryDeliveryStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// An outbox, a server it sends to, and what its listener hears.
abstract class OutboxRig {
    static final String TOKEN = "987654321:CANARY-token-that-nobody-may-see";
    static final Duration PATIENCE = Duration.ofSeconds(8);

    final BotApiStandIn standIn = BotApiStandIn.inMemory(TOKEN);
    final StandInUser anna = standIn.user(LocalPerson.of(7, "Anna"));
    final TelegramApi api =
            new TelegramApi(TelegramConnection.to(standIn.url(), new Secret(TOKEN)), Duration.ofSeconds(2));
    final InMemoryDeliveryStore store = new InMemoryDeliveryStore();
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    final ChatIds ids = new ChatIds(new InMemoryChatAddresses());
    final Gestures gestures = new Gestures(api, ids);
    volatile boolean gone;
    final List<Outbox> opened = new ArrayList<>();

    @BeforeEach
    void meet() {
        anna.says("hello");
    }

    @AfterEach
    void close() {
        opened.forEach(Outbox::close);
        gestures.close();
        api.close();
        standIn.close();
    }

    Outbox outbox(DeliveryStore deliveries) {
        Outbox outbox = new Outbox(
                api,
                ids,
                deliveries,
                (ref, most) -> switch (ref) {
                    case "gone" -> Optional.empty();
                    case "huge" -> Optional.of(DocumentFile.TOO_LARGE);
                    default -> Optional.of(DocumentFile.of(ref.getBytes(StandardCharsets.UTF_8)));
                },
                new OutboxListener() {
                    @Override
                    public void shown(Delivery delivery) {
                        heard.add("shown " + delivery.key() + " r" + delivery.shownRevision());
                    }

                    @Override
                    public void gaveUp(Delivery delivery, String reason) {
                        heard.add("gave up " + delivery.key());
                    }

                    @Override
                    public boolean isGone(String chat) {
                        return gone;
                    }

                    @Override
                    public void chatGone(String chat) {
                        heard.add("gone " + chat);
                    }
                },
                Clock.systemUTC());
        opened.add(outbox);
        return outbox;
    }

    Outbox started() {
        Outbox outbox = outbox(store);
        outbox.start();
        return outbox;
    }

    String hear() throws InterruptedException {
        String word = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return word == null ? "nothing" : word;
    }

    static OutgoingMessage text(String html) {
        return OutgoingMessage.html(html);
    }

    List<String> texts() {
        return standIn.messages(7).stream()
                .skip(1)
                .map(message ->
                        message.path("text").stringValue(message.path("caption").stringValue("")))
                .toList();
    }
}
