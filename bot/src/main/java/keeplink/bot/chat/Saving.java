package keeplink.bot.chat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import keeplink.access.Quotas;
import keeplink.access.Quotas.Spent;
import keeplink.bot.chat.Backlog.Noise;
import keeplink.bot.chat.Said.Address;
import keeplink.bot.text.Html;
import keeplink.bot.view.CardView;
import keeplink.bot.view.Times;
import keeplink.conversation.MessageMemory;
import keeplink.conversation.Preferences.Receipt;
import keeplink.link.EditResult;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.Links;
import keeplink.link.SaveRequest;
import keeplink.link.SaveResult;
import keeplink.link.Tag;
import keeplink.snapshot.Captures;
import org.jspecify.annotations.Nullable;

/// Messages that keep links, and messages that change what was kept: edits, replies, and the comment sent with a
/// forward. Thread-safe; the messages of one chat come one after another.
public final class Saving {
    /// How far apart a forward and the comment sent with it may be dated.
    private static final Duration TOGETHER = Duration.ofSeconds(2);

    /// From how many links on a message is answered as a whole: a card each would take minutes to arrive.
    private static final int MANY = 11;

    private final Links links;
    private final Captures captures;
    private final Memories memories;
    private final CardView cards;
    private final Twins twins;
    private final Watches watches;
    private final Quotas quotas;
    private final Backlog backlog;

    public Saving(
            Links links,
            Captures captures,
            Memories memories,
            CardView cards,
            Twins twins,
            Watches watches,
            Quotas quotas,
            Clock clock) {
        this.links = links;
        this.captures = captures;
        this.memories = memories;
        this.cards = cards;
        this.twins = twins;
        this.watches = watches;
        this.quotas = quotas;
        this.backlog = new Backlog(clock);
    }

    /// Keeps every address of a message.
    List<Reply> save(Asker asker, Incoming.Message message, Said said) {
        Optional<Companion> comment = message.origin() == null
                ? Optional.empty()
                : companion(asker, message).filter(Companion::isComment);
        // the comment came first and was answered as a query: that answer becomes the card
        String answer =
                comment.map(Companion::answer).filter(key -> !key.isEmpty()).orElse(null);
        List<Reply> replies = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        SequencedMap<Tag, Integer> usedBefore = twins.used(asker);
        SequencedSet<Tag> given = new LinkedHashSet<>();
        boolean many = said.addresses().size() >= MANY;
        Noise noise = backlog.of(asker.place().chat(), message.date());
        Spent spent = null;
        int refused = 0;
        for (Address address : said.addresses()) {
            Optional<Spent> quota = spent(asker, address);
            if (quota.isPresent()) {
                spent = quota.get();
                refused++;
                continue;
            }
            SequencedSet<Tag> tags = new LinkedHashSet<>(address.tags());
            comment.ifPresent(told -> tags.addAll(told.tags()));
            given.addAll(tags);
            String note = comment.map(told -> joined(said.note(), told.note())).orElse(said.note());
            SaveResult result = links.save(new SaveRequest(
                    asker.collection(),
                    address.url(),
                    tags,
                    note,
                    message.from(),
                    message.origin(),
                    asker.place().chat() + "/" + message.message()));
            switch (result) {
                case SaveResult.Saved(Link link) -> {
                    numbers.add(link.number());
                    quotas.kept(asker.person().id(), asker.place().chat());
                    if (many) {
                        capture(asker, link);
                    } else {
                        replies.addAll(saved(asker, link, replies.isEmpty() ? answer : null, noise));
                    }
                    replies.addAll(watches.news(asker, message.message(), link));
                }
                case SaveResult.AlreadyKept(Link link, List<Tag> added) -> {
                    numbers.add(link.number());
                    replies.addAll(many ? List.of() : already(asker, link, added, noise));
                }
                case SaveResult.NotALink(String text) ->
                    replies.add(Reply.say(asker.phrases()
                            .say("save.not-a-link", "text", text.length() > 200 ? text.substring(0, 200) : text)));
            }
        }
        if (many && !numbers.isEmpty()) {
            replies.addAll(0, savedMany(asker, numbers));
        }
        if (spent != null) {
            replies.add(Reply.say(spentWords(asker, spent, refused)));
        }
        twins.question(asker, usedBefore, links.aliases(asker.collection()).meaning(given))
                .ifPresent(replies::add);
        memories.said(asker.place().chat(), message.message(), numbers, written(said.tags()));
        remember(asker, message, new Companion(message.date(), message.origin() != null, numbers, List.of(), "", ""));
        return replies;
    }

    /// The quota that does not allow one more link; a link that is kept already takes nothing from it.
    private Optional<Spent> spent(Asker asker, Address address) {
        return quotas.spent(asker.person().id(), asker.place().chat())
                .filter(quota -> links.find(asker.collection(), address.url()).isEmpty());
    }

    private static Html spentWords(Asker asker, Spent quota, int refused) {
        return asker.phrases()
                .say(
                        quota.who() == Spent.Who.PERSON ? "quota.person" : "quota.chat",
                        "most",
                        quota.most(),
                        "count",
                        refused,
                        "again",
                        Times.span(quota.again(), asker.phrases()));
    }

    /// Wishes a snapshot, unless the chat wants none.
    private boolean capture(Asker asker, Link link) {
        boolean wanted = asker.chat().preferences().snapshots();
        if (wanted) {
            captures.request(link);
        }
        return wanted;
    }

    private static List<Reply> savedMany(Asker asker, List<Integer> numbers) {
        String all = numbers.stream().distinct().map(number -> "/l" + number).collect(Collectors.joining(" "));
        Html line = asker.phrases().say("save.many", "count", numbers.size(), "numbers", all);
        return switch (asker.place().isPrivate()
                ? Receipt.LINE
                : asker.chat().preferences().receipt()) {
            case NOTHING -> List.of();
            case REACTION -> List.of(new Reply.Receipt("👍", line));
            case LINE, CARD -> List.of(new Reply.Say(OutgoingMessage.of(line), numbers, ""));
        };
    }

    private List<Reply> saved(Asker asker, Link link, @Nullable String instead, Noise noise) {
        boolean snapshots = capture(asker, link);
        if (!showsCards(asker)) {
            return receipt(asker, "👍", "save.receipt", link);
        }
        if (noise == Noise.SIGN) {
            return List.of(sign(asker, "👍", "save.receipt", link));
        }
        if (noise == Noise.CARD && instead == null) {
            return List.of(new Reply.Later(link.number()));
        }
        OutgoingMessage body =
                snapshots ? cards.saving(link, asker.phrases()) : cards.card(link, asker.phrases(), asker.zone(), null);
        return List.of(new Reply.Await(body, link.number(), Reply.Then.CARD, instead));
    }

    private List<Reply> already(Asker asker, Link link, List<Tag> added, Noise noise) {
        if (noise == Noise.SIGN && showsCards(asker)) {
            return List.of(sign(asker, "👌", "save.receipt-again", link));
        }
        return showsCards(asker)
                ? List.of(Reply.say(cards.already(link, added, asker.phrases(), asker.zone()), link.number()))
                : receipt(asker, "👌", "save.receipt-again", link);
    }

    private static boolean showsCards(Asker asker) {
        return asker.place().isPrivate() || asker.chat().preferences().receipt() == Receipt.CARD;
    }

    /// What a save in a group is answered with that shall not be a card.
    private static List<Reply> receipt(Asker asker, String emoji, String key, Link link) {
        return switch (asker.chat().preferences().receipt()) {
            case NOTHING -> List.of();
            case REACTION -> List.of(sign(asker, emoji, key, link));
            case LINE, CARD -> List.of(Reply.say(OutgoingMessage.of(line(asker, key, link)), link.number()));
        };
    }

    private static Reply sign(Asker asker, String emoji, String key, Link link) {
        return new Reply.Receipt(emoji, line(asker, key, link));
    }

    private static Html line(Asker asker, String key, Link link) {
        return asker.phrases().say(key, "number", Integer.toString(link.number()));
    }

    /// A comment that came after the forward it belongs to: its tags and words go to what the forward kept.
    Optional<List<Reply>> comment(Asker asker, Incoming.Message message, Said said) {
        if (message.origin() != null || message.replyTo() != null) {
            return Optional.empty();
        }
        return companion(asker, message)
                .filter(Companion::forward)
                .filter(told -> !told.numbers().isEmpty())
                .map(told ->
                        annotate(asker, told.numbers(), said, message.text().text()));
    }

    /// Remembers a question, in case it was the comment of a forward that comes next.
    void asked(Asker asker, Incoming.Message message, Said said) {
        remember(
                asker,
                message,
                new Companion(
                        message.date(),
                        false,
                        List.of(),
                        List.copyOf(said.tags()),
                        asker.place().isPrivate() ? asker.key() + "/0" : "",
                        said.note()));
    }

    /// A reply to a card, or to a message that saved: `#tag` adds, `-#tag` removes, other words become the note.
    List<Reply> annotate(Asker asker, List<Integer> numbers, Said said, String text) {
        List<Reply> replies = new ArrayList<>();
        SequencedMap<Tag, Integer> usedBefore = twins.used(asker);
        for (int number : numbers) {
            EditResult result = links.annotate(
                    asker.collection(),
                    number,
                    said.tags(),
                    said.removed(),
                    said.note().isEmpty() ? null : said.note());
            replies.add(
                    switch (result) {
                        case EditResult.Changed(Link link) ->
                            Reply.say(cards.card(link, asker.phrases(), asker.zone(), null), link.number());
                        case EditResult.Unchanged(Link link) ->
                            Reply.say(cards.card(link, asker.phrases(), asker.zone(), null), link.number());
                        case EditResult.NoSuchLink(int missing) ->
                            Reply.say(asker.phrases().say("link.none", "number", Integer.toString(missing)));
                    });
        }
        twins.question(asker, usedBefore, links.aliases(asker.collection()).meaning(said.tags()))
                .ifPresent(replies::add);
        return replies;
    }

    /// An edited message: its links, tags and note follow the edit.
    List<Reply> follow(Asker asker, Incoming.Message message, Said said) {
        String chat = asker.place().chat();
        Optional<MessageMemory> memory = memories.recall(chat, message.message());
        if (memory.isEmpty()) {
            return said.addresses().isEmpty() ? List.of() : save(asker, message, said);
        }
        LinkCollection collection = asker.collection();
        List<Tag> before = tags(memory.get().view());
        List<Integer> stayed = new ArrayList<>();
        List<Reply> replies = new ArrayList<>();
        List<Address> fresh = new ArrayList<>();
        for (Address address : said.addresses()) {
            Optional<Link> link = links.find(collection, address.url())
                    .filter(known -> memory.get().links().contains(known.number()));
            if (link.isEmpty()) {
                fresh.add(address);
                continue;
            }
            stayed.add(link.get().number());
            EditResult result = links.follow(collection, link.get().number(), before, address.tags(), said.note());
            if (result instanceof EditResult.Changed(Link changed)
                    && asker.place().isPrivate()) {
                replies.add(Reply.say(cards.card(changed, asker.phrases(), asker.zone(), null), changed.number()));
            }
        }
        String source = chat + "/" + message.message();
        for (int number : memory.get().links()) {
            boolean savedByIt = links.find(collection, number)
                    .filter(link -> link.source().equals(source))
                    .isPresent();
            if (!stayed.contains(number) && savedByIt) {
                if (links.delete(collection, number) instanceof EditResult.Changed(Link gone)) {
                    replies.add(Reply.say(asker.phrases()
                            .say("delete.done", "number", Integer.toString(number), "title", cards.named(gone))));
                }
            }
        }
        if (!fresh.isEmpty()) {
            replies.addAll(save(asker, message, new Said(fresh, said.tags(), said.removed(), said.note())));
            memories.recall(chat, message.message()).ifPresent(saved -> stayed.addAll(saved.links()));
        }
        memories.said(chat, message.message(), stayed, written(said.tags()));
        return replies;
    }

    /// The last message of the same person in the same chat, where it may belong together with this one.
    ///
    /// @param forward whether it was forwarded and kept links
    /// @param answer the key of the answer it got as a query, empty where it got none
    private record Companion(
            Instant date, boolean forward, List<Integer> numbers, List<Tag> tags, String answer, String note) {
        boolean isComment() {
            return !forward && numbers.isEmpty();
        }
    }

    private Optional<Companion> companion(Asker asker, Incoming.Message message) {
        return memories.named(asker.place().chat(), "last:" + asker.person().id())
                .flatMap(memory -> {
                    String[] parts = memory.view().split("\n", 5);
                    Instant date = Instant.ofEpochMilli(Long.parseLong(parts[0]));
                    boolean together =
                            Duration.between(date, message.date()).abs().compareTo(TOGETHER) <= 0;
                    return together
                            ? Optional.of(new Companion(
                                    date,
                                    parts[1].equals("forward"),
                                    memory.links(),
                                    tags(parts[2]),
                                    parts[3],
                                    parts[4]))
                            : Optional.empty();
                });
    }

    private void remember(Asker asker, Incoming.Message message, Companion companion) {
        String view = companion.date().toEpochMilli()
                + "\n" + (companion.forward() ? "forward" : "own")
                + "\n" + written(companion.tags())
                + "\n" + companion.answer()
                + "\n" + companion.note();
        memories.name(asker.place().chat(), "last:" + asker.person().id(), companion.numbers(), view);
    }

    private static String written(Iterable<Tag> tags) {
        StringBuilder text = new StringBuilder();
        tags.forEach(tag -> text.append(text.isEmpty() ? "" : " ").append(tag));
        return text.toString();
    }

    private static List<Tag> tags(String written) {
        return written.lines()
                .flatMap(line -> java.util.Arrays.stream(line.split(" ")))
                .flatMap(word -> Tag.of(word).stream())
                .toList();
    }

    private static String joined(String first, String second) {
        return first.isEmpty() ? second : second.isEmpty() ? first : second + "\n" + first;
    }
}
