package keeplink.transfer;

import java.util.function.Consumer;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.LinkStore;

/// The links of a collection that are not in the bin.
record KeptLinks(LinkStore store) {
    /// Hands on each link, in order of number.
    void each(LinkCollection collection, Consumer<Link> reader) {
        store.each(collection, link -> {
            if (!link.deleted()) {
                reader.accept(link);
            }
        });
    }
}
