package keeplink.health;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import keeplink.link.Condition;
import keeplink.link.LinkCollection;
import org.jspecify.annotations.Nullable;

/// What several looks agree on, and when the next one is. A page is given up neither by one bad day nor by one kind
/// of sign:
///
/// | looks that agree, one after the other | over | and | make |
/// | --- | --- | --- | --- |
/// | 3 find the page or the name missing | `span` | 2 kinds of [Evidence] | [Condition.Gone] |
/// | 3 find the name for sale | `span` | 2 kinds | [Condition.Parked] |
/// | 3 get no answer, or an error | `span` | 2 kinds | [Condition.Unreachable] |
/// | 3 find a wall | `span` | | [Condition.Walled] |
/// | 3 are led to one address for good | `span` | | [Condition.Moved] |
/// | 2 find another text | | | [Condition.Changed] |
/// | 1 finds the page | | | none: it is well |
///
/// A link that is well, or about which there is nothing more to find out, is looked at after `first`, then twice as
/// long, and so on to `longest`; one about which looks do not agree yet after `retry`, twice that, and so on to
/// `first`. Links that were kept in one minute are not looked at in one: each distance is up to a fifth longer or
/// shorter by the link. Immutable.
///
/// @param first from a snapshot to the first look
/// @param longest between two looks
/// @param retry after a look that found something wrong
/// @param span what the looks lie apart that agree on something wrong, at least
public record HealthPolicy(Duration first, Duration longest, Duration retry, Duration span) {
    public static final HealthPolicy DEFAULTS =
            new HealthPolicy(Duration.ofDays(7), Duration.ofDays(90), Duration.ofDays(1), Duration.ofDays(3));

    private static final int AGREEING = 3;
    private static final int AGREEING_ON_CHANGE = 2;
    private static final int KINDS = 2;
    private static final Duration LASTING = Duration.ofDays(14);
    private static final double SPREAD = 0.2;

    /// @throws IllegalArgumentException for distances that are none, or out of order
    public HealthPolicy {
        if (!first.isPositive() || !retry.isPositive() || span.isNegative() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("distances between looks: first " + first + ", longest " + longest
                    + ", retry " + retry + ", span " + span);
        }
    }

    /// How a page fares.
    ///
    /// @param before what was known
    /// @param looks newest first, none of them [Finding.Unknown]
    /// @return null where it is well
    public @Nullable Condition judge(@Nullable Condition before, List<Look> looks) {
        if (looks.isEmpty()) {
            return before;
        }
        Finding newest = looks.getFirst().finding();
        if (newest instanceof Finding.Well && !newest.isSuspicious()) {
            return null;
        }
        Optional<Condition> agreed = agreed(looks);
        if (agreed.isPresent()) {
            return since(before, agreed.get());
        }
        // it is there, so it is not gone; what else is said of it waits for more looks
        return newest instanceof Finding.Well && before != null && before.isBroken() ? null : before;
    }

    /// When a page is looked at next.
    ///
    /// @param condition what the looks came to
    public LinkHealth next(LinkHealth health, Look look, @Nullable Condition before, @Nullable Condition condition) {
        if (look.finding() instanceof Finding.Unknown) {
            return health.at(look.at().plus(spread(retry.dividedBy(2), health, look.at())));
        }
        List<Look> looks = health.with(look);
        boolean settled = !look.finding().isSuspicious() || agreed(looks).isPresent();
        boolean news = condition == null ? before != null : before == null || !condition.isLike(before);
        int steps = news || !settled ? 0 : Math.min(health.steps() + 1, Integer.SIZE - 1);
        Duration distance =
                settled ? grown(first, steps, longest) : grown(retry, run(looks).size() - 1, first);
        // looks that must lie apart are not brought nearer
        Duration spread = settled ? spread(distance, health, look.at()) : distance.plus(distance.dividedBy(20));
        return new LinkHealth(
                health.collection(), health.number(), looks, steps, look.at().plus(spread), false);
    }

    /// When a link is looked at first that was captured at a moment.
    public Instant firstLook(LinkCollection collection, int number, Instant captured) {
        LinkHealth fresh = LinkHealth.planned(collection, number, captured, false);
        return captured.plus(spread(first, fresh, captured));
    }

    private static Duration grown(Duration from, int steps, Duration most) {
        Duration grown = from;
        for (int i = 0; i < steps && grown.compareTo(most) < 0; i++) {
            grown = grown.multipliedBy(2);
        }
        return grown.compareTo(most) < 0 ? grown : most;
    }

    /// A distance, up to a fifth longer or shorter: the same for the same link at the same moment.
    private static Duration spread(Duration distance, LinkHealth health, Instant now) {
        long seed = (health.collection() + "/" + health.number()).hashCode() * 31L + now.getEpochSecond();
        double part = new SplittableRandom(seed).nextDouble(-SPREAD, SPREAD);
        return distance.plusMillis((long) (distance.toMillis() * part));
    }

    private Optional<Condition> agreed(List<Look> looks) {
        List<Look> run = run(looks);
        Look newest = run.getFirst();
        Instant since = newest.at();
        Duration over = Duration.between(run.getLast().at(), since);
        boolean enough = run.size() >= AGREEING && over.compareTo(span) >= 0;
        boolean proven = enough && kinds(run, over).size() >= KINDS;
        return Optional.ofNullable(
                switch (newest.finding()) {
                    case Finding.Missing missing
                    when proven -> new Condition.Gone(since, missing.status(), Optional.empty());
                    case Finding.Parked parked when proven -> new Condition.Parked(since, Optional.empty());
                    case Finding.Failing failing
                    when proven ->
                        new Condition.Unreachable(since, failing.reason(), failing.status(), Optional.empty());
                    case Finding.Walled walled when enough -> new Condition.Walled(since);
                    case Finding.Well(Optional<String> moved, int percent)
                    when moved.isPresent() && enough -> new Condition.Moved(since, moved.get());
                    case Finding.Well(Optional<String> moved, int percent)
                    when moved.isEmpty() && percent >= Finding.CHANGED && run.size() >= AGREEING_ON_CHANGE ->
                        new Condition.Changed(since, percent);
                    case Finding any -> null;
                });
    }

    /// The newest looks that found the same, one after the other.
    private static List<Look> run(List<Look> looks) {
        Finding newest = looks.getFirst().finding();
        return looks.stream().takeWhile(look -> look.finding().isLike(newest)).toList();
    }

    private static Set<Evidence> kinds(List<Look> run, Duration over) {
        Set<Evidence> kinds = EnumSet.noneOf(Evidence.class);
        run.forEach(look -> kinds.addAll(look.finding().evidence()));
        if (over.compareTo(LASTING) >= 0) {
            kinds.add(Evidence.LASTING);
        }
        return kinds;
    }

    /// What is known already is known since then, with the copy that was found then.
    private static Condition since(@Nullable Condition before, Condition now) {
        if (before == null || !before.isLike(now)) {
            return now;
        }
        return now instanceof Condition.Changed changed
                ? new Condition.Changed(before.since(), changed.percent())
                : before;
    }
}
