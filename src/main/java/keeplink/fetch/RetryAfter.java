package keeplink.fetch;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The header `Retry-After` (RFC 9110 section 10.2.3): seconds, or a date in one of the three forms of section
/// 5.6.7.
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
            "[[EEE, ]dd MMM uuuu HH:mm:ss 'GMT'][EEEE, dd-MMM-yy HH:mm:ss 'GMT'][EEE MMM ppd HH:mm:ss uuuu]",
            Locale.ENGLISH);

    private RetryAfter() {}

    /// Reads how long to wait from now: zero for a date in the past, empty for what is neither form.
    static Optional<Duration> parse(String text, Clock clock) {
        String value = text.strip();
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            LocalDateTime date = LocalDateTime.parse(value, DATE);
            Duration wait = Duration.between(clock.instant(), date.toInstant(ZoneOffset.UTC));
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
