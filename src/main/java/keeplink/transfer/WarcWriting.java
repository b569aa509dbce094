package keeplink.transfer;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import keeplink.fetch.Hop;
import keeplink.link.Link;
import keeplink.link.Tag;
import keeplink.page.Charsets;
import keeplink.page.PageParser;
import keeplink.page.VerdictWords;
import keeplink.snapshot.Answer;
import keeplink.snapshot.Answers;
import keeplink.snapshot.BlobId;
import keeplink.snapshot.BlobStore;
import keeplink.snapshot.Renditions;
import keeplink.snapshot.Snapshot;
import keeplink.snapshot.Snapshots;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.HttpRequest;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.MessageVersion;
import org.netpreserve.jwarc.URIs;
import org.netpreserve.jwarc.WarcMetadata;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResource;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.netpreserve.jwarc.WarcWriter;
import org.netpreserve.jwarc.Warcinfo;

/// Writes captures as records of one WARC file (ISO 28500:2017, WARC 1.1).
///
/// A capture is, for each answer it is made of, a response and its request; what was answered before from the same
/// address with the same bytes is a revisit, and so is the page of a copy for which its server said that it is not
/// modified; what Keeplink says of the page is a metadata record. There is nothing but that record of a copy that only
/// shows the same as an earlier one, for no more is known of the bytes that came. Of a copy whose answers were not
/// kept, the copy itself is a resource. Bodies are written
/// as they were after decoding, and the headers describe them so. The same captures give the same ids. One thread at a
/// time.
///
/// Of a redirect its status and `Location` are written as they came. Two kinds of responses are made up, each nothing
/// but a status of 302 and a `Location`: one for a page that was nothing but a refresh, which is not kept, and one for
/// a size of a picture that was not kept, which leads to the size that was, so that a page has its pictures on whatever
/// screen it is replayed.
final class WarcWriting {
    private static final MessageVersion WARC = MessageVersion.WARC_1_1;
    private static final String SHA_256 = "sha256:";
    private static final String PAYLOAD_DIGEST = "WARC-Payload-Digest";
    private static final int FOUND = 302;
    private static final int NOT_MODIFIED = 304;
    /// What only pages have that offer a picture in several sizes.
    private static final Pattern SIZES = Pattern.compile("(?i)srcset");

    private final WarcWriter out;
    private final Snapshots snapshots;
    private final Answers answers;
    private final BlobStore blobs;
    private final Map<String, Written> written = new HashMap<>();
    private final Set<String> leading = new HashSet<>();
    private final PageParser parser = new PageParser();

    /// A response that is in the file.
    private record Written(URI id, String url, Instant date) {}

    WarcWriting(WarcWriter out, Snapshots snapshots, BlobStore blobs) {
        this.out = out;
        this.snapshots = snapshots;
        this.answers = new Answers(blobs);
        this.blobs = blobs;
    }

    /// Says what the file is.
    void info(String software, Instant date) throws IOException {
        out.write(new Warcinfo.Builder()
                .version(WARC)
                .date(date)
                .recordId(id("warcinfo", software, date))
                .fields(fields(Map.of(
                        "software",
                        software,
                        "format",
                        "WARC File Format 1.1",
                        "conformsTo",
                        "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/")))
                .build());
    }

    /// Where a capture is shown.
    record Shown(String url, Instant date) {}

    /// Writes one capture of a link; earlier ones come first.
    Shown capture(Link link, Snapshot snapshot) throws IOException {
        Optional<Snapshot> original = snapshots.original(snapshot);
        List<Answer> kept = answers.of(original.orElse(snapshot));
        if (kept.isEmpty()) {
            resource(link, snapshot);
            return new Shown(snapshot.url(), snapshot.takenAt());
        }
        Answer page = kept.getFirst();
        if (original.isPresent()) {
            return repeated(link, snapshot, page);
        }
        URI id = answer(page);
        for (Answer file : kept.subList(1, kept.size())) {
            answer(file);
        }
        otherSizes(kept);
        metadata(link, snapshot, page, id);
        return new Shown(page.url(), page.fetchedAt());
    }

    private Shown repeated(Link link, Snapshot snapshot, Answer page) throws IOException {
        Written before = written.get(key(page));
        Snapshot.Sameness sameness = snapshot.sameness();
        Shown earlier = new Shown(page.url(), before == null ? page.fetchedAt() : before.date());
        if (before == null || sameness == null || sameness == Snapshot.Sameness.LOOKS) {
            unchanged(link, snapshot, page, before);
            return earlier;
        }
        boolean again = sameness == Snapshot.Sameness.BYTES;
        URI id = again ? revisit(page, snapshot.takenAt()) : notModified(page, snapshot.takenAt(), before);
        metadata(link, snapshot, page, id);
        return again ? new Shown(page.url(), snapshot.takenAt()) : earlier;
    }

    private URI answer(Answer answer) throws IOException {
        Optional<byte[]> body = blobs.get(answer.body());
        if (body.isEmpty() || written.containsKey(key(answer))) {
            return revisit(answer, answer.fetchedAt());
        }
        URI id = id("response", answer.url(), answer.fetchedAt());
        WarcResponse.Builder response = new WarcResponse.Builder(answer.url())
                .version(WARC)
                .date(answer.fetchedAt())
                .recordId(id)
                .setHeader(PAYLOAD_DIGEST, digest(answer.body()))
                .body(head(answer).body(null, body.get()).build());
        out.write(response.build());
        request(answer.url(), answer.fetchedAt(), id);
        hops(answer);
        written.put(key(answer), new Written(id, answer.url(), answer.fetchedAt()));
        return id;
    }

    private URI revisit(Answer answer, Instant date) throws IOException {
        URI id = id("revisit", answer.url(), date);
        WarcRevisit.Builder revisit = new WarcRevisit.Builder(answer.url(), WarcRevisit.IDENTICAL_PAYLOAD_DIGEST_1_1)
                .version(WARC)
                .date(date)
                .recordId(id)
                .setHeader(PAYLOAD_DIGEST, digest(answer.body()));
        Written before = written.get(key(answer));
        if (before != null) {
            revisit.refersTo(before.id(), before.url(), before.date());
        }
        out.write(revisit.body(head(answer).build()).build());
        request(answer.url(), date, id);
        hops(answer);
        return id;
    }

    /// Nothing but its status is known of such an answer.
    private URI notModified(Answer answer, Instant date, Written before) throws IOException {
        URI id = id("revisit", answer.url(), date);
        out.write(new WarcRevisit.Builder(answer.url(), WarcRevisit.SERVER_NOT_MODIFIED_1_1)
                .version(WARC)
                .date(date)
                .recordId(id)
                .refersTo(before.id(), before.url(), before.date())
                .body(new HttpResponse.Builder(NOT_MODIFIED, "").build())
                .build());
        request(answer.url(), date, id);
        return id;
    }

    /// A page that a cookie alone led to itself is there already.
    private void hops(Answer answer) throws IOException {
        List<Hop> hops = answer.hops();
        for (int i = 0; i < hops.size(); i++) {
            Hop hop = hops.get(i);
            String next = i + 1 < hops.size() ? hops.get(i + 1).url() : answer.url();
            if (hop.isRedirect() && !hop.url().equals(next)) {
                Optional<URI> id = lead(hop);
                if (id.isPresent()) {
                    request(hop.url(), hop.at(), id.get());
                }
            } else {
                lead(hop.url(), next, hop.at());
            }
        }
    }

    private void otherSizes(List<Answer> kept) throws IOException {
        Set<String> asked = kept.stream().map(Answer::asked).collect(Collectors.toSet());
        for (Answer answer : kept) {
            String type = String.join(" ", answer.headers().getOrDefault("content-type", List.of()));
            if (type.contains("html") || answer == kept.getFirst()) {
                for (Map.Entry<String, String> other :
                        otherSizes(answer, type, asked).entrySet()) {
                    lead(other.getKey(), other.getValue(), answer.fetchedAt());
                }
            }
        }
    }

    private Map<String, String> otherSizes(Answer page, String type, Set<String> asked) {
        Charsets.Decoded text =
                Charsets.decode(blobs.get(page.body()).orElse(new byte[0]), type.isEmpty() ? null : type);
        if (!SIZES.matcher(text.text()).find()) {
            return Map.of();
        }
        return switch (parser.parse(text, page.url())) {
            case PageParser.Parsed parsed -> Renditions.of(parsed.document(), page.url(), asked);
            case PageParser.TooComplex tooComplex -> Map.of();
        };
    }

    private void lead(String from, String to, Instant date) throws IOException {
        if (!from.equals(to)) {
            lead(new Hop(from, FOUND, to, date));
        }
    }

    /// Writes a redirect, unless it is there; answers its id if it was not.
    private Optional<URI> lead(Hop hop) throws IOException {
        if (!leading.add(hop.at() + " " + hop.url())) {
            return Optional.empty();
        }
        URI id = id("redirect", hop.url(), hop.at());
        out.write(new WarcResponse.Builder(hop.url())
                .version(WARC)
                .date(hop.at())
                .recordId(id)
                .body(new HttpResponse.Builder(hop.status(), "")
                        .addHeader("Location", hop.location())
                        .body(null, new byte[0])
                        .build())
                .build());
        return Optional.of(id);
    }

    private void request(String asked, Instant date, URI response) throws IOException {
        HttpUrl url = HttpUrl.parse(asked);
        if (url != null) {
            String query = url.encodedQuery();
            HttpRequest request = new HttpRequest.Builder("GET", url.encodedPath() + (query == null ? "" : "?" + query))
                    .addHeader(
                            "Host",
                            url.host() + (url.port() == HttpUrl.defaultPort(url.scheme()) ? "" : ":" + url.port()))
                    .build();
            out.write(new WarcRequest.Builder(asked)
                    .version(WARC)
                    .date(date)
                    .recordId(id("request", asked, date))
                    .concurrentTo(response)
                    .body(request)
                    .build());
        }
    }

    private void metadata(Link link, Snapshot snapshot, Answer page, URI response) throws IOException {
        out.write(metadata(snapshot, page.url(), said(link, snapshot, page))
                .concurrentTo(response)
                .build());
    }

    /// @param before the record of the page it shows the same as, null where it is not in the file
    private void unchanged(Link link, Snapshot snapshot, Answer page, @Nullable Written before) throws IOException {
        Map<String, String> said = said(link, snapshot, page);
        said.put("unchangedSince", page.fetchedAt().toString());
        WarcMetadata.Builder metadata = metadata(snapshot, page.url(), said);
        if (before != null) {
            metadata.setHeader("WARC-Refers-To", "<" + before.id() + ">");
        }
        out.write(metadata.build());
    }

    private static WarcMetadata.Builder metadata(Snapshot snapshot, String url, Map<String, String> said) {
        return new WarcMetadata.Builder()
                .version(WARC)
                .date(snapshot.takenAt())
                .recordId(id("metadata", snapshot.id()))
                .targetURI(url)
                .fields(fields(said));
    }

    private static Map<String, String> said(Link link, Snapshot snapshot, Answer page) {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("title", link.title());
        said.put("verdict", VerdictWords.of(snapshot.verdict()));
        said.put("savedAs", link.url());
        said.put("tags", String.join(" ", link.tags().stream().map(Tag::name).toList()));
        if (!page.hops().isEmpty()) {
            said.put("redirectedFrom", page.asked());
        }
        return said;
    }

    private void resource(Link link, Snapshot snapshot) throws IOException {
        byte[] file = snapshots.file(snapshot.id()).orElse(new byte[0]);
        out.write(new WarcResource.Builder(URIs.parseLeniently(snapshot.url()))
                .version(WARC)
                .date(snapshot.takenAt())
                .recordId(id("resource", snapshot.id()))
                .setHeader(PAYLOAD_DIGEST, digest(BlobId.of(file)))
                .body(MediaType.parse(snapshot.mediaType()), file)
                .build());
        Answer page = new Answer(snapshot.url(), List.of(), 200, Map.of(), snapshot.takenAt(), BlobId.of(file));
        metadata(link, snapshot, page, id("resource", snapshot.id()));
    }

    private static HttpResponse.Builder head(Answer answer) {
        HttpResponse.Builder response = new HttpResponse.Builder(answer.status(), "");
        answer.headers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(header -> header.getValue().forEach(value -> response.addHeader(header.getKey(), value)));
        return response;
    }

    /// Values on one line each, as the format of these records asks.
    private static Map<String, List<String>> fields(Map<String, String> values) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!value.isBlank()) {
                fields.put(name, List.of(String.join(" ", value.strip().split("\\s+"))));
            }
        });
        return fields;
    }

    private static String key(Answer answer) {
        return answer.body().sha256() + " " + answer.url();
    }

    /// In hexadecimal digits: the base 32 that is usual for shorter digests ends this one with signs that the grammar
    /// of the header has no place for.
    private static String digest(BlobId body) {
        return SHA_256 + body.sha256();
    }

    private static URI id(Object... parts) {
        StringBuilder name = new StringBuilder();
        for (Object part : parts) {
            name.append(part).append('\n');
        }
        return URI.create("urn:uuid:" + UUID.nameUUIDFromBytes(name.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
