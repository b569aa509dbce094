package keeplink.bot.chat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keeplink.bot.view.ReminderView;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.reminder.Moment;
import keeplink.reminder.MomentReader;
import keeplink.reminder.Reminder;
import keeplink.reminder.ReminderStore;

/// What people do with their reminders: set, list, change, cancel. A reminder is the person's who asked for it, in a
/// group too. Thread-safe.
public final class Reminding {
    private final ReminderStore store;
    private final Links links;
    private final ReminderView view;
    private final Runnable wake;
    private final Clock clock;

    /// @param wake tells whoever waits for the next reminder that there may be an earlier one
    public Reminding(ReminderStore store, Links links, ReminderView view, Runnable wake, Clock clock) {
        this.store = store;
        this.links = links;
        this.view = view;
        this.wake = wake;
        this.clock = clock;
    }

    /// Asks when a link shall come back.
    public OutgoingMessage choice(Asker asker, Link link) {
        return view.choice(asker, link);
    }

    /// Lets a link come back when a phrase says.
    public OutgoingMessage set(Asker asker, Link link, String phrase) {
        Reminder fresh = new Reminder(
                id(asker),
                asker.collection(),
                link.number(),
                asker.person(),
                asker.place().topic(),
                clock.instant(),
                null);
        return keep(asker, link, fresh, phrase);
    }

    /// Moves a reminder to when a phrase says.
    public OutgoingMessage change(Asker asker, Reminder reminder, String phrase) {
        return link(reminder)
                .map(link -> keep(asker, link, reminder, phrase))
                .orElseGet(() -> OutgoingMessage.of(view.cancelled(asker, Optional.empty())));
    }

    private OutgoingMessage keep(Asker asker, Link link, Reminder reminder, String phrase) {
        Moment moment = MomentReader.read(phrase, clock.instant().atZone(asker.zone()));
        Optional<Reminder> wished =
                switch (moment) {
                    case Moment.Once once -> Optional.of(reminder.at(once.at().toInstant(), null));
                    case Moment.Repeated repeated ->
                        Optional.of(reminder.at(repeated.first().toInstant(), repeated.repetition()));
                    case Moment.Past past -> Optional.empty();
                    case Moment.TooFar tooFar -> Optional.empty();
                    case Moment.Unreadable unreadable -> Optional.empty();
                };
        if (wished.isEmpty()) {
            return OutgoingMessage.of(view.refused(asker, phrase, moment));
        }
        store.put(wished.get());
        wake.run();
        return view.set(asker, link, wished.get());
    }

    /// What a button on one reminder shows.
    public OutgoingMessage one(Asker asker, Reminder reminder) {
        return link(reminder)
                .map(link -> view.change(asker, link, reminder))
                .orElseGet(() -> OutgoingMessage.of(view.cancelled(asker, Optional.empty())));
    }

    public OutgoingMessage cancel(Asker asker, Reminder reminder) {
        store.remove(reminder.collection(), reminder.id());
        return OutgoingMessage.of(view.cancelled(asker, link(reminder)));
    }

    /// A page of the person's reminders; those of links in the bin are not among them.
    public OutgoingMessage list(Asker asker, int page) {
        List<Reminder> reminders = new ArrayList<>();
        List<Link> theirs = new ArrayList<>();
        for (Reminder reminder : store.of(asker.collection())) {
            Optional<Link> link =
                    isOf(asker, reminder) ? links.find(reminder.collection(), reminder.number()) : Optional.empty();
            if (link.isPresent()) {
                reminders.add(reminder);
                theirs.add(link.get());
            }
        }
        return view.list(asker, reminders, theirs, page);
    }

    /// A reminder of the chat by its id, whoever's it is.
    public Optional<Reminder> find(Asker asker, String id) {
        return store.find(asker.collection(), id);
    }

    /// Whether it was this person who asked for it.
    public boolean isOf(Asker asker, Reminder reminder) {
        return reminder.person().id().equals(asker.person().id());
    }

    /// Whether a text says when.
    public boolean saysWhen(String text) {
        return MomentReader.isMoment(text, clock.instant().atZone(ZoneOffset.UTC));
    }

    private Optional<Link> link(Reminder reminder) {
        return links.find(reminder.collection(), reminder.number());
    }

    /// The same update handed over twice sets one reminder. Networks give their numbers anew after a week at the
    /// earliest, so the day tells them apart.
    private String id(Asker asker) {
        Instant now = clock.instant();
        return asker.key() + "-" + Long.toString(now.getEpochSecond() / 86_400, Character.MAX_RADIX);
    }
}
