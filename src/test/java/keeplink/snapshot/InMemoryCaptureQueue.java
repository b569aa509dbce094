package keeplink.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import keeplink.link.LinkCollection;
import org.jspecify.annotations.Nullable;

/// Captures in memory, gone with the process.
public final class InMemoryCaptureQueue implements CaptureQueue {
    /// A job and who has it.
    ///
    /// @param nextAt when it can be claimed: the job's own time, or the end of the lease
    /// @param worker who has claimed it, null while it waits
    /// @param again what was wished while it was under way
    private record Entry(
            CaptureJob job,
            Instant nextAt,
            @Nullable String worker,
            @Nullable CaptureJob again) {
        static Entry waiting(CaptureJob job) {
            return new Entry(job, job.dueAt(), null, null);
        }
    }

    private final Map<String, Entry> entries = new HashMap<>();

    @Override
    public synchronized void request(CaptureJob job) {
        entries.putIfAbsent(job.id(), Entry.waiting(job));
    }

    @Override
    public synchronized void submit(CaptureJob job) {
        Entry known = entries.get(job.id());
        if (known == null) {
            entries.put(job.id(), Entry.waiting(job));
        } else if (known.worker() == null) {
            entries.put(job.id(), Entry.waiting(united(job, known.job())));
        } else if (job.fresh() || !job.url().equals(known.job().url())) {
            CaptureJob again = known.again() == null ? job : united(job, known.again());
            entries.put(job.id(), new Entry(known.job(), known.nextAt(), known.worker(), again));
        }
    }

    @Override
    public synchronized Optional<CaptureJob> claim(Instant now, Duration lease, String worker) {
        return entries.values().stream()
                .filter(entry -> !entry.nextAt().isAfter(now))
                .min(Comparator.comparing(Entry::nextAt)
                        .thenComparing(entry -> entry.job().id()))
                .map(entry -> {
                    CaptureJob job = entry.again() == null ? entry.job() : united(entry.again(), entry.job());
                    entries.put(job.id(), new Entry(job, now.plus(lease), worker, null));
                    return job;
                });
    }

    @Override
    public synchronized void finish(CaptureJob job, String worker) {
        Entry held = entries.get(job.id());
        if (held != null && worker.equals(held.worker())) {
            if (held.again() == null) {
                entries.remove(job.id());
            } else {
                entries.put(job.id(), Entry.waiting(held.again()));
            }
        }
    }

    @Override
    public synchronized void retry(CaptureJob next, String worker) {
        Entry held = entries.get(next.id());
        if (held != null && worker.equals(held.worker())) {
            entries.put(next.id(), Entry.waiting(held.again() == null ? next : united(held.again(), next)));
        }
    }

    @Override
    public synchronized Optional<CaptureJob> of(LinkCollection collection, int number) {
        return Optional.ofNullable(entries.get(collection + "/" + number)).map(Entry::job);
    }

    @Override
    public synchronized void cancel(LinkCollection collection, int number) {
        entries.remove(collection + "/" + number);
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        return entries.values().stream().map(Entry::nextAt).min(Comparator.naturalOrder());
    }

    @Override
    public synchronized void releaseAll(String worker) {
        entries.replaceAll((id, entry) -> Objects.equals(worker, entry.worker())
                ? Entry.waiting(entry.again() == null ? entry.job() : united(entry.again(), entry.job()))
                : entry);
    }

    /// Two wishes for one link are one: due at the earlier time, fresh where one of them is.
    private static CaptureJob united(CaptureJob newer, CaptureJob older) {
        Instant due = newer.dueAt().isBefore(older.dueAt()) ? newer.dueAt() : older.dueAt();
        return new CaptureJob(
                newer.collection(), newer.number(), newer.url(), newer.attempt(), due, newer.fresh() || older.fresh());
    }
}
