package keeplink.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.HeaderValidator;
import org.netpreserve.jwarc.MessageHeaders;
import org.netpreserve.jwarc.MessageVersion;
import org.netpreserve.jwarc.WarcDigest;
import org.netpreserve.jwarc.WarcPayload;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResource;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.netpreserve.jwarc.WarcTargetRecord;

/// Checks the records of one or several WARC files that belong together.
final class WarcCheck {
    private static final String INVALID = "Field has invalid value: ";

    private final List<String> faults;
    private final HeaderValidator headers = HeaderValidator.warc_1_1();
    private final Map<URI, Optional<WarcDigest>> records = new HashMap<>();
    private final Set<Capture> captures = new HashSet<>();
    private final List<Revisit> revisits = new ArrayList<>();

    /// @param faults where what is wrong is told
    WarcCheck(List<String> faults) {
        this.faults = faults;
    }

    /// A record in its file.
    ///
    /// @param isReplayed whether it has a place in the index
    /// @param url it is about, null where it is about none
    /// @param date when it was captured
    record Place(boolean isReplayed, @Nullable String url, Instant date) {}

    /// Whether replaying needs a record in the index: of an answer that its server calls not modified there is nothing
    /// to show but what it refers to.
    static boolean isReplayed(WarcRecord record) {
        return switch (record) {
            case WarcRevisit revisit ->
                !revisit.profile().equals(WarcRevisit.SERVER_NOT_MODIFIED_1_1)
                        && !revisit.profile().equals(WarcRevisit.SERVER_NOT_MODIFIED_1_0);
            case WarcResponse response -> true;
            case WarcResource resource -> true;
            default -> false;
        };
    }

    private record Capture(String url, Instant date) {}

    private record Revisit(String where, WarcRevisit record, Optional<WarcDigest> payload) {}

    /// Reads a file to its end, or to where it cannot be read any more.
    ///
    /// @param size of the file in bytes
    /// @param places gets where each record begins
    void read(String name, InputStream in, long size, NavigableMap<Long, Place> places) {
        long at = 0;
        try (WarcReader reader = new WarcReader(in)) {
            reader.calculateBlockDigest();
            Optional<WarcRecord> next = reader.next();
            while (next.isPresent()) {
                at = reader.position();
                record(name + ", record at byte " + at, next.get(), at, places);
                next.get().body().consume();
                next = reader.next();
            }
            if (places.isEmpty()) {
                faults.add(name + ": holds no record");
            }
        } catch (IOException | RuntimeException broken) {
            faults.add("%s: cannot be read beyond the record at byte %d of %d: %s"
                    .formatted(name, at, size, reason(broken)));
        }
    }

    private void record(String where, WarcRecord record, long at, NavigableMap<Long, Place> places) throws IOException {
        headers.validate(record.headers())
                .forEach(fault -> faults.add(where + ": " + withName(fault, record.headers())));
        if (!record.version().equals(MessageVersion.WARC_1_1)
                && !record.version().equals(MessageVersion.WARC_1_0)) {
            faults.add(where + ": is " + record.version() + ", which is neither WARC/1.0 nor WARC/1.1");
        }
        try {
            WarcTargetRecord target = record instanceof WarcTargetRecord about ? about : null;
            Optional<WarcDigest> payload = target == null ? Optional.empty() : target.payloadDigest();
            String url = target == null ? null : target.target();
            places.put(at, new Place(isReplayed(record), url, record.date()));
            if (records.put(record.id(), payload) != null) {
                faults.add(where + ": another record has its WARC-Record-ID " + record.id());
            }
            if (record instanceof WarcRevisit revisit) {
                revisits.add(new Revisit(where, revisit, payload));
            } else if (target != null) {
                captures.add(new Capture(target.target(), record.date()));
                payload(where, target);
            }
            block(where, record);
        } catch (IllegalArgumentException | DateTimeException | NoSuchElementException malformed) {
            faults.add(where + ": a header cannot be read: " + reason(malformed));
        }
    }

    /// A value that may not be is told without its name.
    private static String withName(String fault, MessageHeaders headers) {
        return headers.map().entrySet().stream()
                .filter(header -> header.getValue().stream().anyMatch(value -> fault.equals(INVALID + value)))
                .findFirst()
                .map(header -> fault + " (" + header.getKey() + ")")
                .orElse(fault);
    }

    /// What a revisit refers to has no payload of its own to compare.
    private void payload(String where, WarcTargetRecord record) throws IOException {
        Optional<WarcDigest> stated = record.payloadDigest();
        Optional<WarcPayload> payload = stated.isPresent() ? record.payload() : Optional.empty();
        if (stated.isPresent() && payload.isPresent()) {
            digester(where, stated.get()).ifPresent(digest -> {
                try (InputStream in = new DigestInputStream(payload.get().body().stream(), digest)) {
                    in.transferTo(OutputStream.nullOutputStream());
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
                if (!MessageDigest.isEqual(digest.digest(), stated.get().bytes())) {
                    faults.add(where + ": the payload is not what WARC-Payload-Digest says");
                }
            });
        }
    }

    private void block(String where, WarcRecord record) throws IOException {
        Optional<WarcDigest> stated = record.blockDigest();
        if (stated.isPresent() && digester(where, stated.get()).isPresent()) {
            record.body().consume();
            if (!record.calculatedBlockDigest().equals(stated)) {
                faults.add(where + ": the block is not what WARC-Block-Digest says");
            }
        }
    }

    private Optional<MessageDigest> digester(String where, WarcDigest stated) {
        try {
            return Optional.of(stated.getDigester());
        } catch (NoSuchAlgorithmException unknown) {
            faults.add(where + ": nobody here knows the digest algorithm " + stated.algorithm());
            return Optional.empty();
        }
    }

    /// Looks for what revisits refer to, when all files are read.
    void finish() {
        for (Revisit revisit : revisits) {
            Optional<URI> id = revisit.record().refersTo();
            if (id.isPresent()) {
                Optional<WarcDigest> original = records.get(id.get());
                if (original == null) {
                    faults.add(revisit.where() + ": refers to " + id.get() + ", which is not there");
                } else if (original.isPresent()
                        && revisit.payload().isPresent()
                        && !original.equals(revisit.payload())) {
                    faults.add(revisit.where() + ": refers to " + id.get() + ", which has another payload");
                }
            }
            Optional<String> url = revisit.record().refersToTargetURI().map(URI::toString);
            Optional<Instant> date = revisit.record().refersToDate();
            if (url.isPresent() && date.isPresent() && !captures.contains(new Capture(url.get(), date.get()))) {
                faults.add(
                        "%s: refers to %s of %s, which is not there".formatted(revisit.where(), url.get(), date.get()));
            }
        }
    }

    static String reason(Exception broken) {
        return broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
    }
}
