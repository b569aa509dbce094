package keeplink.link;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A collection in numbers.
///
/// @param unread links nobody has read
/// @param broken links whose page could not be had or was behind a wall
/// @param lastWeek links kept in the last seven days
/// @param bytes of all snapshots' pages and files, uncompressed
/// @param sites the sites with most links, most first
/// @param people who kept most links, most first
public record Statistics(
        int links,
        int unread,
        int starred,
        int broken,
        int lastWeek,
        int tags,
        int snapshots,
        long bytes,
        List<Count> sites,
        List<Count> people) {
    private static final int TOP = 5;
    private static final long WEEK_SECONDS = 7 * 86_400L;
    private static final Set<String> BROKEN = Set.of("failed", "blocked");

    /// Something and how many links are its.
    public record Count(String name, int links) {}

    /// Counts links.
    ///
    /// @param links those that are not in the bin
    public static Statistics of(List<Link> links, Instant now) {
        Set<Tag> tags = new HashSet<>();
        links.forEach(link -> tags.addAll(link.tags()));
        Instant weekAgo = now.minusSeconds(WEEK_SECONDS);
        return new Statistics(
                links.size(),
                count(links, link -> link.state() == Link.State.UNREAD),
                count(links, Link::starred),
                count(
                        links,
                        link -> link.verdict() != null
                                && BROKEN.contains(link.verdict().kind())),
                count(links, link -> !link.addedAt().isBefore(weekAgo)),
                tags.size(),
                links.stream().mapToInt(link -> link.captures().size()).sum(),
                links.stream()
                        .flatMap(link -> link.captures().stream())
                        .mapToLong(Link.Capture::bytes)
                        .sum(),
                top(links, Link::site),
                top(links, link -> link.addedBy().display()));
    }

    private static int count(List<Link> links, Predicate<Link> which) {
        return (int) links.stream().filter(which).count();
    }

    private static List<Count> top(List<Link> links, Function<Link, String> by) {
        Map<String, Long> counts = links.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(TOP)
                .map(entry -> new Count(entry.getKey(), entry.getValue().intValue()))
                .toList();
    }
}
