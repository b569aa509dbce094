package keeplink.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressGuardTest {
    record Vector(String url, String answers, String expected, String why) {
        static Vector of(String line) {
            String[] columns = line.split("\t", -1);
            String url = Pattern.compile("\\\\u\\{([0-9A-F]+)}")
                    .matcher(columns[0])
                    .replaceAll(m -> java.util.regex.Matcher.quoteReplacement(
                            Character.toString(Integer.parseInt(m.group(1), 16))));
            return new Vector(url, columns[1], columns[2], columns[3]);
        }
    }

    static List<Vector> vectors() throws IOException {
        try (InputStream in = Objects.requireNonNull(AddressGuardTest.class.getResourceAsStream("addresses.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.indexOf('\t') >= 0 && !line.startsWith("#"))
                    .map(Vector::of)
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> decidesEveryAddressOfTheTable() throws IOException {
        List<Vector> vectors = vectors();
        assertThat(vectors).hasSizeGreaterThan(250);
        return vectors.stream()
                .map(v -> dynamicTest(v.url() + " " + v.answers() + ": " + v.why(), () -> {
                    Decision decision = AddressGuard.strict().decide(v.url(), v.answers());
                    assertThat(decision instanceof Decision.Allow ? "ALLOW" : "BLOCK")
                            .as("%s", decision)
                            .isEqualTo(v.expected());
                }));
    }

    @TestFactory
    Stream<DynamicTest> refusesTheSameAddressesAtTheSocket() throws IOException {
        return vectors().stream()
                .filter(v -> v.why().matches("(loopback|private|metadata|mapped|NAT64|6to4|ISATAP|Teredo)"))
                .filter(v -> !v.answers().isEmpty())
                .map(v -> dynamicTest(
                        v.answers(),
                        () -> assertThat(AddressGuard.strict()
                                        .socket(new InetSocketAddress(InetAddress.ofLiteral(v.answers()), 80)))
                                .isInstanceOf(Decision.Block.class)));
    }

    @Test
    void refusesASocketWithoutAnAddress() {
        assertThat(AddressGuard.strict().socket(InetSocketAddress.createUnresolved("example.com", 80)))
                .isInstanceOf(Decision.Block.class);
    }

    /// What an operator's exceptions open, and what they do not.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1:8000         | http://127.0.0.1:8000/       |                   | ALLOW",
                "127.0.0.1:8000         | http://127.0.0.1:8001/       |                   | BLOCK",
                "127.0.0.1:8000         | http://127.0.0.1/            |                   | BLOCK",
                "127.0.0.1              | http://127.0.0.1:8001/       |                   | ALLOW",
                "127.0.0.1              | http://127.0.0.1:6379/       |                   | BLOCK",
                "127.0.0.1:6379         | http://127.0.0.1:6379/       |                   | ALLOW",
                "127.0.0.1              | http://[::ffff:127.0.0.1]/   |                   | ALLOW",
                "127.0.0.1              | http://127.0.0.2/            |                   | BLOCK",
                "127.0.0.1              | http://2130706433/           |                   | BLOCK",
                "127.0.0.1              | http://0177.0.0.1/           |                   | BLOCK",
                "127.0.0.1              | http://user@127.0.0.1/       |                   | BLOCK",
                "127.0.0.1:8000         | http://localhost:8000/       | 127.0.0.1         | ALLOW",
                "127.0.0.1:8000         | http://localhost:8000/       | 127.0.0.1,::1     | ALLOW",
                "127.0.0.1:8000,::1     | http://localhost:8000/       | 127.0.0.1,::1     | ALLOW",
                "127.0.0.1:8000         | http://localhost:8000/       | ::1               | BLOCK",
                "127.0.0.1:8000         | http://localhost:8001/       | 127.0.0.1         | BLOCK",
                "127.0.0.1:8000         | http://localhost:8000/       |                   | BLOCK",
                "127.0.0.1              | http://localhost:8000/       | 93.184.216.34     | BLOCK",
                "10.0.0.0/8             | http://10.200.0.1/           |                   | ALLOW",
                "10.0.0.0/8             | http://11.0.0.1:8000/        |                   | ALLOW",
                "10.0.0.0/8             | http://wiki/                 | 10.0.0.7          | ALLOW",
                "10.0.0.0/8             | http://wiki.internal/        | 10.0.0.7          | ALLOW",
                "10.0.0.0/8             | http://wiki.example.com/     | 10.0.0.7          | ALLOW",
                "10.0.0.0/8             | http://wiki.example.com/     | 10.0.0.7,10.9.9.9 | ALLOW",
                "10.0.0.0/8             | http://x.example.com/        | 10.0.0.7,8.8.8.8  | ALLOW",
                "10.0.0.0/8             | http://x.example.com/        | 10.0.0.7,::1      | BLOCK",
                "10.0.0.0/8             | http://x.example.com/        | 192.168.0.1       | BLOCK",
                "10.0.0.0/8             | http://db.example.com:5432/  | 10.0.0.7          | BLOCK",
                "10.0.0.0/8:5432        | http://db.example.com:5432/  | 10.0.0.7          | ALLOW",
                "10.0.0.0/8:5432        | http://db.example.com:5432/  | 93.184.216.34     | BLOCK",
                "93.184.216.34:5432     | http://db.example.com:5432/  | 93.184.216.34     | ALLOW",
                "[fd00::]/8:443         | https://[fd12::1]/           |                   | ALLOW",
                "[fd00::]/8:443         | http://[fd12::1]/            |                   | BLOCK",
                "fd00::/8               | http://[fd12::1]/            |                   | ALLOW",
                "::/0                   | http://127.0.0.1/            |                   | BLOCK",
                "0.0.0.0/0              | http://[::1]/                |                   | BLOCK",
                "0.0.0.0/0              | http://169.254.169.254/      |                   | ALLOW",
            })
    void opensWhatTheOperatorAllowedAndNothingElse(
            String allowed, String url, @org.jspecify.annotations.Nullable String answers, String expected) {
        AddressGuard guard = new AddressGuard(AllowedAddresses.parse(allowed));
        Decision decision = guard.decide(url, answers == null ? "" : answers);
        assertThat(decision instanceof Decision.Allow ? "ALLOW" : "BLOCK")
                .as("%s", decision)
                .isEqualTo(expected);
    }

    @Test
    void usesOnlyTheOpenedAddressesOfALocalName() {
        AddressGuard guard = new AddressGuard(AllowedAddresses.parse("127.0.0.1:8000"));
        List<InetAddress> both = List.of(InetAddress.ofLiteral("::1"), InetAddress.ofLiteral("127.0.0.1"));
        assertThat(guard.answers("localhost", 8000, both).usable()).containsExactly(InetAddress.ofLiteral("127.0.0.1"));
    }

    @Test
    void refusesAnAddressLongerThanServersTake() {
        String fits = "http://example.com/" + "a".repeat(7000);
        assertThat(AddressGuard.strict().decide(fits, "93.184.216.34")).isInstanceOf(Decision.Allow.class);
        assertThat(AddressGuard.strict().decide(fits + "a".repeat(1000), "93.184.216.34"))
                .isEqualTo(new Decision.Block("address: too long"));
    }
}
