package keeplink.digest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keeplink.link.Condition;
import keeplink.link.Link;
import keeplink.link.Tag;
import keeplink.page.Verdict;

/// What a letter needs of a collection, one link after another. Not thread-safe.
final class DigestGathering {
    /// Links of a period that are named; more are only counted.
    static final int MOST = 500;

    /// Links of any other section.
    static final int SOME = 20;

    private static final Duration NEAR_A_YEAR_AGO = Duration.ofDays(4);
    private static final Duration FORGOTTEN = Duration.ofDays(30);

    private final Digests.Subject subject;
    private final Instant before;
    private final Instant yearAgo;
    private final Comparator<Link> oldestFirst =
            Comparator.comparing(Link::addedAt).thenComparing(Link::number);
    private final Few kept = new Few(MOST, oldestFirst.reversed());
    private final Few unread = new Few(SOME, oldestFirst);
    private final Few broken =
            new Few(SOME, Comparator.comparing(Link::changedAt).reversed());
    private final Few captured = new Few(SOME, oldestFirst);
    /// Those of which a later look says that they are not what they were.
    private final Few found = new Few(SOME, oldestFirst);
    private final Few anniversaries;
    /// More than one, as others may be named elsewhere.
    private final Few gems;

    private final Map<Tag, Integer> uses = new HashMap<>();
    private int keptInAll;
    private int keptBefore;
    private int opened;
    private int unreadInAll;
    private boolean older;

    DigestGathering(Digests.Subject subject) {
        this.subject = subject;
        before = subject.from().minus(Duration.between(subject.from(), subject.to()));
        yearAgo = subject.to().atZone(subject.zone()).minusYears(1).toInstant();
        anniversaries = new Few(1, Comparator.comparing(this::distance));
        gems = new Few(SOME + 2, Comparator.comparing(this::chance));
    }

    /// The least of many links by some order.
    private static final class Few {
        private final int most;
        private final Comparator<Link> order;
        private final PriorityQueue<Link> held;

        Few(int most, Comparator<Link> order) {
            this.most = most;
            this.order = order;
            held = new PriorityQueue<>(order.reversed());
        }

        void add(Link link) {
            held.add(link);
            if (held.size() > most) {
                held.remove();
            }
        }

        List<Link> inOrder() {
            return held.stream().sorted(order).toList();
        }
    }

    void add(Link link) {
        boolean isUnread = link.state() == Link.State.UNREAD;
        Condition condition = link.condition();
        boolean news = condition != null && within(condition.since());
        boolean gone = condition != null && condition.isBroken();
        boolean failed = link.verdict() instanceof Verdict.Failed;
        if (within(link.addedAt())) {
            kept.add(link);
            keptInAll++;
            link.tags().forEach(tag -> uses.merge(tag, 1, Integer::sum));
        } else if (link.addedAt().isBefore(subject.from())) {
            earlier(link, isUnread, failed || gone);
        }
        unreadInAll += isUnread ? 1 : 0;
        opened += link.openedAt() != null && within(link.openedAt()) ? 1 : 0;
        if ((failed && within(link.changedAt())) || (gone && news)) {
            broken.add(link);
        } else if (news && (condition instanceof Condition.Changed || condition instanceof Condition.Moved)) {
            found.add(link);
        }
        if (link.captures().size() > 1 && within(link.captures().getFirst().takenAt())) {
            captured.add(link);
        }
        if (distance(link).compareTo(NEAR_A_YEAR_AGO) <= 0) {
            anniversaries.add(link);
        }
    }

    private void earlier(Link link, boolean isUnread, boolean failed) {
        older = true;
        keptBefore += link.addedAt().isBefore(before) ? 0 : 1;
        if (isUnread) {
            unread.add(link);
        }
        if (link.openedAt() == null
                && !failed
                && link.addedAt().isBefore(subject.from().minus(FORGOTTEN))) {
            gems.add(link);
        }
    }

    private boolean within(Instant moment) {
        return !moment.isBefore(subject.from()) && moment.isBefore(subject.to());
    }

    private Duration distance(Link link) {
        return Duration.between(link.addedAt(), yearAgo).abs();
    }

    /// The same in every composition of one letter, another in the next.
    private long chance(Link link) {
        return new SplittableRandom(subject.to().getEpochSecond() * 31 + link.number()).nextLong();
    }

    Digest digest(Predicate<Link> changed) {
        List<Link> still = unread.inOrder();
        Optional<Link> then = anniversaries.inOrder().stream().findFirst();
        Set<Integer> named = still.stream().map(Link::number).collect(Collectors.toCollection(HashSet::new));
        then.ifPresent(link -> named.add(link.number()));
        return new Digest(
                subject.from(),
                subject.to(),
                new Digest.Numbers(keptInAll, keptBefore, opened, unreadInAll, older),
                sections(kept.inOrder()),
                still,
                broken.inOrder(),
                Stream.concat(captured.inOrder().stream().filter(changed), found.inOrder().stream())
                        .distinct()
                        .limit(SOME)
                        .toList(),
                then,
                gems.inOrder().stream()
                        .filter(link -> !named.contains(link.number()))
                        .findFirst());
    }

    private List<Digest.Section> sections(List<Link> links) {
        Comparator<Tag> mostUsed = Comparator.<Tag, Integer>comparing(tag -> uses.getOrDefault(tag, 0))
                .reversed()
                .thenComparing(Comparator.naturalOrder());
        Map<Tag, List<Link>> byTag = new LinkedHashMap<>();
        List<Link> untagged = new ArrayList<>();
        for (Link link : links) {
            link.tags().stream()
                    .min(mostUsed)
                    .map(tag -> byTag.computeIfAbsent(tag, any -> new ArrayList<>()))
                    .orElse(untagged)
                    .add(link);
        }
        List<Digest.Section> sections = new ArrayList<>();
        byTag.keySet().stream()
                .sorted(mostUsed)
                .forEach(tag -> sections.add(new Digest.Section(tag, List.copyOf(byTag.getOrDefault(tag, List.of())))));
        if (!untagged.isEmpty()) {
            sections.add(new Digest.Section(null, untagged));
        }
        return sections;
    }
}
