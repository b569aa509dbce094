package keeplink.bot.chat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import keeplink.bot.chat.Reply.Then;
import keeplink.bot.text.Html;
import keeplink.bot.text.Texts;
import keeplink.bot.text.Texts.Phrases;
import keeplink.bot.view.CardView;
import keeplink.bot.view.ReadingView;
import keeplink.conversation.Chat;
import keeplink.conversation.ConversationStore;
import keeplink.delivery.Delivery.Urgency;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.Links;
import keeplink.snapshot.CaptureJob;
import keeplink.snapshot.CaptureListener;
import keeplink.snapshot.CaptureQueue;
import org.jspecify.annotations.Nullable;

/// Says what was decided: turns replies into durable wishes, and messages that wait for a capture into what they
/// wait to become. Thread-safe.
public final class Speaker implements CaptureListener {
    private final Outgoing outgoing;
    private final Memories memories;
    private final Waiting waiting;
    private final ConversationStore conversations;
    private final Links links;
    private final CaptureQueue captures;
    private final CardView cards;
    private final ReadingView reading;
    private final Texts texts;
    private final ZoneId defaultZone;

    public Speaker(
            Outgoing outgoing,
            Memories memories,
            ConversationStore conversations,
            Links links,
            CaptureQueue captures,
            CardView cards,
            ReadingView reading,
            Texts texts,
            ZoneId defaultZone) {
        this.outgoing = outgoing;
        this.memories = memories;
        this.waiting = new Waiting(memories);
        this.conversations = conversations;
        this.links = links;
        this.captures = captures;
        this.cards = cards;
        this.reading = reading;
        this.texts = texts;
        this.defaultZone = defaultZone;
    }

    /// Whether something that came in was answered before: it came twice, or the process died between the answer
    /// and its end.
    ///
    /// A save is never taken for answered: doing it again changes nothing, and of several links the process may
    /// have died after the answer to the first.
    public boolean answered(Incoming incoming) {
        return !saves(incoming) && outgoing.wanted(key(incoming, 0));
    }

    /// Says the replies to something that came in; durable on return.
    public void say(Incoming incoming, List<Reply> replies) {
        String chat = incoming.place().chat();
        String press = incoming instanceof Incoming.Press pressed ? pressed.press() : null;
        boolean toasted = false;
        int count = 0;
        for (Reply reply : replies) {
            switch (reply) {
                case Reply.Say say -> {
                    String key = key(incoming, count++);
                    memories.ours(chat, key, say.links(), say.view());
                    shows(chat, say.links());
                    outgoing.want(key, chat, urgency(incoming), addressed(incoming, say.body()));
                }
                case Reply.Await await -> {
                    String instead = await.instead();
                    String key = instead == null ? key(incoming, count++) : instead;
                    memories.ours(chat, key, List.of(await.number()), "");
                    shows(chat, List.of(await.number()));
                    await(incoming, key, await);
                }
                case Reply.Edit edit -> editPressed(incoming, edit);
                case Reply.Toast toast -> {
                    if (press != null) {
                        outgoing.toast(press, plain(toast.text().markup()));
                        toasted = true;
                    }
                }
                case Reply.Again(String key, Reply.Say say) -> {
                    memories.ours(chat, key, say.links(), say.view());
                    outgoing.want(key, chat, Urgency.QUESTION, addressed(incoming, say.body()));
                }
                case Reply.Tell(String other, OutgoingMessage body) ->
                    outgoing.want(key(incoming, count++), other, Urgency.ANSWER, body);
                case Reply.Later(int number) -> {
                    String key = key(incoming, count++);
                    memories.ours(chat, key, List.of(number), "");
                    shows(chat, List.of(number));
                    wait(incoming, key, number, Then.CARD);
                }
                case Reply.Work work -> work(incoming, urgency(incoming), work.begun());
                case Reply.Offered(Offer offer) -> {
                    if (incoming instanceof Incoming.Inquiry asked) {
                        outgoing.offer(asked.inquiry(), offer);
                    }
                }
                case Reply.Receipt receipt -> {
                    if (!(incoming instanceof Incoming.Message message)
                            || !outgoing.react(chat, message.message(), receipt.emoji())) {
                        outgoing.want(
                                key(incoming, count++),
                                chat,
                                Urgency.ANSWER,
                                addressed(incoming, OutgoingMessage.of(receipt.otherwise())));
                    }
                }
            }
        }
        if (press != null && !toasted) {
            outgoing.toast(press, "");
        }
    }

    /// Says how work goes that something asked for.
    void goesOn(Incoming incoming, Html how) {
        work(incoming, Urgency.PROGRESS, how);
    }

    /// Says what came of work that something asked for.
    void cameTo(Incoming incoming, Html what) {
        work(incoming, Urgency.QUESTION, what);
    }

    /// Not by the key of an answer: what asked for it is answered only when it is done.
    private void work(Incoming incoming, Urgency urgency, Html text) {
        String key = incoming.key() + "/work";
        outgoing.want(key, incoming.place().chat(), urgency, addressed(incoming, OutgoingMessage.of(text)));
    }

    private void editPressed(Incoming incoming, Reply.Edit edit) {
        String chat = incoming.place().chat();
        if (incoming instanceof Incoming.Press press) {
            Optional<String> key = memories.key(chat, press.message());
            if (key.isPresent()) {
                memories.ours(chat, key.get(), edit.links(), edit.view());
                shows(chat, edit.links());
                outgoing.want(key.get(), chat, Urgency.QUESTION, edit.body());
            }
        }
    }

    private void await(Incoming incoming, String key, Reply.Await await) {
        // wished before it waits: a capture that ends in between must not be overwritten by the news that it began
        outgoing.want(key, incoming.place().chat(), urgency(incoming), addressed(incoming, await.body()));
        wait(incoming, key, await.number(), await.then());
    }

    private void wait(Incoming incoming, String key, int number, Then then) {
        LinkCollection collection = incoming.place().collection();
        String chat = incoming.place().chat();
        String locale = texts.in(conversations.chat(chat).map(Chat::locale).orElse(incoming.locale()))
                .language()
                .getLanguage();
        waiting.add(
                collection,
                number,
                new Waiting.Wait(key, then, locale, incoming.place().topic()));
        if (captures.of(collection, number).isEmpty()) {
            links.find(collection, number).ifPresent(link -> settle(link, number, null));
        }
    }

    @Override
    public void captured(Link link, CaptureJob job, @Nullable CaptureJob next) {
        settle(link, job.number(), next);
    }

    /// Turns what waits for a link into what it waits to become; it goes on waiting where the capture will be
    /// tried again.
    private void settle(Link link, int number, @Nullable CaptureJob next) {
        LinkCollection collection = link.collection();
        List<Waiting.Wait> done = new ArrayList<>();
        for (Waiting.Wait wait : waiting.of(collection, number)) {
            Phrases phrases = texts.in(Locale.forLanguageTag(wait.locale()));
            OutgoingMessage body =
                    switch (wait.then()) {
                        case CARD -> cards.card(link, phrases, zone(collection), next);
                        case ARTICLE -> reading.page(link, 0, phrases);
                        case FILE -> reading.file(link, phrases);
                    };
            memories.ours(collection.id(), wait.key(), List.of(link.number()), "");
            if (wait.then() == Then.FILE && body.document() != null) {
                // a text message cannot become a file, so the file comes after it
                outgoing.want(wait.key() + "/file", collection.id(), Urgency.ANSWER, body.withTopic(wait.topic()));
                outgoing.want(
                        wait.key(),
                        collection.id(),
                        Urgency.PROGRESS,
                        OutgoingMessage.of(phrases.say("snapshot.follows")));
            } else {
                outgoing.want(wait.key(), collection.id(), Urgency.ANSWER, body);
            }
            if (next == null) {
                done.add(wait);
            }
        }
        waiting.remove(collection, number, done);
    }

    private ZoneId zone(LinkCollection collection) {
        return conversations.chat(collection.id()).map(Chat::zone).orElse(defaultZone);
    }

    private void shows(String chat, List<Integer> shown) {
        if (shown.size() == 1) {
            conversations
                    .chat(chat)
                    .filter(known -> known.lastShown() != shown.getFirst())
                    .ifPresent(known -> conversations.put(known.withLastShown(shown.getFirst())));
        }
    }

    private static Urgency urgency(Incoming incoming) {
        return saves(incoming) ? Urgency.ANSWER : Urgency.QUESTION;
    }

    private static boolean saves(Incoming incoming) {
        return incoming instanceof Incoming.Message message
                && !message.text().text().strip().startsWith("/")
                && !Said.in(message.text()).addresses().isEmpty();
    }

    /// An answer goes into the topic of what it answers. In a group it also says whose question it answers; alone
    /// with the bot that would be noise.
    private static OutgoingMessage addressed(Incoming incoming, OutgoingMessage body) {
        Long answered =
                incoming instanceof Incoming.Message message && !message.place().isPrivate() ? message.message() : null;
        return body.withReplyTo(answered).withTopic(incoming.place().topic());
    }

    private static String key(Incoming incoming, int count) {
        return incoming.key() + "/" + count;
    }

    /// What a toast can show: no markup.
    private static String plain(String markup) {
        return org.jsoup.parser.Parser.unescapeEntities(markup.replaceAll("<[^>]*>", ""), false);
    }
}
