package keeplink.digest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import keeplink.link.Tag;
import org.jspecify.annotations.Nullable;

/// Where the letters to one place about one collection stand: which comes next and when, and up to when they told.
///
/// What is told is a row of periods without gap or overlap, each ending with its slot; a slot that was left out
/// makes the next period longer.
///
/// @param tags the tags it is about; empty where it is about all
/// @param slot what the calendar calls the next letter, null while none was chosen
/// @param at from when it may be sent, null while none comes
/// @param last the newest slot that is over, sent or not, null where there was none
/// @param told up to when letters have told, null before the first
/// @param begun where the period of the letter before began, null where there is none to come back to
/// @param skipped how many letters were left out since then because they would have come too late
/// @param pausedUntil no letter before this, null where there is no pause
/// @param revision counts the changes, from 1
public record DigestPlan(
        Id id,
        List<Tag> tags,
        @Nullable LocalDateTime slot,
        @Nullable Instant at,
        @Nullable LocalDateTime last,
        @Nullable Instant told,
        @Nullable Instant begun,
        int skipped,
        @Nullable Instant pausedUntil,
        long revision) {
    /// From this much on a letter is too late to be sent.
    public static final Duration LATEST = Duration.ofDays(2);

    /// How long a letter waits that falls due because its chat moved to another zone: whoever sets one is busy.
    static final Duration MOVED = Duration.ofHours(1);

    /// Whose letters.
    ///
    /// @param to the chat they come to
    /// @param about the collection they tell of, which is the chat's own unless somebody subscribed to a group's
    public record Id(String to, String about) {
        /// A chat's own letters.
        public static Id own(String chat) {
            return new Id(chat, chat);
        }

        public boolean isOwn() {
            return to.equals(about);
        }

        /// The id as one text: the chat, and the collection after a slash where it is another's.
        @Override
        public String toString() {
            return isOwn() ? to : to + "/" + about;
        }
    }

    public DigestPlan {
        tags = List.copyOf(tags);
    }

    /// A plan nothing was decided for.
    public static DigestPlan unplanned(Id id, List<Tag> tags) {
        return new DigestPlan(id, tags, null, null, null, null, null, 0, null, 1);
    }

    /// One that was begun by an earlier version: due at once, so that it is looked at.
    ///
    /// @param last the newest slot that was taken, null where there was none
    public static DigestPlan found(Id id, @Nullable LocalDateTime last) {
        return new DigestPlan(id, List.of(), null, Instant.EPOCH, last, null, null, 0, null, 1);
    }

    /// A letter that is to be sent now.
    ///
    /// @param from where its period begins, inclusive
    /// @param to where it ends, exclusive
    /// @param skipped how many letters were left out before it
    /// @param before the letter before it, empty where there is none to come back to
    public record Letter(
            Id id, List<Tag> tags, LocalDateTime slot, Instant from, Instant to, int skipped, Optional<Before> before) {
        /// Names its message.
        public String key() {
            return key(id, slot);
        }

        static String key(Id id, LocalDateTime slot) {
            return "digest/" + id + "/" + slot;
        }
    }

    /// The letter before one.
    ///
    /// @param key of its message, if it had anything to say
    public record Before(String key, LocalDateTime slot, Instant from, Instant to) {}

    /// What follows from a look at the clock.
    ///
    /// @param letter what to send, empty where it is not time
    /// @param then the plan as it is once the letter is safe on its way
    public record Step(Optional<Letter> letter, DigestPlan then) {}

    /// Without letters, until it is planned again.
    public DigestPlan stopped() {
        return new DigestPlan(id, tags, null, null, last, null, null, 0, null, revision);
    }

    /// No letter before a moment.
    public DigestPlan paused(@Nullable Instant until) {
        return new DigestPlan(id, tags, null, at, last, told, begun, skipped, until, revision);
    }

    public DigestPlan about(List<Tag> newTags) {
        return new DigestPlan(id, newTags, slot, at, last, told, begun, skipped, pausedUntil, revision);
    }

    /// The same, looked at again later: something failed.
    public DigestPlan postponed(Instant until) {
        return new DigestPlan(id, tags, slot, until, last, told, begun, skipped, pausedUntil, revision);
    }

    /// What a store replaces this by.
    public DigestPlan next() {
        return new DigestPlan(id, tags, slot, at, last, told, begun, skipped, pausedUntil, revision + 1);
    }

    /// Follows what was set: another schedule, another zone, other quiet hours, a pause. What would have been due
    /// by another schedule counts as sent; by another zone the letter that was next stays so, even where its moment
    /// is over there.
    public DigestPlan planned(DigestTiming timing, Instant now) {
        LocalDateTime known = slot;
        Instant before = at;
        if (known == null || before == null || !timing.schedule().has(known)) {
            Instant earliest = pausedUntil != null && pausedUntil.isAfter(now) ? pausedUntil : now;
            LocalDateTime first = timing.firstAfter(earliest);
            LocalDateTime done = sane(timing, now);
            while (done != null && !first.isAfter(done)) {
                first = timing.schedule().after(first);
            }
            return to(first, timing.sent(first));
        }
        Instant there = timing.sent(known);
        boolean passed = !there.isAfter(now) && before.isAfter(now);
        return to(known, passed ? now.plus(MOVED) : there);
    }

    /// The newest slot that is over, unless only a clock that was wrong can have had it.
    private @Nullable LocalDateTime sane(DigestTiming timing, Instant now) {
        return last == null || timing.moment(last).isAfter(now.plus(LATEST)) ? null : last;
    }

    /// What is to be done now: nothing yet, a letter, or only to note that one is too late.
    public Step look(DigestTiming timing, Instant now) {
        if (at == null || (pausedUntil != null && pausedUntil.isAfter(now))) {
            return new Step(Optional.empty(), planned(timing, now));
        }
        LocalDateTime first = slot;
        if (first == null && last != null && pausedUntil == null) {
            first = timing.after(last);
        }
        if (first == null || !timing.schedule().has(first)) {
            return new Step(Optional.empty(), to(null, at).planned(timing, now));
        }
        if (timing.sent(first).isAfter(now)) {
            // the rules of the zone have changed since
            return new Step(Optional.empty(), to(first, timing.sent(first)));
        }
        return due(timing, first, now);
    }

    private Step due(DigestTiming timing, LocalDateTime first, Instant now) {
        LocalDateTime newest = first;
        int passed = 0;
        for (LocalDateTime next = timing.after(first); !timing.sent(next).isAfter(now); next = timing.after(next)) {
            newest = next;
            passed++;
        }
        Instant from = told == null ? timing.begin(first) : told;
        Instant to = timing.moment(newest);
        LocalDateTime following = timing.after(newest);
        Instant then = timing.sent(following);
        boolean tooLate = Duration.between(timing.sent(newest), now).compareTo(LATEST) >= 0;
        if (tooLate || !from.isBefore(to)) {
            int left = skipped + (tooLate ? passed + 1 : passed);
            return new Step(
                    Optional.empty(),
                    new DigestPlan(id, tags, following, then, newest, from, begun, left, null, revision));
        }
        Letter letter = new Letter(id, tags, newest, from, to, skipped + passed, before());
        return new Step(
                Optional.of(letter), new DigestPlan(id, tags, following, then, newest, to, from, 0, null, revision));
    }

    /// This plan, which somebody changed while a letter by an older one went out: what was sent stays sent.
    ///
    /// @param then the older plan as it is after that
    DigestPlan after(DigestPlan then) {
        if (at == null) {
            return new DigestPlan(id, tags, null, null, then.last, null, null, 0, pausedUntil, revision);
        }
        boolean over = slot != null && then.last != null && !slot.isAfter(then.last);
        return new DigestPlan(
                id,
                tags,
                over ? null : slot,
                at,
                then.last,
                then.told,
                then.begun,
                then.skipped,
                pausedUntil,
                revision);
    }

    private Optional<Before> before() {
        return last == null || begun == null || told == null || skipped > 0
                ? Optional.empty()
                : Optional.of(new Before(Letter.key(id, last), last, begun, told));
    }

    private DigestPlan to(@Nullable LocalDateTime newSlot, Instant when) {
        return new DigestPlan(id, tags, newSlot, when, last, told, begun, skipped, pausedUntil, revision);
    }
}
