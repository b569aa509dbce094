package keeplink.search;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import keeplink.link.Tag;
import keeplink.link.TagAliases;

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

    /// The same question where some tags mean another one: who asks for an alias means that one, and finds what
    /// still carries the alias too.
    default SearchQuery meaning(TagAliases aliases) {
        return switch (this) {
            case HasTag(Tag tag) ->
                aliases.meaning(tag).equals(tag) ? this : new Or(List.of(new HasTag(aliases.meaning(tag)), this));
            case And(List<SearchQuery> all) ->
                new And(all.stream().map(part -> part.meaning(aliases)).toList());
            case Or(List<SearchQuery> any) ->
                new Or(any.stream().map(part -> part.meaning(aliases)).toList());
            case Not(SearchQuery query) -> new Not(query.meaning(aliases));
            case Words words -> words;
            case Phrase phrase -> phrase;
            case Everything all -> all;
            case OnSite site -> site;
            case Is is -> is;
            case From from -> from;
            case After after -> after;
            case Before before -> before;
            case OfType type -> type;
        };
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

    /// A text that means this tree ([SearchQueryParser]); words that came from no text may not have one.
    default String written() {
        return switch (this) {
            case Everything all -> "";
            case And(List<SearchQuery> all) ->
                all.stream()
                        .map(part -> part instanceof Or ? "(" + part.written() + ")" : part.written())
                        .collect(Collectors.joining(" "));
            case Or(List<SearchQuery> any) ->
                any.stream().map(SearchQuery::written).collect(Collectors.joining(" or "));
            case Not(And and) -> "-(" + and.written() + ")";
            case Not(Or or) -> "-(" + or.written() + ")";
            case Not(Not twice) -> "not " + twice.written();
            case Not(SearchQuery query) -> "-" + query.written();
            case HasTag(Tag tag) -> tag.toString();
            case Words(String text) -> text;
            case Phrase(String text) -> '"' + text + '"';
            case OnSite(String host) -> "site:" + host;
            case Is(State state) -> "is:" + state.name().toLowerCase(Locale.ROOT);
            case From(String person) -> "from:\"" + person + '"';
            case After(LocalDate day) -> "after:" + day;
            case Before(LocalDate day) -> "before:" + day;
            case OfType(String type) -> "type:" + type;
        };
    }
}
