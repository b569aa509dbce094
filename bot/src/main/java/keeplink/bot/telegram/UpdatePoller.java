package keeplink.bot.telegram;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import keeplink.delivery.Inbox;
import keeplink.schedule.Rest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches updates for ever, one long poll after the other, and confirms an update only when the [Inbox] has it.
///
/// Nothing ends the loop but [#close]: refusals, garbage, resets and silence of the server, a store that fails, a
/// consumer that throws. One call is bounded by the poll timeout plus 7 s; while nobody answers, by 5 s. Updates
/// left open by an earlier process are handed on first. Health may be read from any thread.
public final class UpdatePoller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UpdatePoller.class);
    /// After so much silence ids may have started anew: the server is asked for whatever it has. Everything it
    /// gave before was confirmed by then.
    private static final Duration SILENCE = Duration.ofDays(1);

    /// 7 s, less what it takes to begin a call on a busy machine: what began right after the line died is still
    /// noticed within the poll timeout and 7 s.
    private static final Duration GRACE = Duration.ofMillis(6_700);
    /// While the line is down a call asks for an answer at once, so it needs no more; the server that comes back
    /// is then found within this time.
    private static final Duration PROBE = Duration.ofSeconds(5);
    /// Of so many calls without success one is as patient as a poll, for a server that is merely slow.
    private static final int PATIENT_EVERY = 10;
    /// Never quiet for longer, whatever the server asks for.
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    /// A server that does not wait for news is not asked in a hot loop.
    private static final Duration BETWEEN_EMPTY = Duration.ofMillis(250);

    private final TelegramConnection connection;
    private final PollCalls calls;
    private final Inbox inbox;
    private final Consumer<Inbox.Update> consumer;
    private final BooleanSupplier ourTurn;
    private final Runnable lineLost;
    private final Clock clock;
    private final Duration grace;
    private final BackOff backOff = new BackOff(RandomGenerator.getDefault());
    private final PollWatchdog watchdog;

    private final ReentrantLock lock = new ReentrantLock();
    private final Rest rest = new Rest();
    private @Nullable Thread thread;

    private volatile PollHealth.State state = PollHealth.State.STARTING;
    private volatile @Nullable String problem;
    private volatile long successAt = System.nanoTime();
    private final AtomicLong polls = new AtomicLong();
    /// When the newest call began, in nanoseconds of [System#nanoTime].
    private long began;

    private long offset;
    private Instant lastUpdate;
    private int failures;
    private boolean leftoversHandedOn;

    /// @param consumer takes new updates in order, on the poll thread: it must return fast. What it throws is
    ///     logged; the update stays open in the inbox
    /// @param ourTurn whether this instance is the one that polls; while it is not, nothing is asked
    /// @param lineLost told when the open connection turned out to be of no use any more; must return fast
    public UpdatePoller(
            TelegramConnection connection,
            Inbox inbox,
            Consumer<Inbox.Update> consumer,
            BooleanSupplier ourTurn,
            Runnable lineLost,
            Clock clock) {
        this(
                connection,
                inbox,
                consumer,
                ourTurn,
                lineLost,
                clock,
                connection.pollTimeout().plusSeconds(35),
                GRACE);
    }

    /// @param watch how long without a whole poll until everything is made anew
    /// @param grace what a call may take beyond the time the server was told to wait
    UpdatePoller(
            TelegramConnection connection,
            Inbox inbox,
            Consumer<Inbox.Update> consumer,
            BooleanSupplier ourTurn,
            Runnable lineLost,
            Clock clock,
            Duration watch,
            Duration grace) {
        this.connection = connection;
        this.calls = new PollCalls(connection);
        this.inbox = inbox;
        this.consumer = consumer;
        this.ourTurn = ourTurn;
        this.lineLost = lineLost;
        this.clock = clock;
        this.grace = grace;
        this.lastUpdate = clock.instant();
        this.watchdog = new PollWatchdog(watch, this::sinceSuccess, this::renew);
    }

    /// Begins polling in a thread of its own.
    public void start() {
        lock.lock();
        try {
            if (thread == null && !rest.ended()) {
                startThread();
                watchdog.start();
            }
        } finally {
            lock.unlock();
        }
    }

    private void startThread() {
        thread = Thread.ofPlatform().name("telegram-poll").daemon(true).start(this::run);
    }

    public PollHealth health() {
        List<KeepAliveSockets.InForce> open = calls.inForce();
        KeepAliveSockets.@Nullable InForce connection = open.isEmpty() ? null : open.getFirst();
        return new PollHealth(
                state,
                state == PollHealth.State.STANDBY ? Duration.ZERO : sinceSuccess(),
                polls.get(),
                Math.max(0, calls.connects() - 1),
                watchdog.renewals(),
                Optional.ofNullable(connection),
                problem);
    }

    private Duration sinceSuccess() {
        return Duration.ofNanos(System.nanoTime() - successAt);
    }

    private void run() {
        while (!rest.ended()) {
            Duration pause;
            began = System.nanoTime();
            try {
                pause = ourTurn.getAsBoolean() ? step() : standBy();
            } catch (RuntimeException e) {
                pause = failed(PollHealth.State.STORE_FAILING, describe(e));
            } catch (Error e) {
                // the loop must outlive everything: deafness nobody notices is worse than a second try
                LOG.error("Polling failed: {}", e.getClass().getName(), e);
                pause = failed(PollHealth.State.RECONNECTING, e.getClass().getName());
            }
            rest(pause);
        }
        state = PollHealth.State.STOPPED;
    }

    /// One poll; answers how long to wait before the next.
    private Duration step() {
        if (!leftoversHandedOn) {
            inbox.open().forEach(this::handOn);
            leftoversHandedOn = true;
        }
        if (Duration.between(lastUpdate, clock.instant()).compareTo(SILENCE) > 0) {
            offset = 0;
        }
        UpdateBatch batch;
        try {
            batch = poll();
        } catch (IOException e) {
            return failed(PollHealth.State.RECONNECTING, describe(e));
        }
        return switch (batch) {
            case UpdateBatch.Updates updates -> take(updates);
            case UpdateBatch.Refused refused -> refused(refused);
            case UpdateBatch.Nonsense(String why) -> failed(PollHealth.State.RECONNECTING, why);
        };
    }

    private UpdateBatch poll() throws IOException {
        // the first poll after a start or a failure comes back at once, so that it is known whether we are heard
        boolean listening = state == PollHealth.State.LISTENING;
        Duration whole = connection.pollTimeout().plus(grace);
        boolean patient = listening || failures % PATIENT_EVERY == 0 || whole.compareTo(PROBE) < 0;
        return calls.getUpdates(offset, listening ? connection.pollTimeout() : Duration.ZERO, patient ? whole : PROBE);
    }

    private Duration standBy() {
        if (state != PollHealth.State.STANDBY) {
            state = PollHealth.State.STANDBY;
            problem = null;
            // whoever polls meanwhile confirms what it gets, and leaves what it did not end
            offset = 0;
            leftoversHandedOn = false;
        }
        successAt = System.nanoTime();
        return BETWEEN_EMPTY;
    }

    private Duration take(UpdateBatch.Updates batch) {
        if (batch.nameless() > 0) {
            LOG.warn("Telegram sent {} updates without an id.", batch.nameless());
        }
        if (!batch.updates().isEmpty()) {
            Instant now = clock.instant();
            List<Inbox.Update> fresh = inbox.accept(batch.updates().stream()
                    .map(raw -> new Inbox.Update(raw.id(), raw.json(), now))
                    .toList());
            // ids may have started anew below the offset: what the server gave is what counts
            offset = 1
                    + batch.updates().stream()
                            .mapToLong(UpdateBatch.Raw::id)
                            .max()
                            .orElseThrow();
            lastUpdate = now;
            fresh.forEach(this::handOn);
        } else if (batch.nameless() > 0) {
            return failed(PollHealth.State.RECONNECTING, "updates without an id");
        }
        boolean atOnce = state == PollHealth.State.LISTENING && sinceBegan().compareTo(BETWEEN_EMPTY) < 0;
        succeeded();
        return atOnce && batch.updates().isEmpty() ? BETWEEN_EMPTY : Duration.ZERO;
    }

    private Duration sinceBegan() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void handOn(Inbox.Update update) {
        try {
            consumer.accept(update);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("Update {} was not taken and stays open.", update.id(), e);
        }
    }

    private Duration refused(UpdateBatch.Refused refused) {
        String what = refused.code() + " " + refused.description();
        Duration pause =
                switch (refused.code()) {
                    case 409 -> conflict(what);
                    case 401, 404 -> failed(PollHealth.State.UNAUTHORIZED, what);
                    default -> failed(PollHealth.State.RECONNECTING, what);
                };
        Duration asked = Duration.ofSeconds(Math.min(refused.retryAfter(), LONGEST_PAUSE.toSeconds()));
        return asked.compareTo(pause) > 0 ? asked : pause;
    }

    private Duration conflict(String what) {
        if (!what.toLowerCase(Locale.ROOT).contains("webhook")) {
            return failed(
                    PollHealth.State.CONFLICT,
                    what + ". Another program uses this bot's token: stop it, or let BotFather give out a new token");
        }
        Duration pause = failed(PollHealth.State.CONFLICT, what + ". The webhook is taken away");
        calls.deleteWebhook();
        return pause;
    }

    private void succeeded() {
        if (failures > 0) {
            LOG.info("Listening to Telegram again after {} failures.", failures);
        } else if (polls.get() == 0) {
            LOG.info("Listening to Telegram.");
        }
        failures = 0;
        polls.incrementAndGet();
        successAt = System.nanoTime();
        problem = null;
        state = PollHealth.State.LISTENING;
    }

    private Duration failed(PollHealth.State newState, String what) {
        failures++;
        if (rest.ended()) {
            return Duration.ZERO;
        }
        String told = calls.withoutToken(what);
        if (state != newState || failures == 1) {
            LOG.warn("Polling Telegram: {}. Trying again until it works.", told);
        }
        if (state == PollHealth.State.LISTENING) {
            lineLost.run();
        }
        problem = told;
        state = newState;
        // whoever waited for an answer in vain has waited already
        Duration pause = backOff.after(failures).minus(sinceBegan());
        return pause.isNegative() ? Duration.ZERO : pause;
    }

    private static String describe(Throwable e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }

    private void rest(Duration pause) {
        rest.rest(pause);
        if (Thread.interrupted()) {
            // only close() may end the loop, and it does not interrupt
            LOG.debug("interrupted while waiting");
        }
    }

    /// New client, new connection; and a new thread should the old one be gone.
    private void renew() {
        calls.renew();
        lock.lock();
        try {
            if (!rest.ended() && thread != null && !thread.isAlive()) {
                LOG.error("The poll thread was gone; starting another.");
                startThread();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Ends the running poll at once; what it would have brought stays unconfirmed and comes again.
    @Override
    public void close() {
        Thread running;
        lock.lock();
        try {
            rest.end();
            running = thread;
        } finally {
            lock.unlock();
        }
        watchdog.close();
        calls.close();
        if (running != null && running != Thread.currentThread()) {
            try {
                running.join(Duration.ofSeconds(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
