package keeplink.bot.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import keeplink.bot.text.Texts;
import keeplink.link.CaptureOutcome;
import keeplink.link.InMemoryLinkStore;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.link.TestLinks;
import keeplink.link.UrlCanonicalizer;
import keeplink.page.Verdict;
import keeplink.snapshot.BlobId;
import keeplink.snapshot.BlobStore;
import keeplink.snapshot.InMemorySnapshotStore;
import keeplink.snapshot.Snapshot;
import keeplink.snapshot.SnapshotComposer;
import keeplink.snapshot.Snapshots;
import keeplink.viewing.InMemorySigningKeyStore;
import keeplink.viewing.Ticket;
import keeplink.viewing.Tickets;
import keeplink.viewing.ViewerAddresses;
import keeplink.viewing.Viewing;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Only so many copies are put together at once, as each takes memory.
class ViewerPlacesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    /// A store that hands nothing out before it is let.
    private static final class Held implements BlobStore {
        private final Semaphore asked = new Semaphore(0);
        private final CountDownLatch let = new CountDownLatch(1);

        @Override
        public BlobId put(byte[] content) {
            return BlobId.of(content);
        }

        @Override
        public Optional<byte[]> get(BlobId id) {
            asked.release();
            try {
                let.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.of("<p>kept".getBytes(UTF_8));
        }

        @Override
        public long storedBytes() {
            return 0;
        }
    }

    private final Held blobs = new Held();
    private final InMemorySnapshotStore store = new InMemorySnapshotStore();
    private final Links links = new Links(new InMemoryLinkStore(), new UrlCanonicalizer(), link -> {}, CLOCK);
    private final Snapshots snapshots = new Snapshots(store, blobs, new SnapshotComposer());
    private final Tickets tickets = new Tickets(new InMemorySigningKeyStore(), Duration.ofDays(1), CLOCK);

    private String token() {
        Verdict verdict = new Verdict.Full(List.of());
        links.save(TestLinks.request("https://example.com/"));
        BlobId page = blobs.put("<p>kept".getBytes(UTF_8));
        store.put(new Snapshot(
                "one",
                TestLinks.HOME,
                1,
                NOON,
                "https://example.com/",
                verdict,
                "text/html",
                page,
                List.of(),
                null,
                1));
        CaptureOutcome outcome = CaptureOutcome.repeated(verdict, new Link.Capture("one", NOON, verdict, 1));
        return tickets.issue(
                Ticket.Show.COPY, links.captured(TestLinks.HOME, 1, outcome).orElseThrow(), "one");
    }

    private Tomcat start(Path folder) throws Exception {
        Tomcat server = new Tomcat();
        server.setBaseDir(folder.toString());
        server.setPort(0);
        server.getConnector();
        Context context = server.addContext("", folder.toString());
        Viewing viewing = new Viewing(tickets, links, snapshots);
        ViewerServlet servlet =
                new ViewerServlet(viewing, snapshots, new Texts(), ZoneOffset.UTC, Duration.ofMillis(50));
        Tomcat.addServlet(context, "viewer", servlet).addMapping(ViewerAddresses.PATH + "*");
        server.start();
        return server;
    }

    @Test
    void whoFindsAllPlacesTakenIsToldWhenToComeAgain(@TempDir Path folder) throws Exception {
        Tomcat server = start(folder);
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequestsPerHost(20);
        OkHttpClient http = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .readTimeout(Duration.ofMinutes(1))
                .build();
        Request request = new Request.Builder()
                .url("http://127.0.0.1:" + server.getConnector().getLocalPort() + ViewerAddresses.PATH + token())
                .build();
        Semaphore shown = new Semaphore(0);
        Callback copy = new Callback() {
            @Override
            public void onFailure(Call call, IOException e) {
                // is missed below
            }

            @Override
            public void onResponse(Call call, Response response) throws IOException {
                try (response) {
                    shown.release(response.body().string().equals("<p>kept") ? 1 : 0);
                }
            }
        };
        try {
            for (int i = 0; i < 6; i++) {
                http.newCall(request).enqueue(copy);
            }
            assertThat(blobs.asked.tryAcquire(6, 60, TimeUnit.SECONDS)).isTrue();
            try (Response response = http.newCall(request).execute()) {
                assertThat(response.code()).isEqualTo(503);
                assertThat(response.header("Retry-After")).isEqualTo("10");
                assertThat(response.header("Content-Security-Policy")).startsWith("sandbox; ");
            }
            blobs.let.countDown();
            assertThat(shown.tryAcquire(6, 60, TimeUnit.SECONDS)).isTrue();
            try (Response response = http.newCall(request).execute()) {
                assertThat(response.code()).isEqualTo(200);
            }
        } finally {
            blobs.let.countDown();
            server.stop();
            server.destroy();
        }
    }
}
