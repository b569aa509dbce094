package keeplink.search;

import java.util.List;
import java.util.Optional;

/// Some of the answers to a query, in order, and the way to those after them (keyset: stable while links are
/// added).
///
/// @param total how many links answer the query in all
/// @param next where the next page starts, opaque, at most 40 characters; empty on the last one
public record ResultPage(List<Hit> hits, int total, Optional<String> next) {
    public ResultPage {
        hits = List.copyOf(hits);
    }
}
