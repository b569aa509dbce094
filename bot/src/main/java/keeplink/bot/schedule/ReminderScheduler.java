package keeplink.bot.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import keeplink.bot.chat.Memories;
import keeplink.bot.chat.Outgoing;
import keeplink.bot.text.Texts;
import keeplink.bot.view.ReminderView;
import keeplink.conversation.Chat;
import keeplink.conversation.ConversationStore;
import keeplink.delivery.Delivery.Urgency;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.reminder.Reminder;
import keeplink.reminder.ReminderStore;
import keeplink.schedule.DueLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends reminders when they are due, each once: the wish for the message is durable, under a key of the reminder
/// and its moment, before the reminder goes or is set to its next time. Cut off between the two, the next process
/// finds the wish and sends nothing twice.
///
/// One that was missed while the bot was down comes when it is back; a repeated one comes once for all the times
/// that were missed. One that falls into a chat's quiet hours comes when they end. A chat that is gone and a link in
/// the bin are looked at again later. Thread-safe.
public final class ReminderScheduler implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReminderScheduler.class);

    /// How long a process has to wish the message before another one does.
    private static final Duration LEASE = Duration.ofSeconds(30);

    /// When a reminder is looked at again whose chat is gone or whose link is in the bin: they may come back.
    private static final Duration LATER = Duration.ofHours(1);

    private final ReminderStore store;
    private final Links links;
    private final ConversationStore conversations;
    private final Memories memories;
    private final Outgoing outgoing;
    private final ReminderView view;
    private final Texts texts;
    private final ZoneId defaultZone;
    private final Clock clock;
    private final DueLoop loop;

    public ReminderScheduler(
            ReminderStore store,
            Links links,
            ConversationStore conversations,
            Memories memories,
            Outgoing outgoing,
            ReminderView view,
            Texts texts,
            ZoneId defaultZone,
            Clock clock) {
        this.store = store;
        this.links = links;
        this.conversations = conversations;
        this.memories = memories;
        this.outgoing = outgoing;
        this.view = view;
        this.texts = texts;
        this.defaultZone = defaultZone;
        this.clock = clock;
        loop = new DueLoop("reminders", this::sendDue, clock);
    }

    /// Starts sending.
    public void start() {
        loop.start();
    }

    /// There may be a reminder that is due earlier.
    public void wake() {
        loop.wake();
    }

    /// Sends what is due.
    ///
    /// @return when the next one is due
    public Instant sendDue() {
        for (Optional<Reminder> due = claim(); due.isPresent(); due = claim()) {
            try {
                send(due.get());
            } catch (RuntimeException e) {
                log.error(
                        "reminder {} is tried again when its lease is over",
                        due.get().id(),
                        e);
            }
        }
        return store.nextDue().orElse(Instant.MAX);
    }

    private Optional<Reminder> claim() {
        return store.claim(clock.instant(), LEASE);
    }

    private void send(Reminder reminder) {
        Instant now = clock.instant();
        String chat = reminder.collection().id();
        Optional<Chat> known = conversations.chat(chat);
        Optional<Link> link = links.find(reminder.collection(), reminder.number());
        boolean binned = link.isEmpty() && links.inBin(reminder.collection(), reminder.number());
        if (binned || known.filter(Chat::gone).isPresent()) {
            store.postpone(reminder, now.plus(LATER));
            return;
        }
        ZoneId own = known.map(Chat::zone).orElse(defaultZone);
        Instant audible = audible(known, now.atZone(own));
        if (audible.isAfter(now)) {
            store.postpone(reminder, audible);
            return;
        }
        if (link.isPresent()) {
            wish(reminder, link.get(), known, own);
            store.settle(reminder, reminder.after(now.atZone(own)));
        } else {
            store.settle(reminder, Optional.empty());
        }
    }

    /// When a chat may be told what comes by itself.
    private static Instant audible(Optional<Chat> chat, ZonedDateTime moment) {
        return chat.map(known -> known.preferences().mayDisturb(moment)).orElse(moment.toInstant());
    }

    private void wish(Reminder reminder, Link link, Optional<Chat> known, ZoneId zone) {
        String chat = reminder.collection().id();
        String key =
                "remind/" + chat + "/" + reminder.id() + "/" + reminder.dueAt().toEpochMilli();
        if (outgoing.wanted(key)) {
            return;
        }
        Texts.Phrases phrases = texts.in(known.map(Chat::locale).orElse(Locale.ENGLISH));
        boolean inGroup = known.filter(met -> met.kind() == Chat.Kind.GROUP).isPresent();
        Instant expected = audible(known, reminder.dueAt().atZone(zone));
        memories.ours(chat, key, List.of(link.number()), "");
        outgoing.want(
                key,
                chat,
                Urgency.REMINDER,
                view.arrived(link, reminder, expected, inGroup, phrases, zone).withTopic(reminder.topic()));
    }

    @Override
    public void close() {
        loop.close();
    }
}
