package keeplink.link;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// The wish to keep one address.
///
/// @param url the address as it was given
/// @param tags the tags given with it
/// @param note what was written beside it, empty where nothing was
/// @param by who wants it kept
/// @param origin where a forwarded message came from
/// @param source names the message, so that the same message handed over twice saves once
public record SaveRequest(
        LinkCollection collection,
        String url,
        SequencedSet<Tag> tags,
        String note,
        Person by,
        @Nullable Origin origin,
        String source) {
    public SaveRequest {
        tags = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(tags));
    }

    /// The same wish with these tags.
    SaveRequest withTags(SequencedSet<Tag> newTags) {
        return new SaveRequest(collection, url, newTags, note, by, origin, source);
    }
}
