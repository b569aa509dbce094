package keeplink.bot.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import keeplink.bot.chat.Outgoing;
import keeplink.bot.text.Texts;
import keeplink.bot.view.DigestView;
import keeplink.conversation.Chat;
import keeplink.conversation.ConversationStore;
import keeplink.delivery.Delivery.Urgency;
import keeplink.digest.Digest;
import keeplink.digest.DigestSchedule;
import keeplink.digest.DigestStore;
import keeplink.digest.Digests;
import keeplink.link.LinkCollection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends each chat its weekly letter once: one slot for a chat and a local date, taken durably before anything
/// is sent.
///
/// Sleeps until the next letter is due or a schedule changes. A letter missed while the bot was down is sent
/// when it is back, if less than [#LATEST] late. Thread-safe.
public final class DigestScheduler implements AutoCloseable {
    /// How late a letter may be.
    public static final Duration LATEST = Duration.ofDays(2);

    private static final Logger log = LoggerFactory.getLogger(DigestScheduler.class);
    /// The wall clock may jump, so nobody sleeps longer than this.
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(10);

    private final ConversationStore conversations;
    private final Digests digests;
    private final DigestStore store;
    private final DigestView view;
    private final Outgoing outgoing;
    private final Texts texts;
    private final DigestSchedule defaultSchedule;
    private final ZoneId defaultZone;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;

    public DigestScheduler(
            ConversationStore conversations,
            Digests digests,
            DigestStore store,
            DigestView view,
            Outgoing outgoing,
            Texts texts,
            DigestSchedule defaultSchedule,
            ZoneId defaultZone,
            Clock clock) {
        this.conversations = conversations;
        this.digests = digests;
        this.store = store;
        this.view = view;
        this.outgoing = outgoing;
        this.texts = texts;
        this.defaultSchedule = defaultSchedule;
        this.defaultZone = defaultZone;
        this.clock = clock;
    }

    /// When a chat's letter comes, empty where it is stopped.
    public Optional<DigestSchedule> schedule(Chat chat) {
        Optional<DigestSchedule> own = chat.schedule();
        return own == null ? Optional.of(defaultSchedule) : own;
    }

    /// Starts sending.
    public void start() {
        Thread.ofVirtual().name("digests").start(this::run);
    }

    /// Stores a chat's new schedule. What would have been due by it already counts as sent: the next such moment
    /// is the first.
    public void reschedule(Chat chat) {
        conversations.put(chat);
        ZoneId own = chat.zone();
        Instant now = clock.instant();
        schedule(chat)
                .ifPresent(schedule -> store.take(
                        chat.id(),
                        schedule.lastBefore(now.atZone(own == null ? defaultZone : own))
                                .toLocalDate(),
                        now));
        wake();
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        lock.lock();
        try {
            while (!closed) {
                Instant next = sendDue();
                Duration sleep = Duration.between(clock.instant(), next);
                Duration bounded = sleep.compareTo(LONGEST_SLEEP) > 0 ? LONGEST_SLEEP : sleep;
                // a wake-up before its time is no harm: the loop looks at the clock again
                if (!closed && bounded.isPositive() && changed.await(bounded.toMillis() + 1, TimeUnit.MILLISECONDS)) {
                    log.debug("digest schedules changed");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /// Sends what is due.
    ///
    /// @return when the next letter is due, at most a day away
    public Instant sendDue() {
        Instant now = clock.instant();
        Instant next = now.plus(Duration.ofDays(1));
        for (Chat chat : conversations.chats()) {
            Optional<DigestSchedule> schedule = chat.gone() ? Optional.empty() : schedule(chat);
            if (schedule.isPresent()) {
                ZoneId own = chat.zone();
                ZonedDateTime local = now.atZone(own == null ? defaultZone : own);
                try {
                    send(chat, schedule.get().lastBefore(local), now);
                } catch (RuntimeException e) {
                    log.error("the digest of chat {} failed", chat.id(), e);
                }
                Instant following = schedule.get().nextAfter(local).toInstant();
                next = following.isBefore(next) ? following : next;
            }
        }
        return next;
    }

    private void send(Chat chat, ZonedDateTime due, Instant now) {
        LocalDate slot = due.toLocalDate();
        boolean tooLate = Duration.between(due.toInstant(), now).compareTo(LATEST) > 0;
        Optional<LocalDate> newest = store.newest(chat.id());
        if (tooLate || newest.filter(taken -> !taken.isBefore(slot)).isPresent()) {
            return;
        }
        LinkCollection collection = new LinkCollection(chat.id());
        Digest digest = digests.compose(collection, due);
        if (store.take(chat.id(), slot, now) && !digest.isEmpty()) {
            outgoing.want(
                    "digest/" + chat.id() + "/" + slot,
                    chat.id(),
                    Urgency.DIGEST,
                    view.letter(digest, texts.in(chat.locale()), due.getZone()));
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
