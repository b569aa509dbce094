package keeplink.bot.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import keeplink.access.Access;
import keeplink.access.InMemoryAccessStore;
import keeplink.access.Quotas;
import keeplink.bot.text.Html;
import keeplink.bot.text.Texts;
import keeplink.bot.view.CardView;
import keeplink.bot.view.CopyButtons;
import keeplink.bot.view.ListView;
import keeplink.bot.view.ReadingView;
import keeplink.conversation.Chat;
import keeplink.conversation.InMemoryConversationStore;
import keeplink.delivery.Delivery;
import keeplink.delivery.Delivery.Urgency;
import keeplink.delivery.InMemoryInbox;
import keeplink.delivery.Inbox;
import keeplink.fetch.FetchFailure;
import keeplink.fetch.FetchResult;
import keeplink.fetch.PageFetcher;
import keeplink.link.InMemoryLinkStore;
import keeplink.link.Links;
import keeplink.link.Person;
import keeplink.link.UrlCanonicalizer;
import keeplink.page.ArticleExtractor;
import keeplink.page.MediaReader;
import keeplink.page.PageParser;
import keeplink.page.VerdictClassifier;
import keeplink.search.InMemorySearchIndex;
import keeplink.snapshot.Captures;
import keeplink.snapshot.InMemoryBlobStore;
import keeplink.snapshot.InMemoryCaptureQueue;
import keeplink.snapshot.InMemorySnapshotStore;
import keeplink.snapshot.PageCapture;
import keeplink.snapshot.RestoredCopies;
import keeplink.snapshot.SnapshotComposer;
import keeplink.snapshot.SnapshotLimits;
import keeplink.snapshot.SnapshotMaker;
import keeplink.snapshot.Snapshots;
import keeplink.transfer.Importer;
import keeplink.viewing.ViewerAddresses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final InMemoryInbox inbox = new InMemoryInbox();
    private final Chats chats = new Chats();
    private final CountDownLatch slow = new CountDownLatch(1);
    private final Captures captures;
    private final Router router;
    private final Speaker speaker;
    private final Dispatcher dispatcher;
    private long updates;

    /// The chats as a fake network shows them: the newest text of each message, and in which order they came.
    private static final class Chats implements Outgoing {
        final Map<String, String> shown = new ConcurrentHashMap<>();
        final BlockingQueue<String> said = new LinkedBlockingQueue<>();
        final AtomicInteger failures = new AtomicInteger();

        @Override
        public void want(String key, String chat, Urgency urgency, OutgoingMessage message) {
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("disk full on purpose");
            }
            shown.put(key, message.text());
            said.add(chat + ": " + message.text());
        }

        @Override
        public Optional<Delivery.State> state(String key) {
            return shown.containsKey(key) ? Optional.of(Delivery.State.SHOWN) : Optional.empty();
        }

        @Override
        public int waiting() {
            return 0;
        }

        @Override
        public void toast(String press, String text) {
            said.add("toast " + press + ": " + text);
        }

        @Override
        public void offer(String inquiry, Offer offer) {
            offer.items().forEach(item -> said.add(inquiry + ": " + item.title()));
        }

        @Override
        public boolean react(String chat, long message, String emoji) {
            return true;
        }
    }

    /// `/NAME`, doing what the test says.
    private record Doing(String name, java.util.function.Supplier<String> work) implements ChatCommand {
        @Override
        public List<Reply> run(Asker asker, Call call) {
            return List.of(Reply.say(Html.escape(work.get() + call.line().arguments())));
        }
    }

    /// `/work` takes as long as the test says.
    private record Working(CountDownLatch end) implements ChatCommand {
        @Override
        public String name() {
            return "work";
        }

        @Override
        public List<Reply> run(Asker asker, Call call) {
            return List.of(new Reply.Work(Html.escape("begun"), progress -> {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    throw new CancellationException("the end");
                }
                progress.accept(Html.escape("half done"));
                return Html.escape("done");
            }));
        }
    }

    DispatcherTest() {
        InMemoryConversationStore conversations = new InMemoryConversationStore();
        Memories memories = new Memories(conversations, () -> "keeplink_bot");
        Texts texts = new Texts();
        Links links = new Links(new InMemoryLinkStore(), new UrlCanonicalizer(), link -> {}, CLOCK);
        InMemoryCaptureQueue queue = new InMemoryCaptureQueue();
        InMemorySnapshotStore snapshotStore = new InMemorySnapshotStore();
        InMemoryBlobStore blobs = new InMemoryBlobStore();
        Snapshots snapshots = new Snapshots(snapshotStore, blobs, new SnapshotComposer());
        CardView cards = new CardView(CLOCK, new CopyButtons(ViewerAddresses.NONE), link -> List.of());
        speaker = new Speaker(
                chats,
                memories,
                conversations,
                links,
                queue,
                cards,
                new ReadingView(snapshots, new CopyButtons(ViewerAddresses.NONE)),
                texts,
                ZoneOffset.UTC);
        PageFetcher nowhere = new PageFetcher() {
            @Override
            public FetchResult page(String url) {
                return new FetchResult.NotFetched(url, FetchFailure.REFUSED, 0, Optional.empty(), "");
            }

            @Override
            public FetchResult resource(String url, String pageUrl, long maxBytes, Duration within) {
                return page(url);
            }
        };
        PageCapture capture = new PageCapture(
                nowhere,
                new PageParser(),
                new ArticleExtractor(),
                new VerdictClassifier(),
                new MediaReader(),
                new SnapshotMaker(nowhere, SnapshotLimits.DEFAULTS, CLOCK),
                snapshotStore,
                blobs,
                snapshots,
                CLOCK);
        captures = new Captures(queue, capture, links, speaker, "here", 1, CLOCK);
        InMemorySearchIndex index = new InMemorySearchIndex();
        router = new Router(
                List.of(
                        new Doing("echo", () -> "echo "),
                        new Doing("slow", () -> {
                            try {
                                slow.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return "slow ";
                        }),
                        new Working(slow),
                        new Doing("broken", () -> {
                            throw new IllegalStateException("thrown on purpose");
                        })),
                List.of(),
                new Saving(
                        links,
                        captures,
                        memories,
                        cards,
                        new Twins(index),
                        new Watches(memories, conversations, links, nobody(), texts),
                        new Quotas(Quotas.UNBOUNDED, Quotas.UNBOUNDED, CLOCK),
                        CLOCK),
                new Importing(
                        new Importer(links, new RestoredCopies(snapshotStore, blobs, snapshots, CLOCK), CLOCK),
                        (id, most) -> {
                            throw new IOException("there are no files");
                        },
                        captures,
                        new Quotas(Quotas.UNBOUNDED, Quotas.UNBOUNDED, CLOCK)),
                new Answers(index, links, new ListView(links, CLOCK)),
                new Offers(index, links),
                links,
                conversations,
                memories,
                new Dialogues(memories, CLOCK),
                new Access(new InMemoryAccessStore(), Set.of(), true, CLOCK),
                texts,
                ZoneOffset.UTC,
                chat -> {});
        dispatcher = dispatcher();
    }

    private Dispatcher dispatcher() {
        return new Dispatcher(inbox, DispatcherTest::read, router, speaker, Duration.ofMillis(20));
    }

    private static Members nobody() {
        return new Members() {
            @Override
            public boolean administers(String chat, String person) {
                return false;
            }

            @Override
            public boolean belongs(String chat, String person) {
                return false;
            }
        };
    }

    @AfterEach
    void stop() {
        captures.close();
    }

    /// `CHAT TEXT`; `nothing` is of no interest, `poison` cannot be read.
    private static Optional<Incoming> read(Inbox.Update update) {
        String[] parts = update.raw().split(" ", 2);
        return switch (parts[0]) {
            case "nothing" -> Optional.empty();
            case "poison" -> throw new IllegalArgumentException("not an update");
            default ->
                Optional.of(new Incoming.Message(
                        "u" + update.id(),
                        new Place(parts[0], Chat.Kind.PRIVATE),
                        new Person(parts[0], "Anna", null),
                        Locale.ENGLISH,
                        update.id(),
                        NOW,
                        new FormattedText(parts[1], List.of()),
                        false,
                        null,
                        false,
                        false,
                        null,
                        false,
                        null,
                        null));
        };
    }

    private Inbox.Update comes(String raw) {
        Inbox.Update update = new Inbox.Update(++updates, raw, NOW);
        inbox.accept(List.of(update));
        dispatcher.dispatch(update);
        return update;
    }

    private String next() throws InterruptedException {
        return String.valueOf(chats.said.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void aSlowChatHoldsUpNobodyElseAndKeepsItsOwnOrder() throws Exception {
        comes("1 /slow one");
        comes("1 /echo two");
        comes("2 /echo beside");

        assertThat(next()).isEqualTo("2: echo beside");
        slow.countDown();
        assertThat(next()).isEqualTo("1: slow one");
        assertThat(next()).isEqualTo("1: echo two");
    }

    @Test
    void longWorkGoesOnWhileItsChatIsAnswered() throws Exception {
        comes("1 /work");
        assertThat(next()).isEqualTo("1: begun");
        comes("1 /echo meanwhile");
        assertThat(next()).isEqualTo("1: echo meanwhile");
        assertThat(inbox.open()).extracting(Inbox.Update::raw).contains("1 /work");

        slow.countDown();
        assertThat(next()).isEqualTo("1: half done");
        assertThat(next()).isEqualTo("1: done");
        await().atMost(Duration.ofSeconds(10)).until(() -> inbox.open().isEmpty());
    }

    @Test
    void longWorkThatWasCutOffIsBegunAgainAndSaidInTheSameMessage() throws Exception {
        Inbox.Update update = comes("1 /work");
        assertThat(next()).isEqualTo("1: begun");
        dispatcher.close();
        assertThat(inbox.open()).contains(update);

        slow.countDown();
        Dispatcher after = dispatcher();
        after.dispatch(update);
        assertThat(List.of(next(), next(), next())).containsExactly("1: begun", "1: half done", "1: done");
        await().atMost(Duration.ofSeconds(10)).until(() -> inbox.open().isEmpty());
        assertThat(chats.shown).containsOnlyKeys("u1/work");
        after.close();
    }

    @Test
    void whatFailsIsToldWithAnIdAndSetAsideAndTheNextGoesOn() throws Exception {
        comes("1 /broken");
        comes("1 /echo after");

        assertThat(next()).containsPattern("<code>[0-9a-f]{8}</code>");
        assertThat(next()).isEqualTo("1: echo after");
    }

    @Test
    void whatCannotBeReadIsSetAsideInSilence() throws Exception {
        comes("poison");
        comes("nothing");
        comes("1 /echo after");

        assertThat(next()).isEqualTo("1: echo after");
        assertThat(inbox.open()).extracting(Inbox.Update::raw).doesNotContain("poison", "nothing");
    }

    @Test
    void whileNothingCanBeStoredTheUpdateStaysOpenAndIsDoneLater() throws Exception {
        // twice the answer and the apology
        chats.failures.set(4);

        comes("1 /echo at last");

        assertThat(next()).isEqualTo("1: echo at last");
    }

    @Test
    void theSameUpdateTwiceIsAnsweredOnce() throws Exception {
        Inbox.Update update = comes("1 /echo once");
        assertThat(next()).isEqualTo("1: echo once");

        dispatcher.dispatch(update);
        comes("1 /echo next");

        assertThat(next()).isEqualTo("1: echo next");
    }
}
