package keeplink.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import keeplink.fetch.FetchFailure;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.LinkImport;
import keeplink.link.Links;
import keeplink.link.Person;
import keeplink.page.Verdict;
import keeplink.snapshot.RestoredCopies;
import org.jspecify.annotations.Nullable;

/// Takes the links of a file into a collection. Safe for many threads.
///
/// A run that was cut off is run again with the same source: it goes on where it was, and keeps nothing twice.
public final class Importer {
    /// How far apart the first captures of imported links are, so that they hold up no link that is pasted
    /// meanwhile.
    static final Duration BETWEEN_CAPTURES = Duration.ofMillis(250);

    private static final Duration BETWEEN_NEWS = Duration.ofSeconds(3);
    private static final int NAMED = 5;
    private static final int LONGEST_NAME = 80;

    /// How long a collection that came back stays as it was, before pages are captured whose copies did not come.
    static final Duration BEFORE_CAPTURES = Duration.ofMinutes(1);

    private final Links links;
    private final RestoredCopies copies;
    private final Clock clock;

    public Importer(Links links, RestoredCopies copies, Clock clock) {
        this.links = links;
        this.copies = copies;
        this.clock = clock;
    }

    /// What goes on around an import.
    public interface Surroundings {
        /// Whether one more new link may be kept now.
        default boolean mayKeep() {
            return true;
        }

        /// A new link is kept.
        default void kept(Link link) {}

        /// So many links were read by now; told every few seconds.
        default void goesOn(int links) {}

        /// No copy of a link's page is here, and one may be got: at `due`, which lies in the future for most.
        void missing(Link link, Instant due);
    }

    /// What came of a file.
    ///
    /// @param kept links that are new in the collection
    /// @param copies of pages that came with the links
    /// @param there links it had already, which took in what is new
    /// @param refused links that may not be kept now; importing the file again later brings them
    /// @param unreadable entries without an address that can be kept
    /// @param named the first of these, as they call themselves
    public record Report(
            ImportFile.Outcome outcome,
            int kept,
            int copies,
            int there,
            int refused,
            int unreadable,
            List<String> named) {
        public Report {
            named = List.copyOf(named);
        }
    }

    /// Runs an import.
    ///
    /// @param by who imports it, and whom a link is from where the file does not say
    /// @param source names this import: the same when it is run again after it was cut off, no other's
    /// @throws IOException where the file itself cannot be had
    /// @throws CancellationException where the thread was interrupted; what came before that is kept
    public Report run(Path file, LinkCollection collection, Person by, String source, Surroundings around)
            throws IOException {
        Run run = new Run(links.importing(collection, source), collection, by, around);
        ImportFile.Outcome outcome = ImportFile.read(file, run::take);
        run.into.finish();
        return new Report(outcome, run.kept, run.restored, run.there, run.refused, run.unreadable, run.named);
    }

    private final class Run {
        private final LinkImport into;
        private final LinkCollection collection;
        private final Person by;
        private final Surroundings around;
        private final Instant begun = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        private final List<String> named = new ArrayList<>();
        private Instant told = begun;
        private int kept;
        private int restored;
        private int missing;
        private int there;
        private int refused;
        private int unreadable;

        Run(LinkImport into, LinkCollection collection, Person by, Surroundings around) {
            this.into = into;
            this.collection = collection;
            this.by = by;
            this.around = around;
        }

        void take(ImportedLink link) {
            takeOne(link);
            Instant now = clock.instant();
            if (now.isAfter(told.plus(BETWEEN_NEWS))) {
                told = now;
                around.goesOn(kept + there + refused + unreadable);
            }
        }

        private void takeOne(ImportedLink link) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("an import was cut off");
            }
            if (!around.mayKeep() && links.find(collection, link.url()).isEmpty()) {
                refused++;
                return;
            }
            switch (into.take(wish(link))) {
                case LinkImport.Result.Kept(Link saved) -> {
                    kept++;
                    around.kept(saved);
                    bringBack(saved, link);
                }
                case LinkImport.Result.There(Link known) -> {
                    there++;
                    bringBack(known, link);
                }
                case LinkImport.Result.NotALink none -> unreadable(link);
            }
        }

        private void bringBack(Link link, ImportedLink imported) {
            Restoring restoring = new Restoring(copies, link, imported);
            restored += restoring.restore();
            Link now = into.restore(link, restoring.past());
            if (isMissing(now)) {
                Duration wait = now.verdict() == null ? Duration.ZERO : BEFORE_CAPTURES;
                around.missing(now, begun.plus(wait).plus(BETWEEN_CAPTURES.multipliedBy(missing)));
                missing++;
            }
        }

        /// Whether there is a page to be had and no copy of it here.
        private boolean isMissing(Link link) {
            if (!link.captures().isEmpty()) {
                return !copies.hasAny(link);
            }
            return switch (link.verdict()) {
                case null -> true;
                case Verdict.Failed(FetchFailure reason, int status) -> reason.mayPass(status);
                case Verdict.Blocked wall -> false;
                case Verdict.Full full -> true;
                case Verdict.TextOnly textOnly -> true;
                case Verdict.NotAPage file -> true;
            };
        }

        private void unreadable(ImportedLink link) {
            unreadable++;
            if (named.size() < NAMED) {
                String name = link.url().isEmpty() ? link.title() : link.url();
                named.add(
                        name.length() <= LONGEST_NAME
                                ? name
                                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME / 2)) + "…");
            }
        }

        private LinkImport.Wish wish(ImportedLink link) {
            Instant added = link.addedAt();
            return new LinkImport.Wish(
                    link.number(),
                    link.url(),
                    link.title(),
                    link.note(),
                    link.tags(),
                    link.state(),
                    link.starred(),
                    added == null || added.isAfter(begun) ? begun : added,
                    person(link.addedBy()),
                    link.origin());
        }

        /// A file names people as they are shown. In a private chat, which has the number of its person,
        /// all links are that person's.
        private Person person(@Nullable Person named) {
            if (named == null || named.display().equals(by.display())) {
                return by;
            }
            boolean own = named.id().isEmpty() && by.id().equals(collection.id());
            return own ? new Person(by.id(), named.name(), named.username()) : named;
        }
    }
}
