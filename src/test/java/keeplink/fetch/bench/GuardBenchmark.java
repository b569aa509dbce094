package keeplink.fetch.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import keeplink.fetch.AddressGuard;
import keeplink.fetch.AllowedAddresses;
import keeplink.fetch.Decision;
import okhttp3.HttpUrl;

/// Measures what the guard costs: decisions a second over the addresses of the test table, beside merely parsing
/// them.
///
/// To run it: compile the tests, then start this class with the tests' class path.
public final class GuardBenchmark {
    private static final int ROUNDS = 10;
    private static final long ROUND_NANOS = 500_000_000;

    private GuardBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        List<String> urls = urls();
        List<InetAddress> answers =
                List.of(InetAddress.ofLiteral("93.184.216.34"), InetAddress.ofLiteral("2606:4700:4700::1111"));
        AddressGuard strict = AddressGuard.strict();
        AddressGuard excepting =
                new AddressGuard(AllowedAddresses.parse("127.0.0.1:8000,10.0.0.0/8,192.168.0.0/16,[fd00::]/8:443"));
        System.out.printf("%d addresses, best of %d rounds%n", urls.size(), ROUNDS);
        measure("java.net.URI, parsing only", urls, GuardBenchmark::parse);
        measure("okhttp3.HttpUrl, parsing only", urls, url -> HttpUrl.parse(url) == null ? 0 : 1);
        measure("guard, without exceptions", urls, url -> allowed(strict.decide(url, answers)));
        measure("guard, with four exceptions", urls, url -> allowed(excepting.decide(url, answers)));
    }

    private static void measure(String name, List<String> urls, ToIntFunction<String> task) {
        double best = 0;
        int accepted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            long done = 0;
            while (System.nanoTime() - start < ROUND_NANOS) {
                accepted = urls.stream().mapToInt(task).sum();
                done += urls.size();
            }
            best = Math.max(best, done * 1e9 / (System.nanoTime() - start));
        }
        System.out.printf("%-30s %,12.0f a second, %d accepted%n", name, best, accepted);
    }

    private static int allowed(Decision decision) {
        return switch (decision) {
            case Decision.Allow allow -> 1;
            case Decision.Block block -> 0;
        };
    }

    private static int parse(String url) {
        try {
            return new URI(url).getHost() == null ? 0 : 1;
        } catch (URISyntaxException e) {
            return 0;
        }
    }

    private static List<String> urls() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(GuardBenchmark.class.getResourceAsStream("/keeplink/fetch/addresses.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.indexOf('\t') > 0 && line.charAt(0) != '#')
                    .map(line -> line.substring(0, line.indexOf('\t')))
                    .toList();
        }
    }
}
