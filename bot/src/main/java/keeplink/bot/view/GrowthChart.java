package keeplink.bot.view;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import keeplink.bot.text.Html;
import keeplink.bot.text.Texts.Phrases;
import keeplink.link.Growth;

/// How a collection grew, as a picture and as words. Thread-safe.
public final class GrowthChart {
    private GrowthChart() {}

    /// The picture as PNG: what is counted above it, below each bar the day its week or the month began.
    public static byte[] png(Growth growth, Phrases phrases) {
        List<LocalDate> begins = growth.begins();
        List<BarChart.Bar> bars = IntStream.range(0, Growth.SPANS)
                .mapToObj(i -> new BarChart.Bar(
                        label(growth.step(), begins.get(i)), growth.counts().get(i)))
                .toList();
        return BarChart.png(bars, phrases.label(title(growth)));
    }

    private static String label(Growth.Step step, LocalDate begin) {
        return switch (step) {
            case WEEK -> WeeksChart.day(begin);
            case MONTH -> YearMonth.from(begin).toString();
        };
    }

    /// What is below the picture: the same numbers, for who cannot see it.
    public static Html caption(Growth growth, Phrases phrases) {
        String counts = growth.counts().stream().map(String::valueOf).collect(Collectors.joining(" · "));
        return phrases.say(
                "stats.growth",
                "title",
                phrases.label(title(growth)),
                "since",
                label(growth.step(), growth.first()),
                "counts",
                counts);
    }

    private static String title(Growth growth) {
        return switch (growth.step()) {
            case WEEK -> "stats.by-week";
            case MONTH -> "stats.by-month";
        };
    }
}
