package keeplink.bot.telegram;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import keeplink.delivery.Delivery;
import keeplink.delivery.Delivery.Urgency;
import keeplink.delivery.DeliveryStore;

/// Passes everything on to another store; for tests that let one thing go wrong.
class PassingStore implements DeliveryStore {
    private final DeliveryStore store;

    PassingStore(DeliveryStore store) {
        this.store = store;
    }

    @Override
    public Delivery want(String key, String chat, Urgency urgency, String content, Instant now) {
        return store.want(key, chat, urgency, content, now);
    }

    @Override
    public Optional<Delivery> find(String key) {
        return store.find(key);
    }

    @Override
    public List<Delivery> pending() {
        return store.pending();
    }

    @Override
    public void attempting(String key, long revision) {
        store.attempting(key, revision);
    }

    @Override
    public Optional<Delivery> shown(String key, long revision, long message) {
        return store.shown(key, revision, message);
    }

    @Override
    public void giveUp(String key, long revision, String reason) {
        store.giveUp(key, revision, reason);
    }

    @Override
    public void prune(Instant before) {
        store.prune(before);
    }

    @Override
    public void forget(String chat) {
        store.forget(chat);
    }
}
