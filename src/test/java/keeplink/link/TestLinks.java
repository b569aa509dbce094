package keeplink.link;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// The usual links, people and tags of tests.
public final class TestLinks {
    public static final LinkCollection HOME = new LinkCollection("77");
    public static final Person ANNA = new Person("77", "Anna", "anna");

    private TestLinks() {}

    /// The wish to keep an address with these tags, said in a message of its own.
    public static SaveRequest request(String url, String... tags) {
        return new SaveRequest(HOME, url, tags(tags), "", ANNA, null, "77/" + url);
    }

    public static SequencedSet<Tag> tags(String... names) {
        return new LinkedHashSet<>(List.of(names).stream().map(Tag::new).toList());
    }
}
