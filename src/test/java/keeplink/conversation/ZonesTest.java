package keeplink.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZonesTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "Asia/Shanghai,    Asia/Shanghai",
        "asia/shanghai,    Asia/Shanghai",
        "shanghai,         Asia/Shanghai",
        "上海,             Asia/Shanghai",
        "北京时间,         Asia/Shanghai",
        "Beijing,          Asia/Shanghai",
        "New York,         America/New_York",
        "america/new_york, America/New_York",
        "纽约,             America/New_York",
        "Berlin,           Europe/Berlin",
        "UTC,              UTC",
        "UTC+8,            +08:00",
        "+8,               +08:00",
        "gmt-3:30,         -03:30",
        "−0330,            -03:30",
        "' +05:45 ',       +05:45",
    })
    void aZoneIsMeantByItsNameACityOrAnOffset(String text, String zone) {
        assertThat(Zones.named(text, Locale.CHINESE)).contains(ZoneId.of(zone));
    }

    @ParameterizedTest(name = "{0}, {1} is in {2}")
    @CsvSource({
        "43.80,  87.60,  Asia/Urumqi",
        "48.58,  7.75,   Europe/Paris",
        "-33.86, 151.20, Australia/Sydney",
        "0,      -30,    Etc/GMT+2",
        "90,     180,    Etc/GMT-12",
    })
    void aPlaceHasAZone(double latitude, double longitude, String zone) {
        assertThat(Zones.at(latitude, longitude)).contains(ZoneId.of(zone));
    }

    @ParameterizedTest
    @CsvSource({"90.1, 0", "0, -180.1", "NaN, 0"})
    void thereAreNoPlacesBesideTheEarth(double latitude, double longitude) {
        assertThatThrownBy(() -> Zones.at(latitude, longitude)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "Atlantis", "+19", "+5:75", "8", "tomorrow", "a/b/c"})
    void whatNamesNoneIsNone(String text) {
        assertThat(Zones.named(text, Locale.ENGLISH)).isEmpty();
    }
}
