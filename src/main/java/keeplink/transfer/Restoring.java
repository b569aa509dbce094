package keeplink.transfer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keeplink.link.CaptureOutcome;
import keeplink.link.Link;
import keeplink.link.LinkImport;
import keeplink.page.Verdict;
import keeplink.page.VerdictWords;
import keeplink.snapshot.RestoredCopies;
import org.jspecify.annotations.Nullable;

/// Brings back the copies of one link. A copy is known by the second in which it was taken, and by its place among
/// those of the same second: one that is here is not restored again. Not thread-safe.
final class Restoring {
    private final RestoredCopies copies;
    private final Link link;
    private final ImportedLink imported;
    private final List<Link.Capture> captures = new ArrayList<>();
    private @Nullable Verdict verdict;
    private @Nullable CaptureOutcome newest;

    Restoring(RestoredCopies copies, Link link, ImportedLink imported) {
        this.copies = copies;
        this.link = link;
        this.imported = imported;
        verdict = imported.verdict();
    }

    /// Stores what is not here yet, the oldest first, as a copy may be the same as the one before it.
    ///
    /// @return how many copies came
    int restore() {
        int restored = 0;
        Map<Instant, Integer> met = new HashMap<>();
        for (ImportedCopy copy : imported.copies().reversed()) {
            Instant second = Instant.ofEpochSecond(copy.takenAt().getEpochSecond());
            int nth = met.merge(second, 1, Integer::sum) - 1;
            Optional<Link.Capture> known = known(second, nth);
            restored += (known.isPresent() ? again(copy, known.get()) : first(copy, second.plusMillis(nth))) ? 1 : 0;
        }
        return restored;
    }

    private Optional<Link.Capture> known(Instant second, int nth) {
        return link.captures().reversed().stream()
                .filter(capture -> capture.takenAt().getEpochSecond() == second.getEpochSecond())
                .skip(nth)
                .findFirst();
    }

    /// The link knows of the copy; a file without copies may have told it.
    private boolean again(ImportedCopy copy, Link.Capture known) {
        Optional<CaptureOutcome> outcome =
                copies.has(known.snapshot()) ? Optional.empty() : stored(copy, known.snapshot(), known.takenAt());
        newest = outcome.orElse(newest);
        return outcome.isPresent();
    }

    private boolean first(ImportedCopy copy, Instant takenAt) {
        String id = RestoredCopies.id(link, takenAt);
        Optional<CaptureOutcome> outcome = stored(copy, id, takenAt);
        Verdict found = outcome.map(CaptureOutcome::verdict).orElse(copy.verdict());
        captures.add(new Link.Capture(id, takenAt, found, copy.bytes()));
        newest = outcome.orElse(newest);
        if (verdict != null && VerdictWords.of(found).equals(VerdictWords.of(verdict))) {
            // it says more than the words do
            verdict = found;
        }
        return outcome.isPresent();
    }

    private Optional<CaptureOutcome> stored(ImportedCopy copy, String id, Instant takenAt) {
        return copy.file()
                .read()
                .flatMap(file -> copies.restore(
                        link,
                        new RestoredCopies.Copy(id, takenAt, copy.verdict(), copy.bytes(), copy.url(), copy.said()),
                        file));
    }

    /// What the link is to be told.
    LinkImport.Past past() {
        return new LinkImport.Past(verdict, captures, newest);
    }
}
