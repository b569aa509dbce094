package keeplink.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import keeplink.fetch.FetchFailure;
import keeplink.link.Condition;
import keeplink.link.LinkCollection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Looks are written as `DAY:FINDING`, the oldest first: `+` well, `m` moved, `c` changed, `4` 404, `s` a soft 404,
/// `N` no name, `p` for sale, `5` 503, `X` no connection, `w` a wall, `h` hidden; `4F`, `S` and `P` come with a second
/// kind of evidence.
class HealthPolicyTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final LinkCollection HOME = new LinkCollection("77");
    private static final HealthPolicy POLICY = HealthPolicy.DEFAULTS;

    private static Finding finding(String sign) {
        return switch (sign) {
            case "+" -> new Finding.Well(Optional.empty(), 3);
            case "m" -> new Finding.Well(Optional.of("https://example.com/new"), 0);
            case "M" -> new Finding.Well(Optional.of("https://example.com/newer"), 0);
            case "c" -> new Finding.Well(Optional.empty(), 40);
            case "4" -> new Finding.Missing(404, Set.of(Evidence.STATUS));
            case "4F" -> new Finding.Missing(404, Set.of(Evidence.STATUS, Evidence.FRONT));
            case "s" -> new Finding.Missing(404, Set.of(Evidence.WORDS));
            case "S" -> new Finding.Missing(404, Set.of(Evidence.WORDS, Evidence.COPY));
            case "N" -> new Finding.Missing(0, Set.of(Evidence.NAME, Evidence.WITNESS));
            case "p" -> new Finding.Parked(Set.of(Evidence.WORDS));
            case "P" -> new Finding.Parked(Set.of(Evidence.WORDS, Evidence.COPY));
            case "5" -> new Finding.Failing(FetchFailure.HTTP_STATUS, 503, Set.of(Evidence.STATUS));
            case "X" -> new Finding.Failing(FetchFailure.UNREACHABLE, 0, Set.of(Evidence.CONNECTION, Evidence.WITNESS));
            case "w" -> new Finding.Walled();
            case "h" -> new Finding.Hidden();
            default -> throw new IllegalArgumentException(sign);
        };
    }

    private static List<Look> looks(String written) {
        List<Look> looks = new ArrayList<>();
        for (String look : written.split(" ")) {
            String[] parts = look.split(":");
            looks.addFirst(new Look(START.plus(Duration.ofDays(Long.parseLong(parts[0]))), finding(parts[1])));
        }
        return looks;
    }

    /// What all looks come to, judged one after the other as they are taken.
    private static @Nullable Condition judged(String written) {
        List<Look> looks = looks(written);
        Condition condition = null;
        for (int i = looks.size() - 1; i >= 0; i--) {
            condition = POLICY.judge(condition, looks.subList(i, Math.min(looks.size(), i + LinkHealth.KEPT)));
        }
        return condition;
    }

    @ParameterizedTest
    @CsvSource({
        "well, 0:+ 7:+ 21:+",
        "one bad day says nothing, 0:+ 7:4F",
        "nor do two, 0:+ 7:4F 8:4F",
        "nor do three within two days, 0:4F 1:4F 2:4F",
        "nor does one kind of evidence, 0:4 1:4 3:4 7:4",
        "nor do looks that do not agree, 0:4F 1:5 3:4F",
        "nor does a wall among them, 0:4F 1:w 3:4F",
        "back in between, 0:4F 1:4F 2:+ 3:4F 4:4F",
        "one changed text, 0:c",
        "moved twice, 0:m 4:m",
        "moved to different places, 0:m 2:M 4:m",
        "alive again, 0:4F 1:4F 3:4F 10:+",
        "alive again at another address, 0:4F 1:4F 3:4F 10:m",
        "alive again with another text, 0:N 1:N 3:N 10:c",
        "changed and back, 0:c 1:c 2:+",
        "hidden, 0:h 7:h 21:h 50:h",
    })
    void itIsWellWhile(String what, String looks) {
        assertThat(judged(looks)).as(what).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0:4F 1:4F 3:4F, 3, 404",
        "0:+ 7:4F 8:4F 10:4F, 10, 404",
        "0:4 1:4F 3:4, 3, 404",
        "0:S 1:S 3:S, 3, 404",
        // the words and the status are two kinds as well
        "0:4 1:s 3:4, 3, 404",
        "0:N 1:N 3:N, 3, 0",
        // one kind of evidence that lasts two weeks
        "0:4 1:4 3:4 7:4 14:4, 14, 404",
        // what is found later takes nothing back
        "0:4F 1:4F 3:4F 10:5, 3, 404",
        "0:4F 1:4F 3:4F 10:h, 3, 404",
    })
    void itIsGoneSince(String looks, int day, int status) {
        assertThat(judged(looks))
                .isEqualTo(new Condition.Gone(START.plus(Duration.ofDays(day)), status, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "0:P 1:P 3:P, PARKED",
        "0:p 1:p 3:p, WELL",
        "0:X 1:X 3:X, UNREACHABLE",
        "0:5 1:5 3:5, WELL",
        "0:5 1:X 3:5, UNREACHABLE",
        "0:w 1:w 3:w, WALLED",
        "0:w 1:w, WELL",
        "0:m 1:m 3:m, MOVED",
        "0:m 1:m 3:m 10:+, WELL",
        "0:c 1:c, CHANGED",
        "0:c 1:c 8:4F, CHANGED",
        "0:4F 1:4F 3:4F 10:P 11:P 13:P, PARKED",
    })
    void conditionsAreToldApart(String looks, String kind) {
        Condition condition = judged(looks);
        assertThat(
                        condition == null
                                ? "WELL"
                                : condition.getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT))
                .isEqualTo(kind);
    }

    @Test
    void nothingBreaksByFewerThanThreeLooksOrOneKindOfEvidenceWhateverTheyFind() {
        List<Evidence> kinds = List.of(Evidence.values());
        for (int first = 0; first < kinds.size(); first++) {
            for (int second = 0; second < kinds.size(); second++) {
                Set<Evidence> evidence = EnumSet.of(kinds.get(first), kinds.get(second));
                for (int count = 1; count <= 4; count++) {
                    for (int hours : new int[] {1, 20, 40, 80}) {
                        Condition condition =
                                POLICY.judge(null, alike(new Finding.Missing(404, evidence), count, hours));
                        boolean may = count >= 3 && hours * (count - 1) >= 72 && evidence.size() >= 2;
                        assertThat(condition != null)
                                .as("%d looks, %d h apart, by %s", count, hours, evidence)
                                .isEqualTo(may);
                    }
                }
            }
        }
    }

    private static List<Look> alike(Finding finding, int count, int hoursApart) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Look(START.minus(Duration.ofHours((long) i * hoursApart)), finding))
                .toList();
    }

    @Test
    void distancesGrowFromAWeekToThreeMonths() {
        LinkHealth health = LinkHealth.planned(HOME, 1, START, false);
        List<Long> days = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Look look = new Look(health.nextLook(), finding("+"));
            health = POLICY.next(health, look, null, null);
            days.add(Duration.between(look.at(), health.nextLook()).toDays());
        }

        long[] distances = {14, 28, 56, 90, 90, 90};
        for (int i = 0; i < distances.length; i++) {
            assertThat(days.get(i)).isBetween((long) (distances[i] * 0.79) - 1, (long) (distances[i] * 1.2) + 1);
        }
        assertThat(health.looks()).hasSize(LinkHealth.KEPT);
    }

    @Test
    void whatIsSuspiciousIsLookedAtSoonAndConfirmedAfterThreeDays() {
        LinkHealth health = LinkHealth.planned(HOME, 1, START, false);
        Condition condition = null;
        List<Long> days = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Look look = new Look(health.nextLook(), finding("4F"));
            Condition before = condition;
            condition = POLICY.judge(before, health.with(look));
            health = POLICY.next(health, look, before, condition);
            days.add(Duration.between(START, health.nextLook()).toDays());
            assertThat(condition != null).isEqualTo(i >= 2);
        }

        assertThat(days.subList(0, 2)).containsExactly(1L, 3L);
        assertThat(days.get(2)).isBetween(8L, 12L);
    }

    @Test
    void whatTellsNothingIsAskedAgainWithoutBeingCounted() {
        LinkHealth health = LinkHealth.planned(HOME, 1, START, false);

        LinkHealth next = POLICY.next(health, new Look(START, new Finding.Unknown()), null, null);

        assertThat(next.looks()).isEmpty();
        assertThat(Duration.between(START, next.nextLook())).isBetween(Duration.ofHours(9), Duration.ofHours(15));
    }

    @Test
    void tenThousandLinksOfOneMinuteAreNotLookedAtInOne() {
        long most = IntStream.rangeClosed(1, 10_000)
                .mapToObj(number -> POLICY.firstLook(HOME, number, START))
                .collect(java.util.stream.Collectors.groupingBy(
                        first -> first.getEpochSecond() / 60, java.util.stream.Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();

        assertThat(most).isLessThan(20);
    }
}
