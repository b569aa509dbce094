package keeplink.snapshot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import keeplink.fetch.FetchResult.Fetched;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Keeps what servers answered beside the copies made of it, so that a capture can be written as an archive and asked
/// for again by its validators. Pictures and fonts are kept as they came anyway; what it adds is the page itself and
/// its style sheets, and one list of all answers. Thread-safe.
public final class Answers {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Not kept: cookies are a secret between a server and whoever it gives them to, the others do not describe the
    /// body as it is kept.
    private static final Set<String> NOT_KEPT = Set.of(
            "set-cookie",
            "set-cookie2",
            "transfer-encoding",
            "content-encoding",
            "content-length",
            "connection",
            "keep-alive",
            "trailer");

    private static final int FOUND = 302;
    private static final int MAX_HEADERS = 64;
    private static final int MAX_VALUE = 2_000;

    private final BlobStore blobs;

    public Answers(BlobStore blobs) {
        this.blobs = blobs;
    }

    /// Gathers the answers of one capture, the page's first.
    ///
    /// @param blobs takes what is to be stored
    /// @param body the bytes of the page's answer where they are stored already
    /// @param parts the files that became part of the copy; other answers are left out, but for those with the same
    ///     bytes from another address, which the copy has once and the page asks for by each
    static Snapshot.Raw gather(
            NewBlobs blobs, Fetched page, Optional<BlobId> body, List<Fetched> files, List<Snapshot.Part> parts) {
        Set<String> addresses = parts.stream().map(Snapshot.Part::address).collect(Collectors.toSet());
        Set<BlobId> contents = parts.stream().map(Snapshot.Part::blob).collect(Collectors.toSet());
        List<Fetched> all = new ArrayList<>();
        all.add(page);
        for (Fetched file : files) {
            if (addresses.contains(file.asked()) || contents.contains(blobs.id(file.body()))) {
                all.add(file);
            }
        }
        List<BlobId> bodies = new ArrayList<>(body.stream().toList());
        all.stream().skip(bodies.size()).map(Fetched::body).map(blobs::add).forEach(bodies::add);
        List<Answer> answers = IntStream.range(0, all.size())
                .mapToObj(i -> answer(all.get(i), bodies.get(i)))
                .toList();
        return new Snapshot.Raw(
                blobs.add(JSON.writeValueAsBytes(answers)),
                bodies.stream().distinct().toList());
    }

    private static Answer answer(Fetched fetched, BlobId body) {
        Map<String, List<String>> headers = fetched.headers().entrySet().stream()
                .filter(header -> !NOT_KEPT.contains(header.getKey())
                        && header.getValue().stream().allMatch(value -> value.length() <= MAX_VALUE))
                .sorted(Map.Entry.comparingByKey())
                .limit(MAX_HEADERS)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
        return new Answer(fetched.url(), fetched.hops(), fetched.status(), headers, fetched.fetchedAt(), body);
    }

    /// The answers a copy was made of, the page's first; empty where they were not kept.
    public List<Answer> of(Snapshot snapshot) {
        Snapshot.Raw raw = snapshot.raw();
        return raw == null
                ? List.of()
                : blobs.get(raw.answers())
                        .map(json -> JSON.readTree(json)
                                .valueStream()
                                .map(Answers::answer)
                                .toList())
                        .orElse(List.of());
    }

    /// Captures of before know nothing of a redirect but its address: each is read as the one that says least.
    private static Answer answer(JsonNode kept) {
        JsonNode redirects = kept.path("redirects");
        if (kept instanceof ObjectNode answer && redirects.isArray()) {
            ArrayNode hops = answer.putArray("hops");
            for (int i = 0; i < redirects.size(); i++) {
                JsonNode next = i + 1 < redirects.size() ? redirects.get(i + 1) : kept.path("url");
                ObjectNode hop = hops.addObject().put("status", FOUND);
                hop.set("url", redirects.get(i));
                hop.set("location", next);
                hop.set("at", kept.path("fetchedAt"));
            }
        }
        return JSON.treeToValue(kept, Answer.class);
    }
}
