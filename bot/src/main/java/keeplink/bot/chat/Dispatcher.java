package keeplink.bot.chat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import keeplink.delivery.Inbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works off what came in: the updates of one chat one after another, different chats side by side. A slow chat
/// holds up nobody else. Only so many are worked on at once that the store has room left for whoever takes new ones
/// in, and only so many wait in memory: the rest waits where it came from.
///
/// It has threads of the system, which get their share of the machine however many pages are being read: virtual
/// ones would queue behind those.
///
/// An update is done when its answers are durable. One that fails is told to the person with an id that the log
/// has too, and is set aside; one that cannot be read is set aside in silence. Thread-safe.
public final class Dispatcher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    /// How long after a failure that could not even be told the update is worked on again.
    private static final Duration RETRY = Duration.ofSeconds(5);

    /// Chats that are worked on at once. The store's client has a hundred connections.
    private static final int AT_ONCE = 32;
    /// Pieces of long work that go on at once beside the chats.
    private static final int ASIDE = 4;
    /// Updates in memory, a few kilobytes each.
    private static final int WAITING = 10_000;

    private static final Duration END = Duration.ofSeconds(2);

    private final Inbox inbox;
    private final Semaphore room = new Semaphore(WAITING);
    private volatile boolean closed;
    private final Function<Inbox.Update, Optional<Incoming>> reader;
    private final Router router;
    private final Speaker speaker;
    private final Duration retry;
    private final ExecutorService workers = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().daemon(true).name("chat-", 0).factory());
    private final ExecutorService aside = Executors.newFixedThreadPool(
            ASIDE, Thread.ofPlatform().daemon(true).name("aside-", 0).factory());
    private final Map<String, Queue<Task>> queues = new HashMap<>();

    private record Task(Inbox.Update update, Incoming incoming) {}

    /// @param reader reads an update as the network wrote it; empty where it is nothing of ours; throws where it
    ///     cannot be read
    public Dispatcher(Inbox inbox, Function<Inbox.Update, Optional<Incoming>> reader, Router router, Speaker speaker) {
        this(inbox, reader, router, speaker, RETRY);
    }

    Dispatcher(
            Inbox inbox,
            Function<Inbox.Update, Optional<Incoming>> reader,
            Router router,
            Speaker speaker,
            Duration retry) {
        this.retry = retry;
        this.inbox = inbox;
        this.reader = reader;
        this.router = router;
        this.speaker = speaker;
    }

    /// Takes an update that is safe in the inbox; returns at once, unless very many wait already.
    public void dispatch(Inbox.Update update) {
        if (closed) {
            return;
        }
        Optional<Incoming> incoming;
        try {
            incoming = reader.apply(update);
        } catch (RuntimeException e) {
            log.error("update {} cannot be read and is set aside", update.id(), e);
            inbox.setAside(update.id(), e.toString());
            return;
        }
        if (incoming.isEmpty()) {
            inbox.done(update.id());
            return;
        }
        room.acquireUninterruptibly();
        Task task = new Task(update, incoming.get());
        String chat = task.incoming().place().chat();
        synchronized (queues) {
            Queue<Task> queue = queues.get(chat);
            if (queue != null) {
                queue.add(task);
                return;
            }
            queues.put(chat, new ArrayDeque<>(List.of(task)));
        }
        execute(workers, () -> work(chat));
    }

    private static void execute(ExecutorService threads, Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            log.debug("what was not begun at the end stays open in the inbox");
        }
    }

    /// Works on the first of what waits for a chat; a chat with more comes after the others that wait by then.
    private void work(String chat) {
        try {
            Task task = head(chat);
            if (!closed) {
                handle(task);
            }
        } finally {
            room.release();
            if (removedHead(chat)) {
                execute(workers, () -> work(chat));
            }
        }
    }

    private Task head(String chat) {
        synchronized (queues) {
            return Objects.requireNonNull(queues.get(chat)).element();
        }
    }

    /// Whether more waits for the chat; a queue that ran empty goes.
    private boolean removedHead(String chat) {
        synchronized (queues) {
            Queue<Task> queue = Objects.requireNonNull(queues.get(chat));
            queue.remove();
            if (queue.isEmpty()) {
                queues.remove(chat);
            }
            return !queue.isEmpty();
        }
    }

    private void handle(Task task) {
        Incoming incoming = task.incoming();
        attempt(task, () -> {
            if (!speaker.answered(incoming)) {
                List<Reply> replies = router.route(incoming);
                speaker.say(incoming, replies);
                for (Reply reply : replies) {
                    if (reply instanceof Reply.Work work) {
                        execute(aside, () -> attempt(task, () -> finish(task, work.job())));
                        return;
                    }
                }
            }
            inbox.done(task.update().id());
        });
    }

    /// Until it is done the update stays open in the inbox, so that a restart begins it again.
    private void finish(Task task, Reply.Job job) {
        Incoming incoming = task.incoming();
        speaker.cameTo(incoming, job.run(how -> speaker.goesOn(incoming, how)));
        inbox.done(task.update().id());
    }

    private void attempt(Task task, Runnable work) {
        Incoming incoming = task.incoming();
        try {
            work.run();
        } catch (RuntimeException e) {
            if (closed) {
                log.info(
                        "update {} was cut off by the end and stays open",
                        task.update().id());
                return;
            }
            String id = UUID.randomUUID().toString().substring(0, 8);
            log.error(
                    "{}: update {} of chat {} failed",
                    id,
                    task.update().id(),
                    incoming.place().chat(),
                    e);
            apologize(task, id, e);
        }
    }

    private void apologize(Task task, String id, RuntimeException failure) {
        try {
            speaker.say(task.incoming(), List.of(router.apology(task.incoming(), id)));
            inbox.setAside(task.update().id(), id + " " + failure);
        } catch (RuntimeException e) {
            // the store does not answer: the update is still open in it, and done when it does again
            log.error("{}: and that could not be told either; it is tried again", id, e);
            CompletableFuture.delayedExecutor(retry.toMillis(), TimeUnit.MILLISECONDS, again -> execute(workers, again))
                    .execute(() -> dispatch(task.update()));
        }
    }

    /// Begins nothing new and waits 2 s at most for what is under way. What was not done stays open in the inbox.
    @Override
    public void close() {
        closed = true;
        aside.shutdownNow();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("Some updates are left for the next start.");
                workers.shutdownNow();
            }
            if (!aside.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("Some work that takes long is left for the next start.");
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
