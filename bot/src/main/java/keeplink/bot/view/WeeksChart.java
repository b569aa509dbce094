package keeplink.bot.view;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/// Bars of how much was kept week by week, as a picture: above each its number, below it the day its week began.
/// Thread-safe.
public final class WeeksChart {
    private WeeksChart() {}

    /// The picture as PNG.
    ///
    /// @param weeks links kept in each week, the oldest first, at least one
    /// @param end the day the last week ends on
    public static byte[] png(int[] weeks, LocalDate end) {
        List<BarChart.Bar> bars = IntStream.range(0, weeks.length)
                .mapToObj(i -> new BarChart.Bar(day(end.minusWeeks(weeks.length - (long) i)), weeks[i]))
                .toList();
        return BarChart.png(bars);
    }

    /// The month and the day of it.
    static String day(LocalDate day) {
        return "%02d-%02d".formatted(day.getMonthValue(), day.getDayOfMonth());
    }
}
