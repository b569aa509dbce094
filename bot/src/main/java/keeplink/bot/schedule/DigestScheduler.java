package keeplink.bot.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import keeplink.bot.chat.Members;
import keeplink.bot.chat.Outgoing;
import keeplink.conversation.Chat;
import keeplink.conversation.ConversationStore;
import keeplink.digest.DigestPlan;
import keeplink.digest.DigestPlans;
import keeplink.digest.DigestSchedule;
import keeplink.digest.DigestStore;
import keeplink.digest.DigestTiming;
import keeplink.link.Tag;
import keeplink.schedule.DueLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends each chat its letters, each once, and keeps their plans as its people set them.
///
/// Of all plans only those that are due are looked at, some at a time, and no more of them while many messages wait
/// to be sent: however many are due at once, they take little memory and leave the way free for answers.
/// Thread-safe.
public final class DigestScheduler implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DigestScheduler.class);

    private static final int SOME = 50;
    /// Messages on their way that are enough: half a minute's worth at Telegram's pace.
    private static final int ENOUGH = 1_000;

    private static final Duration MOMENT = Duration.ofSeconds(1);
    /// When a letter is tried again that could not be written.
    private static final Duration RETRY = Duration.ofMinutes(10);

    private final ConversationStore conversations;
    private final DigestStore store;
    private final DigestPlans plans;
    private final DigestLetters letters;
    private final Outgoing outgoing;
    private final Members members;
    private final DigestSchedule defaultSchedule;
    private final ZoneId defaultZone;
    private final Clock clock;
    private final DueLoop loop;
    private volatile boolean closed;

    public DigestScheduler(
            ConversationStore conversations,
            DigestStore store,
            DigestLetters letters,
            Outgoing outgoing,
            Members members,
            DigestSchedule defaultSchedule,
            ZoneId defaultZone,
            Clock clock) {
        this.conversations = conversations;
        this.store = store;
        this.plans = new DigestPlans(store);
        this.letters = letters;
        this.outgoing = outgoing;
        this.members = members;
        this.defaultSchedule = defaultSchedule;
        this.defaultZone = defaultZone;
        this.clock = clock;
        this.loop = new DueLoop("digests", this::sendDue, clock);
    }

    /// Starts sending.
    public void start() {
        loop.start();
    }

    /// When a chat's letters come, empty where they are stopped.
    public Optional<DigestSchedule> schedule(Chat chat) {
        Optional<DigestSchedule> own = chat.schedule();
        return own == null ? Optional.of(defaultSchedule) : own;
    }

    /// When they come in a chat that has set nothing.
    public DigestSchedule defaultSchedule() {
        return defaultSchedule;
    }

    private ZoneId zone(Chat chat) {
        ZoneId own = chat.zone();
        return own == null ? defaultZone : own;
    }

    private Optional<DigestTiming> timing(Chat chat) {
        return schedule(chat)
                .filter(schedule -> !chat.gone())
                .map(schedule -> new DigestTiming(
                        schedule, zone(chat), chat.preferences().quiet()));
    }

    /// The plan of a chat's own letters as it is now, empty where none come.
    public Optional<DigestPlan> plan(Chat chat) {
        return plans.find(DigestPlan.Id.own(chat.id())).filter(plan -> plan.at() != null);
    }

    /// A chat is met, or is back after it was gone: its letters come from now on.
    public void arrived(Chat chat) {
        planned(chat);
    }

    /// Stores what was set for a chat and plans its letters by it. What would have been due by another schedule
    /// already counts as sent: the next such moment is the first.
    public void reschedule(Chat chat) {
        conversations.put(chat);
        planned(chat);
    }

    private void planned(Chat chat) {
        Instant now = clock.instant();
        plans.plan(DigestPlan.Id.own(chat.id()), timing(chat), now);
        store.subscriptions(chat.id()).forEach(plan -> plans.plan(plan.id(), timing(chat), now));
        loop.wake();
    }

    /// Sends a chat no letters before a moment.
    public void pause(Chat chat, Instant until) {
        plans.pause(DigestPlan.Id.own(chat.id()), timing(chat), until, clock.instant());
    }

    /// Ends a pause.
    public void resume(Chat chat) {
        plans.resume(DigestPlan.Id.own(chat.id()), timing(chat), clock.instant());
        loop.wake();
    }

    /// Lets a person have a group's letters privately, when their own come.
    ///
    /// @param tags the tags they want to hear of, empty for all
    /// @return whether they can be written to; nothing is changed where not
    public boolean subscribe(String person, String group, List<Tag> tags) {
        Optional<Chat> chat = conversations.chat(person).filter(known -> !known.gone());
        chat.ifPresent(
                known -> plans.subscribe(new DigestPlan.Id(person, group), tags, timing(known), clock.instant()));
        loop.wake();
        return chat.isPresent();
    }

    /// Ends that.
    ///
    /// @return whether there was something to end
    public boolean unsubscribe(String person, String group) {
        DigestPlan.Id id = new DigestPlan.Id(person, group);
        boolean known = store.find(id).isPresent();
        store.remove(id);
        return known;
    }

    /// What a person has of a group's letters, empty where nothing.
    public Optional<DigestPlan> subscription(String person, String group) {
        return plans.find(new DigestPlan.Id(person, group));
    }

    /// Sends some of what is due.
    ///
    /// @return when there is more to do
    public Instant sendDue() {
        Instant now = clock.instant();
        if (outgoing.waiting() >= ENOUGH) {
            return now.plus(MOMENT);
        }
        List<DigestPlan> due = store.due(now, SOME);
        for (DigestPlan plan : due) {
            if (closed) {
                return now;
            }
            try {
                carryOut(plan, now);
            } catch (RuntimeException e) {
                log.error("the letter to {} failed and is tried again later", plan.id(), e);
                // where somebody changed it meanwhile it is looked at anew anyway
                boolean unused = store.put(plan.postponed(now.plus(RETRY)).next());
            }
        }
        return due.size() < SOME ? store.nextDue().orElse(Instant.MAX) : now;
    }

    private void carryOut(DigestPlan plan, Instant now) {
        Optional<Chat> to = conversations.chat(plan.id().to());
        Optional<Chat> about = conversations.chat(plan.id().about());
        if (to.isEmpty() || about.isEmpty()) {
            // all of one of them was deleted
            store.remove(plan.id());
            return;
        }
        Chat chat = to.get();
        Optional<DigestTiming> timing = timing(chat);
        if (timing.isEmpty()) {
            plans.plan(plan.id(), timing, now);
            return;
        }
        DigestPlan.Step step = plan.look(timing.get(), now);
        if (step.letter().isPresent() && mayHear(plan.id())) {
            boolean several = about.get().kind() == Chat.Kind.GROUP;
            letters.send(step.letter().get(), chat, several, timing.get().zone());
        }
        plans.went(step.then(), timing, now);
    }

    /// Who left a group hears no more of it.
    private boolean mayHear(DigestPlan.Id id) {
        return id.isOwn() || members.belongs(id.about(), id.to());
    }

    /// Begins no more letters; waits for the one being written.
    @Override
    public void close() {
        closed = true;
        loop.close();
    }
}
