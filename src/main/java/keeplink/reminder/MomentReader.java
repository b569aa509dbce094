package keeplink.reminder;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/// Reads moments as people write them, in English and Chinese, mixed as they like.
///
/// | says | means |
/// | --- | --- |
/// | `in 2h`, `in 3 days`, `三天后`, `半小时后` | so much later; days, weeks, months and years keep the wall-clock time |
/// | `18:00`, `6pm`, `下午6点`, `9点半` | the next such time |
/// | `tonight`, `今晚8点` | today in the evening: at 20:00 where no hour is named |
/// | `tomorrow`, `后天`, `mon 09:00`, `下周一` | that day, at 09:00 where no time is named |
/// | `next week`, `next month` | its first day |
/// | `24 Dec`, `12月24日`, `2026-12-24`, `24号` | that date, the next such where no year is named |
/// | `every monday 09:00`, `每周一`, `every 2 weeks`, `monthly` | again and again |
///
/// What may mean several moments means the next one: `at 6` in the afternoon is 18:00. A date or time of which only
/// one is meant and which is over is [Moment.Past].
///
/// Ours, as what there is on Maven Central does less or other: natty and prettytime-nlp read English only, guess at
/// any text instead of saying where it goes wrong, and bring ANTLR and a calendar library; natural-date-parser reads
/// English without numeric dates or repetition; xk-time reads Chinese only. Two small tables say all of it.
/// Immutable and safe for many threads.
public final class MomentReader {
    /// How far away a moment may be, in years.
    public static final int FARTHEST = 10;

    private static final int LONGEST = 200;
    private static final int PLACE = 40;
    private static final String TRADITIONAL = "後週點禮個兩號鐘鍾時這過間裡裏";
    private static final String SIMPLIFIED = "后周点礼个两号钟钟时这过间里里";

    private static final List<Rule> RULES = Stream.concat(ChineseRules.RULES.stream(), EnglishRules.RULES.stream())
            .toList();

    private MomentReader() {}

    /// What a phrase says when it is said at a moment, in that moment's zone.
    public static Moment read(String phrase, ZonedDateTime now) {
        String text = tidy(phrase);
        if (text.length() > LONGEST) {
            return new Moment.Unreadable(text.substring(0, PLACE));
        }
        Draft draft = new Draft(now.truncatedTo(ChronoUnit.SECONDS));
        int at = 0;
        while (at < text.length()) {
            int next = text.charAt(at) == ' ' || text.charAt(at) == ',' ? at + 1 : step(text, at, draft);
            if (next == at) {
                return new Moment.Unreadable(place(text, at));
            }
            at = next;
        }
        try {
            return draft.moment().map(moment -> bounded(moment, now)).orElse(new Moment.Unreadable(""));
        } catch (DateTimeException | ArithmeticException beyondTheCalendar) {
            return new Moment.TooFar();
        }
    }

    /// Whether a phrase says a moment at all, whenever it is said.
    public static boolean isMoment(String phrase, ZonedDateTime now) {
        return !(read(phrase, now) instanceof Moment.Unreadable);
    }

    /// Where the first rule that fits ends, `at` where none does.
    private static int step(String text, int at, Draft draft) {
        for (Rule rule : RULES) {
            Matcher said = rule.form().matcher(text).region(at, text.length()).useTransparentBounds(true);
            if (said.lookingAt() && rule.meaning().test(said.toMatchResult(), draft)) {
                return said.end();
            }
        }
        return at;
    }

    private static Moment bounded(Moment moment, ZonedDateTime now) {
        Optional<ZonedDateTime> first =
                switch (moment) {
                    case Moment.Once(ZonedDateTime at) -> Optional.of(at);
                    case Moment.Repeated repeated -> Optional.of(repeated.first());
                    case Moment.Past past -> Optional.empty();
                    case Moment.TooFar tooFar -> Optional.empty();
                    case Moment.Unreadable unreadable -> Optional.empty();
                };
        return first.filter(at -> at.isAfter(now.plusYears(FARTHEST))).isPresent() ? new Moment.TooFar() : moment;
    }

    /// Lower case, simplified characters, narrow digits and signs, single spaces.
    private static String tidy(String phrase) {
        StringBuilder text = new StringBuilder();
        for (char c : Normalizer.normalize(phrase, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .toCharArray()) {
            int traditional = TRADITIONAL.indexOf(c);
            text.append(traditional < 0 ? c : SIMPLIFIED.charAt(traditional));
        }
        // ISO 8601 has a T between date and time
        return text.toString()
                .replaceAll("(?<=\\d)t(?=\\d)", " ")
                .replaceAll("[\\s\\h]+", " ")
                .strip();
    }

    private static String place(String text, int at) {
        String rest = text.substring(at);
        return rest.length() <= PLACE ? rest : rest.substring(0, rest.offsetByCodePoints(0, PLACE - 1)) + "…";
    }
}
