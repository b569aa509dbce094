package keeplink.digest;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.LinkStore;
import keeplink.link.Tag;
import keeplink.link.TagAliases;

/// Composes letters. A collection is read page by page, so that a letter takes little memory however much was kept.
/// Thread-safe.
public final class Digests {
    /// Weeks of [#weeks].
    public static final int WEEKS = 12;

    private final LinkStore links;
    private final Predicate<Link> changed;

    /// @param changed whether the newest copy of a link's page says something else than the one before
    public Digests(LinkStore links, Predicate<Link> changed) {
        this.links = links;
        this.changed = changed;
    }

    /// What a letter is about.
    ///
    /// @param from the beginning of its period, inclusive
    /// @param to the end, exclusive
    /// @param zone where a year ago is counted
    /// @param tags the tags it is about, with what is nested under them; empty where it is about all
    public record Subject(LinkCollection collection, Instant from, Instant to, ZoneId zone, List<Tag> tags) {
        public Subject {
            tags = List.copyOf(tags);
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("a period begins before it ends: " + from + ", " + to);
            }
        }

        /// All of a collection in the week up to a moment.
        public static Subject week(LinkCollection collection, ZonedDateTime end) {
            return new Subject(collection, end.minusWeeks(1).toInstant(), end.toInstant(), end.getZone(), List.of());
        }
    }

    /// The letter about a subject.
    public Digest compose(Subject subject) {
        DigestGathering gathering = new DigestGathering(subject);
        each(subject.collection(), subject.tags(), gathering::add);
        return gathering.digest(changed);
    }

    /// How many links were kept in each of the twelve weeks before a moment, the oldest first.
    public int[] weeks(LinkCollection collection, ZonedDateTime end) {
        Instant[] borders = new Instant[WEEKS + 1];
        for (int i = 0; i <= WEEKS; i++) {
            borders[i] = end.minusWeeks(WEEKS - i).toInstant();
        }
        int[] counts = new int[WEEKS];
        each(collection, List.of(), link -> {
            for (int week = 0; week < WEEKS; week++) {
                if (!link.addedAt().isBefore(borders[week]) && link.addedAt().isBefore(borders[week + 1])) {
                    counts[week]++;
                }
            }
        });
        return counts;
    }

    private void each(LinkCollection collection, List<Tag> tags, Consumer<Link> then) {
        TagAliases aliases = tags.isEmpty() ? TagAliases.NONE : links.aliases(collection);
        List<Tag> meant = tags.stream().map(aliases::meaning).toList();
        links.each(collection, link -> {
            boolean fits = meant.isEmpty()
                    || link.tags().stream().anyMatch(tag -> meant.stream().anyMatch(tag::isWithin));
            if (!link.deleted() && fits) {
                then.accept(link);
            }
        });
    }
}
