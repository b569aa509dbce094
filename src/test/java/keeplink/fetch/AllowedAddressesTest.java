package keeplink.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedAddressesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "  ", ",", " , "})
    void blankMeansNoExceptions(String text) {
        assertThat(AllowedAddresses.parse(text).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:8000,10.0.0.0/8,[fd00::]/8:443",
                " 127.0.0.1 , ::1 ",
                "[::1]",
                "[::1]:80",
                "fd00::/8",
                "::ffff:10.0.0.0/104",
                "10.1.2.3/8",
                "0.0.0.0/0",
            })
    void readsAddressesAndRangesWithPorts(String text) {
        assertThat(AllowedAddresses.parse(text).isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "localhost          | 'localhost'",
                "localhost:8000     | 'localhost:8000'",
                "127.1              | '127.1' is no IP address",
                "0177.0.0.1         | is no IP address",
                "256.0.0.1          | is no IP address",
                "10.0.0.0/33        | prefix length between 0 and 32",
                "10.0.0.0/          | prefix length",
                "10.0.0.0/-1        | prefix length",
                "fd00::/129         | prefix length between 0 and 128",
                "10.0.0.0/8:0       | no port between 1 and 65535",
                "10.0.0.0/8:65536   | no port",
                "10.0.0.0/8:http    | no port",
                "127.0.0.1:         | no port",
                "[127.0.0.1]        | no IPv6 address",
                "[fd00::            | '[fd00::'",
                "fe80::1%eth0       | 'fe80::1%eth0'",
                "http://127.0.0.1/  | 'http://127.0.0.1/'",
                "*                  | '*'",
                "127.0.0.1;10.0.0.1 | is no IP address",
            })
    void saysInASentenceWhatCannotBeRead(String text, String message) {
        assertThatThrownBy(() -> AllowedAddresses.parse("10.0.0.1," + text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("Examples: ");
    }

    @Test
    void anExceptionWithoutPortKeepsTheRefusedPortsClosed() {
        AllowedAddresses allowed = AllowedAddresses.parse("10.0.0.0/8,10.0.0.5:6379");
        IpAddress five = IpAddress.parse("10.0.0.5").orElseThrow();
        IpAddress six = IpAddress.parse("10.0.0.6").orElseThrow();
        assertThat(allowed.opens(five, 6379)).isTrue();
        assertThat(allowed.opens(six, 6379)).isFalse();
        assertThat(allowed.opens(six, 8000)).isTrue();
    }
}
