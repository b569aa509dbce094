package keeplink.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keeplink.schedule.QuietHours;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which letters a chat gets, whatever clocks and zones do.
class DigestPlanTest {
    private static final DigestPlan.Id CHAT = DigestPlan.Id.own("42");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /// A Wednesday.
    private static final Instant START = Instant.parse("2026-03-04T12:00:00Z");

    /// A chat over time, with every letter it got.
    private static final class Life {
        DigestTiming timing;
        DigestPlan plan;
        Instant now;
        final List<DigestPlan.Letter> letters = new ArrayList<>();

        Life(String schedule, ZoneId zone, Instant start) {
            timing = timing(schedule, zone);
            now = start;
            plan = DigestPlan.unplanned(CHAT, List.of()).planned(timing, now);
        }

        static DigestTiming timing(String schedule, ZoneId zone) {
            return new DigestTiming(DigestSchedule.parse(schedule).orElseThrow(), zone, null);
        }

        void sets(String schedule, ZoneId zone) {
            timing = timing(schedule, zone);
            plan = plan.planned(timing, now);
        }

        /// Looks at the clock once.
        Optional<DigestPlan.Letter> look() {
            DigestPlan.Step step = plan.look(timing, now);
            plan = step.then();
            step.letter().ifPresent(letters::add);
            return step.letter();
        }

        /// Runs until a moment, awake whenever something is due.
        Life until(Instant end) {
            for (Instant next = plan.at(); next != null && !next.isAfter(end); next = plan.at()) {
                now = next.isAfter(now) ? next : now;
                look();
            }
            now = end;
            return this;
        }

        Life down(Duration time) {
            now = now.plus(time);
            return this;
        }

        List<String> slots() {
            return letters.stream().map(letter -> letter.slot().toString()).toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,        sun 02:30",
        "Europe/Berlin,        mon 09:00",
        "Africa/Cairo,         fri 00:00",
        "America/New_York,     sun 02:15",
        "America/Sao_Paulo,    sun 00:30",
        "America/Havana,       sun 00:00",
        "America/Asuncion,     sun 00:00",
        "Australia/Lord_Howe,  sun 02:15",
        "Pacific/Apia,         fri 09:00",
        "Africa/Casablanca,    sun 02:30",
        "Asia/Tehran,          tue 00:10",
        "Asia/Gaza,            sat 00:30",
        "Antarctica/Troll,     sun 01:45",
        "Asia/Kathmandu,       wed 23:59",
        "America/St_Johns,     sun 00:01",
    })
    void everyWeekOfTwentyFiveYearsHasOneLetterInEveryZone(ZoneId zone, String schedule) {
        LocalDate first = LocalDate.of(2011, 1, 1);
        Life life = new Life(schedule, zone, first.atStartOfDay(zone).toInstant());
        life.until(first.plusYears(25).atStartOfDay(zone).toInstant());

        assertThat(life.letters).hasSizeBetween(1304, 1305);
        for (int i = 1; i < life.letters.size(); i++) {
            DigestPlan.Letter before = life.letters.get(i - 1);
            DigestPlan.Letter letter = life.letters.get(i);
            assertThat(letter.slot()).isEqualTo(before.slot().plusWeeks(1));
            assertThat(letter.from()).as("no gap before %s", letter.slot()).isEqualTo(before.to());
            assertThat(letter.from()).isBefore(letter.to());
            assertThat(letter.skipped()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // a day that Samoa never had is told of on the next
        "daily 09:00,         Pacific/Apia,   2011-12-28, 2012-01-02, 28 29 30 01",
        "mon-fri 09:00,       Asia/Shanghai,  2026-03-05, 2026-03-11, 05 06 09 10",
        "monthly 31 09:00,    Asia/Shanghai,  2028-01-01, 2028-05-01, 31 29 31 30",
        "monthly 30 09:00,    Asia/Shanghai,  2027-01-01, 2027-05-01, 30 28 30 30",
        "monthly 1 00:00,     Europe/Berlin,  2027-01-02, 2027-05-01, 01 01 01",
        "daily 02:30,         Europe/Berlin,  2026-03-28, 2026-03-31, 28 29 30",
        "daily 02:30,         Europe/Berlin,  2026-10-24, 2026-10-27, 24 25 26",
    })
    void everySlotHasOneLetter(String schedule, ZoneId zone, LocalDate from, LocalDate to, String days) {
        Life life = new Life(schedule, zone, from.atStartOfDay(zone).toInstant());
        life.until(to.atStartOfDay(zone).toInstant().minusMillis(1));

        assertThat(life.letters)
                .extracting(letter -> "%02d".formatted(letter.slot().getDayOfMonth()))
                .containsExactly(days.split(" "));
    }

    @Test
    void theFirstLetterTellsOfOnePeriod() {
        Life life = new Life("mon 09:00", BERLIN, START).until(START.plus(Duration.ofDays(7)));

        assertThat(life.letters).singleElement().satisfies(letter -> {
            assertThat(letter.from()).isEqualTo("2026-03-02T08:00:00Z");
            assertThat(letter.to()).isEqualTo("2026-03-09T08:00:00Z");
            assertThat(letter.key()).isEqualTo("digest/42/2026-03-09T09:00");
        });
    }

    @ParameterizedTest
    @CsvSource({"PT1M, true", "PT47H59M, true", "PT48H, false", "PT100H, false"})
    void aLetterThatWasMissedIsSentUnlessItIsTwoDaysLate(Duration late, boolean sent) {
        Life life = new Life("mon 09:00", BERLIN, START);
        life.now = Instant.parse("2026-03-09T08:00:00Z").plus(late);

        assertThat(life.look().isPresent()).isEqualTo(sent);
        assertThat(life.look()).isEmpty();
        assertThat(life.plan.slot()).isEqualTo("2026-03-16T09:00");
    }

    @Test
    void aLetterLeftOutIsToldOfInTheNextWithItsLinks() {
        Life life = new Life("mon 09:00", BERLIN, START);
        life.now = Instant.parse("2026-03-12T08:00:00Z");
        life.look();
        life.until(Instant.parse("2026-03-17T08:00:00Z"));

        assertThat(life.letters).singleElement().satisfies(letter -> {
            assertThat(letter.slot()).isEqualTo("2026-03-16T09:00");
            assertThat(letter.from()).isEqualTo("2026-03-02T08:00:00Z");
            assertThat(letter.skipped()).isEqualTo(1);
        });
    }

    @Test
    void afterMonthsOfSilenceOneLetterTellsAll() {
        Life life = new Life("mon 09:00", BERLIN, START).until(START.plus(Duration.ofDays(6)));
        life.down(Duration.ofDays(90)).until(life.now.plus(Duration.ofDays(3)));

        assertThat(life.letters).hasSize(2);
        assertThat(life.letters.getLast().from())
                .isEqualTo(life.letters.getFirst().to());
        assertThat(life.letters.getLast().skipped()).isEqualTo(12);
    }

    @Test
    void theLetterBeforeIsKnownToTheNext() {
        Life life = new Life("mon 09:00", BERLIN, START).until(START.plus(Duration.ofDays(14)));

        assertThat(life.letters.getFirst().before()).isEmpty();
        assertThat(life.letters.getLast().before())
                .contains(new DigestPlan.Before(
                        "digest/42/2026-03-09T09:00",
                        LocalDateTime.parse("2026-03-09T09:00"),
                        life.letters.getFirst().from(),
                        life.letters.getFirst().to()));
    }

    @Test
    void aClockThatJumpsBackBringsNoLetterTwice() {
        Life life = new Life("mon 09:00", BERLIN, START).until(Instant.parse("2026-03-09T08:30:00Z"));
        life.now = life.now.minus(Duration.ofHours(1));
        assertThat(life.look()).isEmpty();
        life.until(Instant.parse("2026-03-16T08:30:00Z"));

        assertThat(life.slots()).containsExactly("2026-03-09T09:00", "2026-03-16T09:00");
    }

    @Test
    void aClockThatWasWeeksAheadForAWhileTakesNoMoreThanThoseWeeks() {
        Life life = new Life("mon 09:00", BERLIN, START);
        life.now = START.plus(Duration.ofDays(13));
        life.look();
        assertThat(life.slots()).containsExactly("2026-03-16T09:00");

        life.now = START.plus(Duration.ofDays(1));
        life.until(START.plus(Duration.ofDays(20)));

        assertThat(life.slots()).containsExactly("2026-03-16T09:00", "2026-03-23T09:00");
        assertThat(life.letters.getLast().from())
                .isEqualTo(life.letters.getFirst().to());
    }

    @Test
    void whoSetsAnotherTimeAfterAClockWasYearsAheadGetsLettersAgain() {
        Life life = new Life("mon 09:00", BERLIN, START);
        life.now = START.plus(Duration.ofDays(4000));
        life.look();
        life.now = START;
        life.sets("fri 09:00", BERLIN);

        assertThat(life.plan.slot()).isEqualTo("2026-03-06T09:00");
    }

    @ParameterizedTest
    @CsvSource({
        // west on the day it came: the same Monday comes a second time there, the letter does not
        "Asia/Shanghai, 2026-03-09T02:00:00Z, America/New_York, 2026-03-09T09:00 2026-03-16T09:00",
        // east before it came: the Monday is over there, the letter comes all the same
        "America/New_York, 2026-03-09T12:30:00Z, Asia/Shanghai, 2026-03-09T09:00 2026-03-16T09:00",
        "Europe/Berlin, 2026-03-11T12:00:00Z, Asia/Shanghai, 2026-03-09T09:00 2026-03-16T09:00",
        "Pacific/Kiritimati, 2026-03-08T20:00:00Z, Pacific/Pago_Pago, 2026-03-09T09:00 2026-03-16T09:00",
        "Pacific/Pago_Pago, 2026-03-09T19:00:00Z, Pacific/Kiritimati, 2026-03-09T09:00 2026-03-16T09:00",
    })
    void aChatThatMovesGetsOneLetterAWeek(ZoneId from, Instant moves, ZoneId to, String slots) {
        Life life = new Life("mon 09:00", from, START).until(moves);
        life.sets("mon 09:00", to);
        life.until(Instant.parse("2026-03-18T00:00:00Z"));

        assertThat(life.slots()).containsExactly(slots.split(" "));
        assertThat(life.letters.getLast().from())
                .isEqualTo(life.letters.getFirst().to());
    }

    @Test
    void whatAnotherZoneHasBehindItComesAnHourLaterAndNotAtOnce() {
        Life life = new Life("mon 09:00", ZoneId.of("America/New_York"), Instant.parse("2026-03-09T12:30:00Z"));
        life.sets("mon 09:00", ZoneId.of("Asia/Shanghai"));

        assertThat(life.plan.at()).isEqualTo("2026-03-09T13:30:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        // Thursday 12:00 in Berlin; the letter of Monday has come
        "2026-03-12T11:00:00Z, fri 18:00,   2026-03-13T18:00",
        "2026-03-12T11:00:00Z, thu 12:00,   2026-03-19T12:00",
        "2026-03-12T11:00:00Z, thu 12:01,   2026-03-12T12:01",
        "2026-03-12T11:00:00Z, mon 09:00,   2026-03-16T09:00",
        "2026-03-12T11:00:00Z, daily 08:00, 2026-03-13T08:00",
        // the same Monday again, by another time
        "2026-03-09T10:00:00Z, mon 12:00,   2026-03-09T12:00",
        "2026-03-09T10:00:00Z, mon 08:00,   2026-03-16T08:00",
    })
    void theNextSuchMomentCountsWhenTheScheduleIsSet(Instant now, String schedule, LocalDateTime next) {
        Life life = new Life("mon 09:00", BERLIN, START).until(now);
        life.sets(schedule, BERLIN);

        assertThat(life.plan.slot()).isEqualTo(next);
        assertThat(life.plan.told()).isEqualTo("2026-03-09T08:00:00Z");
    }

    @Test
    void settingTheSameAgainChangesNothing() {
        Life life = new Life("mon 09:00", BERLIN, START).until(START.plus(Duration.ofDays(9)));
        DigestPlan before = life.plan;
        life.sets("mon 09:00", BERLIN);

        assertThat(life.plan).isEqualTo(before);
    }

    @Test
    void zoneRulesThatChangeMoveTheMomentButNotTheLetter() {
        // as if the rules known before had another offset
        Life life = new Life("mon 09:00", ZoneId.of("Europe/London"), START);
        life.timing = Life.timing("mon 09:00", ZoneId.of("Atlantic/Azores"));
        life.until(Instant.parse("2026-03-09T12:00:00Z"));

        assertThat(life.slots()).containsExactly("2026-03-09T09:00");
        assertThat(life.letters.getFirst().to()).isEqualTo("2026-03-09T10:00:00Z");
    }

    @Test
    void quietHoursDelayALetterAndChangeNothingOfWhatItTells() {
        Life life = new Life("mon 06:00", BERLIN, START);
        life.timing = new DigestTiming(
                life.timing.schedule(), BERLIN, QuietHours.parse("22-7").orElseThrow());
        life.plan = life.plan.planned(life.timing, life.now);

        assertThat(life.plan.at()).isEqualTo("2026-03-09T06:00:00Z");
        life.until(START.plus(Duration.ofDays(14)));
        assertThat(life.slots()).containsExactly("2026-03-09T06:00", "2026-03-16T06:00");
        assertThat(life.letters.getFirst().to()).isEqualTo("2026-03-09T05:00:00Z");
    }

    @Test
    void aPauseIsOverByItselfAndTheNextLetterTellsOfItToo() {
        Life life = new Life("mon 09:00", BERLIN, START).until(Instant.parse("2026-03-10T08:00:00Z"));
        life.plan = life.plan.paused(life.now.plus(14, ChronoUnit.DAYS)).planned(life.timing, life.now);
        life.until(Instant.parse("2026-04-01T08:00:00Z"));

        assertThat(life.slots()).containsExactly("2026-03-09T09:00", "2026-03-30T09:00");
        assertThat(life.letters.getLast().from())
                .isEqualTo(life.letters.getFirst().to());
        assertThat(life.letters.getLast().skipped()).isZero();
        assertThat(life.plan.pausedUntil()).isNull();
    }

    @Test
    void whoComesBackBeginsAnew() {
        Life life = new Life("mon 09:00", BERLIN, START).until(Instant.parse("2026-03-10T08:00:00Z"));
        life.plan = life.plan.stopped();
        assertThat(life.plan.at()).isNull();
        life.now = Instant.parse("2026-06-10T08:00:00Z");
        life.plan = life.plan.planned(life.timing, life.now);
        life.until(Instant.parse("2026-06-16T08:00:00Z"));

        assertThat(life.letters.getLast().slot()).isEqualTo("2026-06-15T09:00");
        assertThat(life.letters.getLast().from()).isEqualTo("2026-06-08T07:00:00Z");
    }

    @Test
    void aPlanFoundInOlderDataGoesOnAfterItsLastLetter() {
        Life life = new Life("mon 09:00", BERLIN, START);
        life.plan = DigestPlan.found(CHAT, LocalDateTime.parse("2026-03-02T23:59"));
        life.now = Instant.parse("2026-03-09T10:00:00Z");

        assertThat(life.look()).map(DigestPlan.Letter::slot).contains(LocalDateTime.parse("2026-03-09T09:00"));
    }

    @Test
    void aChatOfOlderDataWithoutLettersWaitsForItsNext() {
        Life life = new Life("mon 09:00", BERLIN, START);
        life.plan = DigestPlan.found(CHAT, null);
        life.now = Instant.parse("2026-03-09T10:00:00Z");

        assertThat(life.look()).isEmpty();
        assertThat(life.plan.slot()).isEqualTo("2026-03-16T09:00");
    }
}
