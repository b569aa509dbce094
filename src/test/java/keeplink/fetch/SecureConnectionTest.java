package keeplink.fetch;

import static keeplink.fetch.HostileServerTest.describe;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// The guard and the bounds under TLS, where OkHttp's socket is wrapped around ours.
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class SecureConnectionTest {
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";

    private final TestSite site = TestSite.startSecure();

    @TempDir
    Path directory;

    private static OkHttpPageFetcher fetcher() {
        return TestFetchers.with(
                TestFetchers.SMALL,
                TestFetchers.localGuard(),
                TestFetchers.QUICK,
                Clock.systemUTC(),
                _ -> TestFetchers.loopback());
    }

    /// Makes the certificate of the test site one that the system trusts, for fetchers made from now on.
    @BeforeEach
    void trustTheSite() throws IOException {
        Path store = directory.resolve("trusted.p12");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("test-site.p12"))) {
            Files.copy(in, store);
        }
        System.setProperty(TRUST_STORE, store.toString());
        System.setProperty(TRUST_STORE + "Password", "keeplink");
    }

    @AfterEach
    void close() {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE + "Password");
        site.close();
    }

    @Test
    void fetchesByNameAndByNumber() {
        site.serve("/", "text/html", "x");
        try (OkHttpPageFetcher fetcher = fetcher()) {
            assertThat(describe(fetcher.page(site.url("/")))).isEqualTo("fetched");
            assertThat(describe(fetcher.page(site.url("secure.example.com", "/"))))
                    .isEqualTo("fetched");
        }
    }

    @Test
    void refusesACertificateForAnotherName() {
        site.serve("/", "text/html", "x");
        try (OkHttpPageFetcher fetcher = fetcher()) {
            assertThat(describe(fetcher.page(site.url("other.example.com", "/"))))
                    .isEqualTo("INSECURE_NAME");
        }
        assertThat(site.requests()).isEmpty();
    }

    @Test
    void refusesACertificateThatNobodySigned() {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE + "Password");
        site.serve("/", "text/html", "x");
        try (OkHttpPageFetcher fetcher = fetcher()) {
            assertThat(describe(fetcher.page(site.url("/")))).isEqualTo("INSECURE_ISSUER");
        }
        assertThat(site.connections())
                .as("what will not pass is not tried again")
                .isEqualTo(1);
        assertThat(site.requests()).isEmpty();
    }

    @Test
    void countsTheBytesUnderTls() {
        site.on("/", Misbehaviour.ENDLESS_CHUNK_EXTENSION);
        try (OkHttpPageFetcher fetcher = fetcher()) {
            assertThat(describe(fetcher.page(site.url("/")))).isEqualTo("TOO_LARGE_ON_WIRE");
        }
    }

    @Test
    void cutsATextUnderTlsAsWithoutIt() {
        site.on("/", Misbehaviour.ENDLESS_CHUNKS);
        try (OkHttpPageFetcher fetcher = fetcher()) {
            assertThat(describe(fetcher.page(site.url("/")))).isEqualTo("truncated");
        }
    }

    @Test
    void doesNotSpeakTlsWithAServerThatDoesNot() {
        try (TestSite plain = TestSite.start();
                OkHttpPageFetcher fetcher = fetcher()) {
            plain.serve("/", "text/html", "x");
            // The site takes the greeting for a request line without end and says nothing.
            assertThat(describe(fetcher.page(plain.url("/").replace("http:", "https:"))))
                    .isIn("INSECURE", "TIMEOUT_ANSWER");
        }
    }
}
