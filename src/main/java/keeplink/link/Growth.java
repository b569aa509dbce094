package keeplink.link;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// How many links of a collection were kept in each of the last weeks, or of the last months where it is older than
/// those weeks.
///
/// @param first the day the first span begins: a Monday (ISO 8601), or the first of a month
/// @param counts links kept in each span, the oldest first, the last one being that of today; [#SPANS] of them
public record Growth(Step step, LocalDate first, List<Integer> counts) {
    /// How many spans are looked at.
    public static final int SPANS = 12;

    /// How long a span is.
    public enum Step {
        WEEK,
        MONTH;

        /// The day the span begins that a day is in.
        private LocalDate begin(LocalDate day) {
            return switch (this) {
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
            };
        }

        private LocalDate after(LocalDate begin, int spans) {
            return switch (this) {
                case WEEK -> begin.plusWeeks(spans);
                case MONTH -> begin.plusMonths(spans);
            };
        }
    }

    public Growth {
        counts = List.copyOf(counts);
        if (counts.size() != SPANS || counts.stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("not " + SPANS + " counts: " + counts);
        }
        if (!step.begin(first).equals(first)) {
            throw new IllegalArgumentException("no " + step + " begins on " + first);
        }
    }

    /// Counts links.
    ///
    /// @param links those that are not in the bin
    /// @param zone in which days begin
    public static Growth of(List<Link> links, LocalDate today, ZoneId zone) {
        List<LocalDate> days = links.stream()
                .map(link -> LocalDate.ofInstant(link.addedAt(), zone))
                .toList();
        LocalDate firstWeek = Step.WEEK.after(Step.WEEK.begin(today), 1 - SPANS);
        boolean young = days.stream().noneMatch(day -> day.isBefore(firstWeek));
        Step step = young ? Step.WEEK : Step.MONTH;
        LocalDate first = step.after(step.begin(today), 1 - SPANS);
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < SPANS; i++) {
            LocalDate begin = step.after(first, i);
            LocalDate end = step.after(first, i + 1);
            counts.add((int) days.stream()
                    .filter(day -> !day.isBefore(begin) && day.isBefore(end))
                    .count());
        }
        return new Growth(step, first, counts);
    }

    /// The day each span begins.
    public List<LocalDate> begins() {
        List<LocalDate> begins = new ArrayList<>();
        for (int i = 0; i < SPANS; i++) {
            begins.add(step.after(first, i));
        }
        return begins;
    }

    /// All of it as a text without spaces, which [#read] reads.
    public String written() {
        return step + "/" + first + "/" + counts.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /// Reads what [#written] wrote.
    ///
    /// @throws RuntimeException where it did not
    public static Growth read(String written) {
        String[] parts = written.split("/", 3);
        return new Growth(
                Step.valueOf(parts[0]),
                LocalDate.parse(parts[1]),
                Arrays.stream(parts[2].split(",")).map(Integer::valueOf).toList());
    }
}
