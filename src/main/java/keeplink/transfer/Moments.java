package keeplink.transfer;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Points in time as link keepers write them.
final class Moments {
    /// Before there was a web nobody kept a link of it.
    private static final Instant FIRST_WEB_PAGE = Instant.parse("1990-12-20T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}(\\.\\d*)?");
    private static final long LARGEST_SECONDS = 100_000_000_000L;
    private static final long LARGEST_MILLISECONDS = 100_000_000_000_000L;

    private Moments() {}

    /// Reads seconds, milliseconds or microseconds since 1970, an ISO 8601 time (UTC where it names no
    /// offset) or date; null where it is none of these, or no time at which a link can have been kept.
    static @Nullable Instant read(String text) {
        String time = text.strip();
        Instant read = NUMBER.matcher(time).matches() ? number(time) : iso(time);
        return read == null || read.isBefore(FIRST_WEB_PAGE) || read.isAfter(LAST) ? null : read;
    }

    private static Instant number(String digits) {
        long number = Long.parseLong(digits.replaceFirst("\\..*", ""));
        if (number < LARGEST_SECONDS) {
            return Instant.ofEpochSecond(number);
        }
        return Instant.ofEpochMilli(number < LARGEST_MILLISECONDS ? number : number / 1000);
    }

    private static @Nullable Instant iso(String text) {
        String time = text.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) +", "$1T").replaceFirst(" *UTC$", "Z");
        return Stream.<Function<String, Instant>>of(
                        given -> OffsetDateTime.parse(given).toInstant(),
                        given -> LocalDateTime.parse(given).toInstant(ZoneOffset.UTC),
                        given -> LocalDate.parse(given).atStartOfDay().toInstant(ZoneOffset.UTC))
                .map(reading -> orNull(reading, time))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Instant orNull(Function<String, Instant> reading, String text) {
        try {
            return reading.apply(text);
        } catch (DateTimeException none) {
            return null;
        }
    }
}
