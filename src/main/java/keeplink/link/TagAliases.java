package keeplink.link;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Which tags of a collection mean another one: `#js` is read as `#javascript`, and `#js/react` as
/// `#javascript/react`.
///
/// Flat: no meaning is an alias itself, so nothing leads in a circle. Immutable.
///
/// @param meanings each alias with the tag it means
public record TagAliases(SequencedMap<Tag, Tag> meanings) {
    /// Every tag means itself.
    public static final TagAliases NONE = new TagAliases(new LinkedHashMap<>());

    public TagAliases {
        meanings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(meanings));
    }

    /// What a tag means: itself, where neither it nor one it lies under is an alias.
    public Tag meaning(Tag tag) {
        Tag meant = meanings.get(tag);
        if (meant != null) {
            return meant;
        }
        for (Map.Entry<Tag, Tag> alias : meanings.entrySet()) {
            // #js meaning #js/core says nothing of what else lies under #js
            if (tag.isWithin(alias.getKey()) && !alias.getValue().isWithin(alias.getKey())) {
                return tag.moved(alias.getKey(), alias.getValue());
            }
        }
        return tag;
    }

    /// What several tags mean, in their order, each once.
    public SequencedSet<Tag> meaning(Iterable<Tag> tags) {
        SequencedSet<Tag> meant = new LinkedHashSet<>();
        tags.forEach(tag -> meant.add(meaning(tag)));
        return meant;
    }

    /// The same with one more alias. What was said last wins: where the other tag was an alias of this one, it is
    /// no alias any more.
    ///
    /// @param alias what may be written; an alias of itself is none
    public TagAliases with(Tag alias, Tag of) {
        if (alias.equals(of)) {
            return without(alias);
        }
        Tag meant = meaning(of).equals(alias) ? of : meaning(of);
        SequencedMap<Tag, Tag> more =
                new LinkedHashMap<>(without(alias).without(meant).moved(alias, meant).meanings);
        more.put(alias, meant);
        return new TagAliases(more);
    }

    /// The same without an alias; it means itself again.
    public TagAliases without(Tag alias) {
        SequencedMap<Tag, Tag> fewer = new LinkedHashMap<>(meanings);
        fewer.remove(alias);
        return new TagAliases(fewer);
    }

    /// The same after a tag, and what lies under it, got another name: what meant it means that one.
    public TagAliases moved(Tag from, Tag to) {
        SequencedMap<Tag, Tag> moved = new LinkedHashMap<>();
        meanings.forEach((alias, meant) -> {
            Tag now = meant.isWithin(from) ? meant.moved(from, to) : meant;
            if (!now.equals(alias)) {
                moved.put(alias, now);
            }
        });
        return new TagAliases(moved);
    }
}
