package keeplink.search;

import java.time.LocalDate;
import java.util.List;
import keeplink.link.Tag;

/// What is asked of a collection: a tree that knows no index.
///
/// | text | tree |
/// | --- | --- |
/// | `#a #b` | [And] of two [HasTag] |
/// | `#a or #b` | [Or] |
/// | `-#b`, `not #b` | [Not] |
/// | `word` | [Words] with one word |
/// | `"two words"` | [Phrase] |
/// | `site:example.com` | [OnSite] |
/// | `is:unread` | [Is] |
/// | `from:@anna` | [From] |
/// | `after:2026-01-31`, `before:…` | [After], [Before] |
/// | `type:pdf` | [OfType] |
public sealed interface SearchQuery {
    /// Every link of the collection.
    record Everything() implements SearchQuery {}

    record And(List<SearchQuery> all) implements SearchQuery {
        public And {
            all = List.copyOf(all);
        }
    }

    record Or(List<SearchQuery> any) implements SearchQuery {
        public Or {
            any = List.copyOf(any);
        }
    }

    record Not(SearchQuery query) implements SearchQuery {}

    /// Carries the tag or one nested under it.
    record HasTag(Tag tag) implements SearchQuery {}

    /// Says this word somewhere in title, note, address, site or text.
    record Words(String text) implements SearchQuery {}

    /// Says these words in this order.
    record Phrase(String text) implements SearchQuery {}

    /// On this host (lower case, without `www.` and port) or one of its subdomains.
    record OnSite(String host) implements SearchQuery {}

    record Is(State state) implements SearchQuery {}

    /// Kept by this person: a handle without `@`, or a name.
    record From(String person) implements SearchQuery {}

    /// Kept on that day, in the asker's zone, or later.
    record After(LocalDate day) implements SearchQuery {}

    /// Kept before that day, in the asker's zone.
    record Before(LocalDate day) implements SearchQuery {}

    /// Of this kind: `pdf`, `image`, `text`, `page`, `video`, `audio`, or a media type.
    record OfType(String type) implements SearchQuery {}

    /// The words after `is:`.
    enum State {
        UNREAD,
        READ,
        STARRED,
        BROKEN,
        UNTAGGED,
        BLOCKED
    }

    /// Whether the tree asks for words, so that the best match comes first.
    default boolean ranked() {
        return switch (this) {
            case Words words -> true;
            case Phrase phrase -> true;
            case And and -> and.all().stream().anyMatch(SearchQuery::ranked);
            case Or or -> or.any().stream().anyMatch(SearchQuery::ranked);
            case Not not -> false;
            case Everything all -> false;
            case HasTag tag -> false;
            case OnSite site -> false;
            case Is is -> false;
            case From from -> false;
            case After after -> false;
            case Before before -> false;
            case OfType type -> false;
        };
    }
}
