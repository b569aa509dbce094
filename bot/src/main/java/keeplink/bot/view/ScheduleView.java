package keeplink.bot.view;

import com.ibm.icu.text.ListFormatter;
import com.ibm.icu.util.ULocale;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import keeplink.bot.text.Texts.Phrases;
import keeplink.digest.DigestSchedule;

/// When letters come, in words.
public final class ScheduleView {
    private ScheduleView() {}

    /// `Friday 18:00`, `Mon and Thu 09:00`, `every day, 08:00`, `the last day of every month, 09:00`.
    public static String words(DigestSchedule schedule, Phrases phrases) {
        String time = time(schedule.time());
        return switch (schedule.days()) {
            case DigestSchedule.Weekly weekly when weekly.daily() -> phrases.label("schedule.daily", "time", time);
            case DigestSchedule.Weekly(var days) ->
                phrases.label("schedule.weekly", "days", named(List.copyOf(days), phrases), "time", time);
            case DigestSchedule.Monthly(int day)
            when day == DigestSchedule.Monthly.LAST -> phrases.label("schedule.monthly-last", "time", time);
            case DigestSchedule.Monthly(int day) -> phrases.label("schedule.monthly", "day", day, "time", time);
        };
    }

    /// `09:00`, in every language.
    public static String time(LocalTime time) {
        return "%02d:%02d".formatted(time.getHour(), time.getMinute());
    }

    private static String named(List<DayOfWeek> days, Phrases phrases) {
        boolean several = days.size() > 1;
        List<String> names = days.stream()
                .map(day -> Times.weekday(day, phrases.language(), several))
                .toList();
        return ListFormatter.getInstance(ULocale.forLocale(phrases.language())).format(names);
    }
}
