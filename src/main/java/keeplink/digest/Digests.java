package keeplink.digest;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.Links;
import keeplink.link.Tag;
import keeplink.page.Verdict;

/// Composes weekly letters. Thread-safe.
public final class Digests {
    /// How many links a section names that could name all.
    public static final int FEW = 5;

    private static final Duration NEAR_A_YEAR_AGO = Duration.ofDays(4);

    private final Links links;

    public Digests(Links links) {
        this.links = links;
    }

    /// The letter about the week that ends at a moment.
    public Digest compose(LinkCollection collection, ZonedDateTime end) {
        Instant to = end.toInstant();
        Instant from = end.minusWeeks(1).toInstant();
        List<Link> all = links.all(collection);
        List<Link> kept = all.stream()
                .filter(link -> within(link.addedAt(), from, to))
                .sorted(Comparator.comparing(Link::addedAt).reversed())
                .toList();
        List<Link> unread = all.stream()
                .filter(link ->
                        link.state() == Link.State.UNREAD && link.addedAt().isBefore(from))
                .sorted(Comparator.comparing(Link::addedAt))
                .limit(FEW)
                .toList();
        int unreadInAll = (int)
                all.stream().filter(link -> link.state() == Link.State.UNREAD).count();
        List<Link> broken = all.stream()
                .filter(link -> link.verdict() instanceof Verdict.Failed && within(link.changedAt(), from, to))
                .limit(FEW)
                .toList();
        return new Digest(from, to, kept, byTag(kept), untagged(kept), unread, unreadInAll, broken, yearAgo(all, end));
    }

    private static SequencedMap<Tag, List<Link>> byTag(List<Link> kept) {
        Map<Tag, Long> uses = kept.stream()
                .flatMap(link -> link.tags().stream())
                .collect(Collectors.groupingBy(tag -> tag, Collectors.counting()));
        List<Tag> order = uses.keySet().stream()
                .sorted(Comparator.<Tag, Long>comparing(uses::get).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        SequencedMap<Tag, List<Link>> byTag = new LinkedHashMap<>();
        for (Tag tag : order) {
            List<Link> under = kept.stream()
                    .filter(link -> order.stream()
                            .filter(link.tags()::contains)
                            .findFirst()
                            .filter(tag::equals)
                            .isPresent())
                    .collect(Collectors.toCollection(ArrayList::new));
            if (!under.isEmpty()) {
                byTag.put(tag, List.copyOf(under));
            }
        }
        return byTag;
    }

    private static List<Link> untagged(List<Link> kept) {
        return kept.stream().filter(link -> link.tags().isEmpty()).toList();
    }

    private static Optional<Link> yearAgo(List<Link> all, ZonedDateTime end) {
        Instant then = end.minusYears(1).toInstant();
        return all.stream()
                .filter(link -> distance(link, then).compareTo(NEAR_A_YEAR_AGO) <= 0)
                .min(Comparator.comparing(link -> distance(link, then)));
    }

    private static Duration distance(Link link, Instant then) {
        return Duration.between(link.addedAt(), then).abs();
    }

    private static boolean within(Instant moment, Instant from, Instant to) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }
}
