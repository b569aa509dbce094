package keeplink.bot.chat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import keeplink.access.Access;
import keeplink.bot.text.Texts;
import keeplink.bot.text.Texts.Phrases;
import keeplink.bot.view.OfferView;
import keeplink.conversation.Chat;
import keeplink.conversation.ConversationStore;
import keeplink.conversation.MessageMemory;
import keeplink.link.Links;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides what a message means (the first that fits): a command, a save, a change to what it replies to, a
/// query, or nothing that is ours. Thread-safe; the messages of one chat come one after another.
public final class Router {
    private static final Logger log = LoggerFactory.getLogger(Router.class);

    private final Map<String, ChatCommand> commands = new LinkedHashMap<>();
    private final Map<String, ButtonAction> buttons = new HashMap<>();
    private final Saving saving;
    private final Importing importing;
    private final Answers answers;
    private final Offers offers;
    private final Links links;
    private final ConversationStore conversations;
    private final Memories memories;
    private final Dialogues dialogues;
    private final Access access;
    private final Texts texts;
    private final ZoneId defaultZone;
    private final Consumer<Chat> arrived;

    /// @param arrived hears of chats that are met, and of those that are back after they were gone
    public Router(
            List<ChatCommand> commands,
            List<ButtonAction> buttons,
            Saving saving,
            Importing importing,
            Answers answers,
            Offers offers,
            Links links,
            ConversationStore conversations,
            Memories memories,
            Dialogues dialogues,
            Access access,
            Texts texts,
            ZoneId defaultZone,
            Consumer<Chat> arrived) {
        for (ChatCommand command : commands) {
            ChatCommand twin = this.commands.putIfAbsent(command.name(), command);
            if (twin != null) {
                throw new IllegalStateException("two commands are called /" + command.name() + ": " + twin.getClass()
                        + " and " + command.getClass());
            }
        }
        for (ButtonAction button : buttons) {
            ButtonAction twin = this.buttons.putIfAbsent(button.verb(), button);
            if (twin != null) {
                throw new IllegalStateException(
                        "two buttons say " + button.verb() + ": " + twin.getClass() + " and " + button.getClass());
            }
        }
        this.saving = saving;
        this.importing = importing;
        this.answers = answers;
        this.offers = offers;
        this.links = links;
        this.conversations = conversations;
        this.memories = memories;
        this.dialogues = dialogues;
        this.access = access;
        this.texts = texts;
        this.defaultZone = defaultZone;
        this.arrived = arrived;
    }

    /// What follows from something that came in. A failure of ours is told in one sentence, with the id the log
    /// has it under.
    public List<Reply> route(Incoming incoming) {
        Phrases phrases = texts.in(incoming.locale());
        if (!access.permits(incoming.from().id(), Chat.whole(incoming.place().chat()))) {
            return stranger(incoming, phrases);
        }
        // a group that became a supergroup lets the bot in again, and was never left
        boolean wasIn = incoming instanceof Incoming.Membership
                && conversations
                        .chat(incoming.place().chat())
                        .filter(chat -> !chat.gone())
                        .isPresent();
        Asker asker = asker(incoming);
        return switch (incoming) {
            case Incoming.Message message -> message(asker, message);
            case Incoming.Location location -> located(asker, location);
            case Incoming.Press press -> press(asker, press);
            case Incoming.Inquiry inquiry ->
                List.of(new Reply.Offered(offers.to(asker, inquiry.query(), inquiry.page())));
            case Incoming.Chosen chosen -> {
                if (chosen.item().matches("\\d{1,9}")) {
                    links.opened(asker.collection(), Integer.parseInt(chosen.item()));
                }
                yield List.of();
            }
            case Incoming.Membership membership -> {
                Chat chat = asker.chat().withGone(membership.shutOut());
                conversations.put(chat);
                arrived.accept(chat);
                yield membership.joined() && !wasIn && !membership.place().isPrivate()
                        ? List.of(Reply.say(asker.phrases().say("group.welcome")))
                        : List.of();
            }
        };
    }

    /// The one sentence for a failure of ours.
    public Reply apology(Incoming incoming, String id) {
        return Reply.say(asker(incoming).phrases().say("failed.ours", "id", id));
    }

    private Asker asker(Incoming incoming) {
        Chat chat = conversations.chat(incoming.place().chat()).orElseGet(() -> {
            Chat met = met(incoming);
            if (said(incoming)) {
                conversations.put(met);
                arrived.accept(met);
            }
            return met;
        });
        Locale spoken = Texts.nearest(incoming.locale());
        if (said(incoming)
                && incoming.place().isPrivate()
                && !chat.preferences().languageChosen()
                && !chat.locale().equals(spoken)) {
            chat = chat.withLocale(spoken);
            conversations.put(chat);
        }
        if (chat.gone() && said(incoming) && !(incoming instanceof Incoming.Membership)) {
            chat = chat.withGone(false);
            conversations.put(chat);
            arrived.accept(chat);
        }
        ZoneId zone = chat.zone();
        return new Asker(
                incoming.key(),
                incoming.place(),
                incoming.from(),
                chat,
                texts.in(chat.locale()),
                zone == null ? defaultZone : zone);
    }

    private Chat met(Incoming incoming) {
        Place place = incoming.place();
        OptionalLong topic = Chat.topic(place.chat());
        Optional<Chat> whole = topic.isPresent() ? conversations.chat(Chat.whole(place.chat())) : Optional.empty();
        return whole.map(group -> Chat.topicOf(group, topic.getAsLong()))
                .orElseGet(() -> Chat.met(place.chat(), place.kind(), Texts.nearest(incoming.locale())));
    }

    /// Whether something was done in the chat itself, and not only by its person elsewhere.
    private static boolean said(Incoming incoming) {
        return !(incoming instanceof Incoming.Inquiry || incoming instanceof Incoming.Chosen);
    }

    private List<Reply> stranger(Incoming incoming, Phrases phrases) {
        if (incoming instanceof Incoming.Message message) {
            Optional<CommandLine> line = CommandLine.parse(message.text().text());
            String code = line.filter(start -> start.name().equals("start"))
                    .map(CommandLine::arguments)
                    .orElse("");
            if (access.claim(message.from().id(), code)) {
                log.info("{} has claimed this Keeplink", message.from().id());
                return List.of(Reply.say(phrases.say("access.claimed")));
            }
            if (access.redeem(message.from().id(), code)) {
                log.info("{} was invited to this Keeplink", message.from().id());
                return List.of(Reply.say(phrases.say("access.invited")), Reply.say(phrases.say("start")));
            }
            boolean meantForUs = message.place().isPrivate() || message.mentionsUs() || message.replyToUs();
            return meantForUs && !message.edited() ? List.of(Reply.say(phrases.say("access.stranger"))) : List.of();
        }
        if (incoming instanceof Incoming.Inquiry) {
            return List.of(new Reply.Offered(new Offer(List.of(), "", OfferView.start(phrases, "offer.stranger"))));
        }
        return incoming instanceof Incoming.Press
                ? List.of(new Reply.Toast(phrases.say("access.stranger")))
                : List.of();
    }

    private List<Reply> message(Asker asker, Incoming.Message message) {
        Said said = Said.in(message.text());
        if (message.text().text().strip().startsWith("/")) {
            return message.edited() ? List.of() : command(asker, message);
        }
        if (message.edited()) {
            return edited(asker, message, said);
        }
        boolean mayAnswer = message.place().isPrivate() || message.replyToUs();
        Optional<Dialogues.Open> open = mayAnswer ? dialogues.close(asker) : Optional.empty();
        if (!said.addresses().isEmpty()) {
            if (message.album() != null) {
                memories.first(asker.place().chat(), "album:" + message.album());
            }
            return saving.save(asker, message, said);
        }
        Optional<List<Reply>> comment = saving.comment(asker, message, said);
        if (comment.isPresent()) {
            return comment.get();
        }
        Long replyTo = message.replyTo();
        if (replyTo != null) {
            String chat = message.place().chat();
            Optional<MessageMemory> about = (message.replyToUs()
                            ? memories.recallOurs(chat, replyTo)
                            : memories.recall(chat, replyTo))
                    .filter(memory -> !memory.links().isEmpty());
            if (about.isPresent()) {
                return saving.annotate(
                        asker, about.get().links(), said, message.text().text());
            }
        }
        Optional<List<Reply>> imported = importing.sent(asker, message);
        if (imported.isPresent()) {
            return imported.get();
        }
        if (open.isPresent() && message.origin() == null) {
            return answered(asker, open.get(), message, said);
        }
        return query(asker, message, said);
    }

    /// A changed save is followed; the answer to a changed question is changed.
    private List<Reply> edited(Asker asker, Incoming.Message message, Said said) {
        Optional<String> answer =
                memories.named(asker.place().chat(), asked(message)).map(MessageMemory::view);
        if (answer.isEmpty() || !said.addresses().isEmpty()) {
            return saving.follow(asker, message, said);
        }
        List<Reply> now = query(asker, message, said);
        return now.size() == 1 && now.getFirst() instanceof Reply.Say say
                ? List.of(new Reply.Again(answer.get(), say))
                : List.of();
    }

    private static String asked(Incoming.Message message) {
        return "asked:" + message.message();
    }

    private List<Reply> answered(Asker asker, Dialogues.Open open, Incoming.Message message, Said said) {
        ChatCommand command = commands.get(open.command());
        if (command != null && !open.overdue()) {
            return command.answered(asker, open.about(), message);
        }
        List<Reply> replies = new ArrayList<>(query(asker, message, said));
        replies.add(Reply.say(asker.phrases().say("dialogue.overdue", "command", "/" + open.command())));
        return replies;
    }

    private List<Reply> query(Asker asker, Incoming.Message message, Said said) {
        String text = message.text().text().strip();
        if (!message.place().isPrivate()) {
            boolean meantForUs = message.mentionsUs() || message.replyToUs();
            if (!meantForUs && !said.onlyTags()) {
                return List.of();
            }
            text = memories.withoutMention(message.text());
        }
        if (message.album() != null && !memories.first(asker.place().chat(), "album:" + message.album())) {
            // one sentence for all of an album's pictures is enough
            return List.of();
        }
        if (message.origin() != null || message.media() || text.codePoints().allMatch(Character::isISOControl)) {
            return message.place().isPrivate()
                    ? List.of(Reply.say(asker.phrases().say("message.no-address")))
                    : List.of();
        }
        List<Reply> replies = answers.query(asker, text);
        if (!message.edited()) {
            memories.name(asker.place().chat(), asked(message), List.of(), asker.key() + "/0");
            saving.asked(asker, message, said);
        }
        return replies;
    }

    private List<Reply> command(Asker asker, Incoming.Message message) {
        CommandLine line = CommandLine.parse(message.text().text()).orElseThrow();
        boolean toSomebodyElse = line.bot().filter(bot -> !memories.isUs(bot)).isPresent();
        if (toSomebodyElse) {
            return List.of();
        }
        boolean ended = dialogues.close(asker).filter(open -> !open.overdue()).isPresent();
        ChatCommand command = commands.get(line.name());
        CommandLine called = line;
        if (command == null && line.name().matches("l\\d{1,9}")) {
            command = commands.get("l");
            called = new CommandLine("l", line.bot(), line.name().substring(1));
        }
        if (command == null && line.name().matches("l\\d{10,}")) {
            return List.of(Reply.say(asker.phrases()
                    .say("link.none", "number", shortened(line.name().substring(1)))));
        }
        if (command == null) {
            boolean quiet = !message.place().isPrivate() && line.bot().isEmpty();
            return quiet
                    ? List.of()
                    : List.of(Reply.say(asker.phrases().say("command.unknown", "name", "/" + shortened(line.name()))));
        }
        Optional<Integer> given = command.number(called);
        boolean unreadable = command.takesNumber()
                && !called.arguments().isEmpty()
                && (given.isEmpty() || !called.afterNumber().isEmpty());
        int number = unreadable ? 0 : given.orElseGet(() -> memories.meant(asker.chat(), message.replyTo()));
        boolean numberGiven = given.isPresent() && !unreadable;
        return command.run(asker, new ChatCommand.Call(called, number, numberGiven, ended, message.file()));
    }

    private List<Reply> located(Asker asker, Incoming.Location location) {
        return commands.values().stream()
                .flatMap(command -> command.located(asker, location).stream())
                .findFirst()
                .orElse(List.of());
    }

    private List<Reply> press(Asker asker, Incoming.Press press) {
        ButtonData data = ButtonData.parse(press.data());
        ButtonAction action = buttons.get(data.verb());
        if (action == null) {
            return List.of(new Reply.Toast(asker.phrases().say("button.unknown")));
        }
        String view = memories.recallOurs(press.place().chat(), press.message())
                .map(MessageMemory::view)
                .orElse("");
        return action.press(asker, data, view);
    }

    private static String shortened(String name) {
        return name.length() <= 64 ? name : name.substring(0, name.offsetByCodePoints(0, 32)) + "…";
    }

    /// The commands in the order they were given, for `/help` and the menu.
    public List<ChatCommand> commands() {
        return List.copyOf(commands.values());
    }
}
