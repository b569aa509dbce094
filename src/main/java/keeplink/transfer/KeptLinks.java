package keeplink.transfer;

import java.util.List;
import java.util.function.Consumer;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.LinkStore;

/// The links of a collection that are not in the bin, a page at a time, so that their number does not matter.
record KeptLinks(LinkStore store) {
    private static final int PAGE = 500;

    /// Hands on each link, in order of number.
    void each(LinkCollection collection, Consumer<Link> reader) {
        int last = 0;
        List<Link> some = store.list(collection, last, PAGE);
        while (!some.isEmpty()) {
            some.stream().filter(link -> !link.deleted()).forEach(reader);
            last = some.getLast().number();
            some = store.list(collection, last, PAGE);
        }
    }
}
