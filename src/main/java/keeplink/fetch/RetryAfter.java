package keeplink.fetch;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The header `Retry-After` (RFC 9110 section 10.2.3): seconds, or a date in one of the three forms of section 5.6.7.
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT),
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.ROOT),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ROOT));

    private RetryAfter() {}

    /// How long to wait from now, zero for a date in the past, empty for what is neither form.
    static Optional<Duration> parse(String text, Clock clock) {
        String value = text.strip();
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        for (DateTimeFormatter form : DATES) {
            try {
                Instant date = LocalDateTime.parse(value, form).toInstant(ZoneOffset.UTC);
                Duration wait = Duration.between(clock.instant(), date);
                return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
            } catch (DateTimeException e) {
                // Not this form; the next one may fit.
                continue;
            }
        }
        return Optional.empty();
    }
}
