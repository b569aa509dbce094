package keeplink.search;

import static keeplink.link.TestLinks.ANNA;
import static keeplink.link.TestLinks.HOME;
import static keeplink.link.TestLinks.tags;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import keeplink.link.Link;
import keeplink.link.UrlCanonicalizer;
import org.junit.jupiter.api.Test;

class TagTreeTest {
    private final SearchIndex index = new InMemorySearchIndex();
    private int number;

    private void keep(String... tags) {
        String url = "https://example.com/" + ++number;
        index.put(
                Link.kept(
                        HOME,
                        number,
                        url,
                        new UrlCanonicalizer().canonicalize(url).orElseThrow(),
                        tags(tags),
                        "",
                        ANNA,
                        null,
                        "m" + number,
                        Instant.parse("2026-11-23T09:00:00Z")),
                "");
    }

    @Test
    void whatIsNestedCountsForWhatItLiesUnderOnceForEachLink() {
        keep("lang", "lang/java");
        keep("Lang/Rust/async");
        keep("net");
        keep("net");
        keep("net", "zoo");

        assertThat(TagTree.of(index, HOME))
                .extracting(entry -> entry.tag() + " " + entry.links())
                .containsExactly("#net 3", "#lang 2", "#lang/java 1", "#Lang/Rust 1", "#Lang/Rust/async 1", "#zoo 1");
    }

    @Test
    void aCollectionWithoutTagsHasNone() {
        keep();

        assertThat(TagTree.of(index, HOME)).isEmpty();
    }
}
