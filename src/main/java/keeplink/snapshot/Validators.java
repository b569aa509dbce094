package keeplink.snapshot;

import java.util.List;
import java.util.Optional;
import keeplink.fetch.PageRequest;
import keeplink.link.Link;

/// Asks for a page only if it is no longer as it was, where its server told how to ask (RFC 9110 section 13).
/// Thread-safe.
public final class Validators {
    private final Snapshots snapshots;
    private final Answers answers;

    public Validators(Snapshots snapshots, BlobStore blobs) {
        this.snapshots = snapshots;
        answers = new Answers(blobs);
    }

    /// The request with the validators of a link's newest copy, as it is where there are none.
    public PageRequest unlessAsKept(Link link, PageRequest request) {
        return snapshots.newest(link).map(newest -> unlessAsIn(newest, request)).orElse(request);
    }

    /// The request with the validators of a copy.
    PageRequest unlessAsIn(Snapshot copy, PageRequest request) {
        Snapshot original = snapshots.original(copy).orElse(copy);
        return answers.of(original).stream()
                .findFirst()
                // what another address said of itself says nothing of the one that is asked
                .filter(page -> page.hops().isEmpty())
                .map(page -> new PageRequest(
                        request.url(),
                        request.languages(),
                        header(page, "etag"),
                        header(page, "last-modified"),
                        request.asBrowser()))
                .orElse(request);
    }

    private static Optional<String> header(Answer answer, String name) {
        return answer.headers().getOrDefault(name, List.of()).stream()
                .filter(value -> value.matches("[\\x20-\\x7e]{1,1000}"))
                .findFirst();
    }
}
