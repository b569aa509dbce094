package keeplink.bot.telegram;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.conversation.ChatAddress;
import keeplink.delivery.Delivery;
import keeplink.delivery.DeliveryStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings every wished message to its chat: sends it when it is new, edits it when it changed, in pace with
/// Telegram's limits, the urgent first, and goes on after a restart where it stopped. Safe for many threads.
///
/// An error answer means that nothing arrived, and the message is sent again. No answer means that nobody knows;
/// then the wish's urgency decides ([Delivery.Urgency#repeatWhenUnknown]).
public final class Outbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    /// Telegram takes back nothing after so long, and nobody waits for it any more.
    private static final Duration PATIENCE = Duration.ofHours(24);

    /// Seconds; no answer of the server silences a chat for longer at once.
    private static final long LONGEST_QUIET = 86_400;

    private static final int TIDY_ABOVE = 1_000;

    private final DeliveryStore store;
    private final ChatIds ids;
    private final DeliveryAttempt attempt;
    private final OutboxListener listener;
    private final Clock clock;
    private final BackOff backOff = new BackOff(RandomGenerator.getDefault());
    /// Threads of the system, as many as the limits let calls be open: virtual ones would queue behind whatever
    /// reads pages.
    private final ExecutorService workers = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon(true).name("telegram-send-", 0).factory());

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final OutboxQueue queue;
    private @Nullable Thread thread;
    private boolean closed;

    /// An outbox that keeps to Telegram's limits.
    public Outbox(
            TelegramApi api,
            ChatIds ids,
            DeliveryStore store,
            DocumentSource documents,
            OutboxListener listener,
            Clock clock) {
        this(api, ids, store, documents, listener, SendingLimits.TELEGRAM, clock);
    }

    public Outbox(
            TelegramApi api,
            ChatIds ids,
            DeliveryStore store,
            DocumentSource documents,
            OutboxListener listener,
            SendingLimits limits,
            Clock clock) {
        queue = new OutboxQueue(limits);
        this.ids = ids;
        this.store = store;
        this.attempt = new DeliveryAttempt(api, documents);
        this.listener = listener;
        this.clock = clock;
    }

    /// Wishes a message, or other content for the one of that key; durable when this returns. A text too long for
    /// one message becomes several, the buttons below the last.
    ///
    /// @param key names the message for ever, such as `save/CHAT/MESSAGE`
    /// @param chat the chat's id as Telegram writes it
    /// @return the first message
    public Delivery want(String key, String chat, Delivery.Urgency urgency, OutgoingMessage message) {
        List<String> parts =
                message.document() == null ? LongText.parts(message.text(), PlainText.TEXT) : List.of(message.text());
        Delivery first =
                wantOne(key, chat, urgency, parts.size() == 1 ? message : message.part(parts.getFirst(), false));
        for (int part = 1; part < parts.size(); part++) {
            boolean last = part == parts.size() - 1;
            wantOne(part(key, part + 1), chat, urgency, message.part(parts.get(part), last));
        }
        if (first.revision() > 1) {
            takeBack(key, parts.size() + 1, chat, urgency);
        }
        return first;
    }

    /// Parts that a longer text had before.
    private void takeBack(String key, int from, String chat, Delivery.Urgency urgency) {
        for (int part = from; store.find(part(key, part)).isPresent(); part++) {
            wantOne(part(key, part), chat, urgency, OutgoingMessage.NONE);
        }
    }

    private static String part(String key, int number) {
        return key + "/part" + number;
    }

    private Delivery wantOne(String key, String chat, Delivery.Urgency urgency, OutgoingMessage message) {
        Delivery delivery = store.want(key, chat, urgency, message.toJson(), clock.instant());
        if (delivery.state() == Delivery.State.PENDING) {
            locked(() -> {
                queue.put(delivery, System.nanoTime());
                woken.signalAll();
            });
        }
        return delivery;
    }

    /// Begins to send, with what an earlier process left.
    public void start() {
        List<Delivery> pending = store.pending();
        lock.lock();
        try {
            if (thread == null && !closed) {
                pending.forEach(delivery -> queue.put(delivery, System.nanoTime()));
                thread =
                        Thread.ofPlatform().name("telegram-outbox").daemon(true).start(this::run);
            }
        } finally {
            lock.unlock();
        }
    }

    /// How many messages are not yet as they should be.
    public int pending() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        lock.lock();
        try {
            while (!closed) {
                long now = System.nanoTime();
                OutboxQueue.Entry entry = queue.take(now);
                if (entry != null) {
                    Delivery newest = entry.delivery;
                    workers.execute(() -> bring(entry, newest));
                    continue;
                }
                if (queue.rooms() > TIDY_ABOVE) {
                    queue.tidy(now);
                }
                long wait = queue.nanosToWait(now);
                if (wait == Long.MAX_VALUE) {
                    woken.await();
                } else {
                    woken.awaitNanos(Math.max(wait, 1));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /// One attempt; whatever comes of it, the chat is free for the next afterwards.
    private void bring(OutboxQueue.Entry entry, Delivery delivery) {
        try {
            settle(entry, delivery, tried(entry, delivery));
        } catch (RuntimeException e) {
            LOG.error("Delivery {} failed; trying again.", delivery.key(), e);
            // a call does not throw: this came before or after it, and what came after is in `arrived`
            entry.refused = true;
            later(entry, 0);
        } finally {
            locked(() -> {
                queue.free(entry, System.nanoTime());
                woken.signalAll();
            });
        }
    }

    /// Nothing is left to do for an entry, unless newer content came.
    private void done(OutboxQueue.Entry entry, long revision) {
        locked(() -> {
            if (entry.delivery.revision() <= revision) {
                queue.remove(entry);
            }
        });
    }

    private DeliveryAttempt.Verdict tried(OutboxQueue.Entry entry, Delivery delivery) {
        if (entry.arrived != null) {
            return new DeliveryAttempt.Verdict.Shown(entry.arrived.message());
        }
        if (listener.isGone(delivery.chat())) {
            return new DeliveryAttempt.Verdict.Never("the chat is gone");
        }
        if (!delivery.urgency().repeatWhenUnknown()) {
            if (delivery.message() == null && delivery.attemptedRevision() > 0 && !entry.refused) {
                return new DeliveryAttempt.Verdict.Never("unknown whether it arrived before the restart");
            }
            store.attempting(delivery.key(), delivery.revision());
        }
        ChatAddress where = ids.now(delivery.chat());
        locked(() -> queue.goes(entry, System.nanoTime()));
        DeliveryAttempt.Verdict verdict = attempt.make(delivery, where, entry.bareRevision == delivery.revision());
        locked(() -> {
            queue.answered(entry, System.nanoTime());
            woken.signalAll();
        });
        return verdict;
    }

    private void settle(OutboxQueue.Entry entry, Delivery delivery, DeliveryAttempt.Verdict verdict) {
        // an Unknown that is not repeated is given up below, so this never hides one
        entry.refused = true;
        switch (verdict) {
            case DeliveryAttempt.Verdict.Shown(long message) -> shown(entry, delivery, message);
            case DeliveryAttempt.Verdict.Again(String why, long seconds) -> {
                if (failingFor(entry).compareTo(PATIENCE) > 0) {
                    giveUp(entry, delivery, why);
                } else {
                    LOG.info("Delivery {} is not there yet: {}", delivery.key(), why);
                    later(entry, seconds);
                }
            }
            case DeliveryAttempt.Verdict.Unknown(String why) -> {
                if (delivery.urgency().repeatWhenUnknown()) {
                    LOG.warn("Delivery {} may not have arrived and is sent again: {}", delivery.key(), why);
                    later(entry, 0);
                } else {
                    giveUp(entry, delivery, "unknown whether it arrived: " + why);
                }
            }
            case DeliveryAttempt.Verdict.Unreadable(String why) -> {
                if (entry.bareRevision == delivery.revision()) {
                    giveUp(entry, delivery, why);
                } else {
                    LOG.error(
                            "Our bug: Telegram does not take delivery {}: {}. Sent as plain text.",
                            delivery.key(),
                            why);
                    entry.bareRevision = delivery.revision();
                }
            }
            case DeliveryAttempt.Verdict.Never(String why) -> giveUp(entry, delivery, why);
            case DeliveryAttempt.Verdict.Gone(String why) -> gone(entry, delivery, why);
            case DeliveryAttempt.Verdict.Moved(String from, String to) -> {
                LOG.info("Chat {} goes on as {}.", from, to);
                ids.moved(from, to);
            }
        }
    }

    private Duration failingFor(OutboxQueue.Entry entry) {
        Instant since = entry.failingSince;
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }

    private void shown(OutboxQueue.Entry entry, Delivery delivery, long message) {
        OutboxQueue.Arrived arrived =
                entry.arrived == null ? new OutboxQueue.Arrived(delivery.revision(), message) : entry.arrived;
        // remembered first: if the store fails now, only the note is repeated, not the message
        entry.arrived = arrived;
        // wished since this was taken: whoever did may have read it before it had its number
        Optional<Delivery> newer = store.shown(delivery.key(), arrived.revision(), message);
        locked(() -> {
            entry.arrived = null;
            entry.failures = 0;
            entry.failingSince = null;
            entry.delivery = OutboxQueue.withMessage(entry.delivery, message);
            newer.ifPresent(wish -> queue.put(wish, System.nanoTime()));
        });
        done(entry, arrived.revision());
        listener.shown(new Delivery(
                delivery.key(),
                delivery.chat(),
                delivery.urgency(),
                delivery.content(),
                delivery.revision(),
                arrived.revision(),
                message,
                Math.max(delivery.attemptedRevision(), arrived.revision()),
                Delivery.State.SHOWN,
                delivery.createdAt()));
    }

    private void later(OutboxQueue.Entry entry, long seconds) {
        locked(() -> {
            entry.failures++;
            if (entry.failingSince == null) {
                entry.failingSince = clock.instant();
            }
            long now = System.nanoTime();
            String chat = entry.delivery.chat();
            if (seconds > 0) {
                queue.flooded(chat, now, now + TimeUnit.SECONDS.toNanos(Math.min(seconds, LONGEST_QUIET)));
            } else {
                queue.hold(chat, now + backOff.after(entry.failures).toNanos());
            }
        });
    }

    private void giveUp(OutboxQueue.Entry entry, Delivery delivery, String why) {
        LOG.warn("Delivery {} is given up: {}", delivery.key(), why);
        store.giveUp(delivery.key(), delivery.revision(), why);
        done(entry, delivery.revision());
        listener.gaveUp(delivery, why);
    }

    private void gone(OutboxQueue.Entry entry, Delivery delivery, String why) {
        listener.chatGone(delivery.chat());
        giveUp(entry, delivery, why);
        List<OutboxQueue.Entry> others;
        lock.lock();
        try {
            others = queue.removeAll(delivery.chat());
        } finally {
            lock.unlock();
        }
        for (OutboxQueue.Entry other : others) {
            store.giveUp(other.delivery.key(), other.delivery.revision(), why);
            listener.gaveUp(other.delivery, why);
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /// Sends nothing new; what is on its way gets 5 s to come to an end. The rest waits for the next start.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
        workers.shutdown();
        try {
            if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("Messages still on their way are left for the next start.");
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
