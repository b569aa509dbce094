package keeplink.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import keeplink.link.Tag;
import org.junit.jupiter.api.Test;

class UsedTagsTest {
    private static final List<String> JAVA = List.of(TagCounts.spelling(new Tag("Java")));

    private final AtomicInteger looks = new AtomicInteger();
    private final Supplier<Map<Integer, List<String>>> twoLinks = () -> {
        looks.incrementAndGet();
        return Map.of(1, JAVA, 2, List.of());
    };

    @Test
    void looksIntoTheIndexOnceForACollection() {
        UsedTags tags = new UsedTags(10);

        assertThat(tags.of("a", twoLinks)).containsExactly(Map.entry(new Tag("Java"), 1));
        tags.remove("a", 2);
        tags.remove("nobody asked for", 1);
        assertThat(tags.of("a", twoLinks)).hasSize(1);
        assertThat(looks).hasValue(1);
    }

    @Test
    void forgetsAllWhenThereAreTooMany() {
        UsedTags tags = new UsedTags(10);

        for (String collection : List.of("a", "b", "c", "d", "a")) {
            assertThat(tags.of(collection, twoLinks)).hasSize(1);
        }
        assertThat(looks).as("four of three links each are too many").hasValue(5);
    }

    @Test
    void aCollectionLargerThanThatIsAnsweredAllTheSame() {
        UsedTags tags = new UsedTags(2);

        assertThat(tags.of("a", twoLinks)).hasSize(1);
        assertThat(tags.of("a", twoLinks)).hasSize(1);
        assertThat(looks).hasValue(2);
    }
}
