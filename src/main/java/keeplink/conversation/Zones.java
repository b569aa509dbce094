package keeplink.conversation;

import com.ibm.icu.text.TimeZoneNames;
import com.ibm.icu.util.ULocale;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import us.dustinj.timezonemap.TimeZone;
import us.dustinj.timezonemap.TimeZoneMap;

/// Time zones as people name them: `Asia/Shanghai`, `new york`, `上海`, `UTC+8`, `-03:30`.
public final class Zones {
    /// An offset in hours, with minutes where there are some, `UTC` or `GMT` before it or not.
    private static final Pattern OFFSET =
            Pattern.compile("(?:utc|gmt)?\\s*([+\\-−])\\s*(\\d{1,2})(?::?([0-5]\\d))?", Pattern.CASE_INSENSITIVE);

    /// Cities people name their time after that the tz database does not have (its zones are the nearest city's).
    private static final Map<String, String> CITIES = Map.of(
            "beijing", "Asia/Shanghai",
            "peking", "Asia/Shanghai",
            "北京", "Asia/Shanghai",
            "北京时间", "Asia/Shanghai");

    /// Degrees around a place that are looked at: the map is large, and what is far away is never read into memory.
    private static final double AROUND = 0.001;

    private Zones() {}

    /// The zone whose clocks a place on earth follows; at sea the one of its meridian. Reads through the whole
    /// map of the time-zone-boundary project, which takes about a second of one core and little memory.
    ///
    /// @param latitude in degrees (WGS 84), -90 to 90
    /// @param longitude in degrees, -180 to 180
    /// @return empty where the map names no zone this Java knows
    /// @throws IllegalArgumentException where there is no such place
    public static Optional<ZoneId> at(double latitude, double longitude) {
        if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("no place on earth: " + latitude + ", " + longitude);
        }
        TimeZoneMap around = TimeZoneMap.forRegion(
                Math.max(-90, latitude - AROUND),
                Math.max(-180, longitude - AROUND),
                Math.min(90, latitude + AROUND),
                Math.min(180, longitude + AROUND));
        return Optional.ofNullable(around.getOverlappingTimeZone(latitude, longitude))
                .map(TimeZone::getZoneId)
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .map(ZoneId::of);
    }

    /// The zone a person means, empty where none is known by that name.
    ///
    /// @param language the one its cities may be named in, besides English
    public static Optional<ZoneId> named(String text, Locale language) {
        String wish = text.strip().replace('_', ' ').toLowerCase(Locale.ROOT);
        if (wish.isEmpty()) {
            return Optional.empty();
        }
        Matcher offset = OFFSET.matcher(wish);
        if (offset.matches()) {
            return offset(offset);
        }
        String city = CITIES.get(wish);
        if (city != null) {
            return Optional.of(ZoneId.of(city));
        }
        List<String> ids = ZoneId.getAvailableZoneIds().stream()
                .filter(id -> named(id, wish, language))
                // the very name first; then cities of a continent before names kept for old systems only
                .sorted(Comparator.comparing((String id) -> !id.equalsIgnoreCase(wish.replace(' ', '_')))
                        .thenComparing(id -> !id.matches("[A-Z][a-z]+/[A-Za-z_/-]+"))
                        .thenComparing(String::length)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        return ids.stream().findFirst().map(ZoneId::of);
    }

    private static boolean named(String id, String wish, Locale language) {
        String plain = id.replace('_', ' ').toLowerCase(Locale.ROOT);
        return plain.equals(wish)
                || plain.endsWith("/" + wish)
                || wish.equalsIgnoreCase(cityOrNull(id, language))
                || wish.equalsIgnoreCase(cityOrNull(id, Locale.ENGLISH));
    }

    private static @Nullable String cityOrNull(String id, Locale language) {
        return TimeZoneNames.getInstance(ULocale.forLocale(language)).getExemplarLocationName(id);
    }

    private static Optional<ZoneId> offset(Matcher given) {
        int minutes =
                Integer.parseInt(given.group(2)) * 60 + (given.group(3) == null ? 0 : Integer.parseInt(given.group(3)));
        try {
            return Optional.of(ZoneOffset.ofTotalSeconds((given.group(1).equals("+") ? 60 : -60) * minutes));
        } catch (DateTimeException tooFar) {
            return Optional.empty();
        }
    }
}
