package keeplink.link;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import keeplink.page.Verdict;
import org.jspecify.annotations.Nullable;

/// One address kept in one collection, with title, note, tags, dates and state. Immutable; `with…` gives a
/// changed copy.
///
/// @param number its number in this collection, from 1, never given twice
/// @param url the address as it was given
/// @param aliases further keys under which this link is found: final addresses, `rel=canonical`, links merged
///     into it
/// @param pageTitle what the page calls itself
/// @param givenTitle what a person called it, which wins
/// @param note what was written beside it, empty where nothing was
/// @param addedBy who kept it first
/// @param source the message that saved it, as its network names it: the same source saving again is a redelivery
/// @param description one or two sentences of the page
/// @param verdict what the newest capture got, null until there was one
/// @param readingSeconds how long the article takes to read, 0 where unknown
/// @param publishedAt when the page says it was published
/// @param image the address of the picture the page shows itself by
/// @param keywords the page's own tags, in its order
/// @param captures how the copies came out, newest first
/// @param removedTags tags a person took off, never to be suggested again
/// @param condition how its page fares by later looks, null where it is well as far as known
/// @param openedAt when it was last read or opened, null while never
/// @param deletedAt when it went to the bin, null while kept
/// @param changedAt when anything of it last changed: the search index catches up by it
/// @param revision counts the changes, from 1: a store replaces a link only by the next revision
public record Link(
        LinkCollection collection,
        int number,
        String url,
        CanonicalUrl canonicalUrl,
        List<String> aliases,
        @Nullable String pageTitle,
        @Nullable String givenTitle,
        String note,
        SequencedSet<Tag> tags,
        State state,
        boolean starred,
        Instant addedAt,
        Person addedBy,
        @Nullable Origin origin,
        String source,
        @Nullable String description,
        @Nullable Verdict verdict,
        int readingSeconds,
        @Nullable Instant publishedAt,
        @Nullable String image,
        List<String> keywords,
        List<Capture> captures,
        SequencedSet<Tag> removedTags,
        @Nullable Condition condition,
        @Nullable Instant openedAt,
        @Nullable Instant deletedAt,
        Instant changedAt,
        long revision) {
    /// Whether somebody has read it.
    public enum State {
        UNREAD,
        READ
    }

    /// One capture as the link remembers it; the copy itself is a snapshot of that id.
    ///
    /// @param snapshot the snapshot's id
    /// @param bytes of the page and its files together, uncompressed
    public record Capture(String snapshot, Instant takenAt, Verdict verdict, long bytes) {}

    public Link {
        if (number < 1 || revision < 1) {
            throw new IllegalArgumentException("number and revision count from 1: " + number + ", " + revision);
        }
        aliases = List.copyOf(aliases);
        keywords = List.copyOf(keywords);
        captures = List.copyOf(captures);
        tags = unmodifiable(tags);
        removedTags = unmodifiable(removedTags);
    }

    /// A link that was just kept.
    public static Link kept(
            LinkCollection collection,
            int number,
            String url,
            CanonicalUrl canonicalUrl,
            SequencedSet<Tag> tags,
            String note,
            Person by,
            @Nullable Origin origin,
            String source,
            Instant now) {
        return new Link(
                collection,
                number,
                url,
                canonicalUrl,
                List.of(),
                null,
                null,
                note,
                tags,
                State.UNREAD,
                false,
                now,
                by,
                origin,
                source,
                null,
                null,
                0,
                null,
                null,
                List.of(),
                List.of(),
                new LinkedHashSet<>(),
                null,
                null,
                null,
                now,
                1);
    }

    /// The given title, else the page's, else the address.
    public String title() {
        if (givenTitle != null) {
            return givenTitle;
        }
        return pageTitle != null ? pageTitle : url;
    }

    /// The host without `www.` and port.
    public String site() {
        return canonicalUrl.site();
    }

    public boolean deleted() {
        return deletedAt != null;
    }

    /// A builder that starts from this link; [Builder#at] stamps the next revision.
    public Builder change() {
        return new Builder(this);
    }

    private static SequencedSet<Tag> unmodifiable(SequencedSet<Tag> tags) {
        return java.util.Collections.unmodifiableSequencedSet(new LinkedHashSet<>(tags));
    }

    /// Collects changes to a link. Not thread-safe; made for one expression.
    public static final class Builder {
        private final Link from;
        private String url;
        private CanonicalUrl canonicalUrl;
        private List<String> aliases;
        private @Nullable String pageTitle;
        private @Nullable String givenTitle;
        private String note;
        private SequencedSet<Tag> tags;
        private State state;
        private boolean starred;
        private Instant addedAt;
        private @Nullable String description;
        private @Nullable Verdict verdict;
        private int readingSeconds;
        private @Nullable Instant publishedAt;
        private @Nullable String image;
        private List<String> keywords;
        private List<Capture> captures;
        private SequencedSet<Tag> removedTags;
        private @Nullable Condition condition;
        private @Nullable Instant openedAt;
        private @Nullable Instant deletedAt;

        private Builder(Link from) {
            this.from = from;
            url = from.url;
            canonicalUrl = from.canonicalUrl;
            aliases = from.aliases;
            pageTitle = from.pageTitle;
            givenTitle = from.givenTitle;
            note = from.note;
            tags = new LinkedHashSet<>(from.tags);
            state = from.state;
            starred = from.starred;
            addedAt = from.addedAt;
            description = from.description;
            verdict = from.verdict;
            readingSeconds = from.readingSeconds;
            publishedAt = from.publishedAt;
            image = from.image;
            keywords = from.keywords;
            captures = from.captures;
            removedTags = new LinkedHashSet<>(from.removedTags);
            condition = from.condition;
            openedAt = from.openedAt;
            deletedAt = from.deletedAt;
        }

        /// Adds tags; one that was removed before is wanted again.
        public Builder tag(Iterable<Tag> added) {
            for (Tag tag : added) {
                tags.add(tag);
                removedTags.remove(tag);
            }
            return this;
        }

        /// Takes tags off and remembers that they were not wanted.
        public Builder untag(Iterable<Tag> removed) {
            for (Tag tag : removed) {
                if (tags.remove(tag)) {
                    removedTags.add(tag);
                }
            }
            return this;
        }

        /// Sets exactly these tags, which are wanted then.
        public Builder tags(SequencedSet<Tag> exactly) {
            tags = new LinkedHashSet<>(exactly);
            removedTags.removeAll(tags);
            return this;
        }

        /// Sets exactly these tags in place of those it has, which are not wanted under their old names any more.
        public Builder retag(SequencedSet<Tag> renamed) {
            removedTags.addAll(tags);
            return tags(renamed);
        }

        public Builder note(String text) {
            note = text;
            return this;
        }

        public Builder givenTitle(@Nullable String title) {
            givenTitle = title;
            return this;
        }

        public Builder state(State newState) {
            state = newState;
            return this;
        }

        public Builder starred(boolean star) {
            starred = star;
            return this;
        }

        public Builder addedAt(Instant when) {
            addedAt = when;
            return this;
        }

        public Builder opened(Instant when) {
            openedAt = when;
            return this;
        }

        public Builder deleted(@Nullable Instant when) {
            deletedAt = when;
            return this;
        }

        /// Sets how the page fares.
        public Builder condition(@Nullable Condition newCondition) {
            condition = newCondition;
            return this;
        }

        /// Gives it another address; it is found by the one it had, too.
        public Builder address(String newUrl, CanonicalUrl canonical) {
            String had = canonicalUrl.key();
            url = newUrl;
            canonicalUrl = canonical;
            aliases = new ArrayList<>(aliases);
            aliases.remove(canonical.key());
            return alias(had);
        }

        /// Adds a key under which the link is found too.
        public Builder alias(String key) {
            if (!key.equals(canonicalUrl.key()) && !aliases.contains(key)) {
                aliases = new ArrayList<>(aliases);
                aliases.add(key);
            }
            return this;
        }

        /// What the page says of itself; null leaves what was known.
        public Builder page(
                @Nullable String title, @Nullable String summary, int seconds, @Nullable Instant published) {
            pageTitle = title != null ? title : pageTitle;
            description = summary != null ? summary : description;
            readingSeconds = seconds > 0 ? seconds : readingSeconds;
            publishedAt = published != null ? published : publishedAt;
            return this;
        }

        /// The picture of the page; null leaves what was known.
        public Builder image(@Nullable String address) {
            image = address != null ? address : image;
            return this;
        }

        /// The page's own tags; none leaves what was known.
        public Builder keywords(List<String> own) {
            keywords = own.isEmpty() ? keywords : own;
            return this;
        }

        public Builder verdict(Verdict newVerdict) {
            verdict = newVerdict;
            return this;
        }

        /// Puts a capture before the others.
        public Builder capture(Capture capture) {
            captures = new ArrayList<>(captures);
            captures.removeIf(known -> known.snapshot().equals(capture.snapshot()));
            captures.addFirst(capture);
            return this;
        }

        /// Has these captures and no others, newest first.
        public Builder onlyCaptures(List<Capture> captured) {
            captures = captured;
            return this;
        }

        /// Knows of its page what another revision of the link knew.
        public Builder pageAsIn(Link other) {
            pageTitle = other.pageTitle;
            description = other.description;
            readingSeconds = other.readingSeconds;
            publishedAt = other.publishedAt;
            image = other.image;
            keywords = other.keywords;
            verdict = other.verdict;
            return this;
        }

        /// Adds the captures of a link that was merged into this one, in order of time.
        public Builder captures(List<Capture> others) {
            captures = new ArrayList<>(captures);
            captures.addAll(others);
            captures.sort(java.util.Comparator.comparing(Capture::takenAt).reversed());
            return this;
        }

        /// The changed link with the next revision.
        public Link at(Instant now) {
            return new Link(
                    from.collection,
                    from.number,
                    url,
                    canonicalUrl,
                    aliases,
                    pageTitle,
                    givenTitle,
                    note,
                    tags,
                    state,
                    starred,
                    addedAt,
                    from.addedBy,
                    from.origin,
                    from.source,
                    description,
                    verdict,
                    readingSeconds,
                    publishedAt,
                    image,
                    keywords,
                    captures,
                    removedTags,
                    condition,
                    openedAt,
                    deletedAt,
                    now,
                    from.revision + 1);
        }
    }
}
