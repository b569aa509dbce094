package keeplink.viewing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static keeplink.link.TestLinks.HOME;
import static keeplink.link.TestLinks.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import keeplink.MovableClock;
import keeplink.link.CaptureOutcome;
import keeplink.link.InMemoryLinkStore;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.link.SaveResult;
import keeplink.link.UrlCanonicalizer;
import keeplink.page.Verdict;
import keeplink.snapshot.InMemoryBlobStore;
import keeplink.snapshot.InMemorySnapshotStore;
import keeplink.snapshot.Snapshot;
import keeplink.snapshot.SnapshotComposer;
import keeplink.snapshot.Snapshots;
import keeplink.viewing.Viewing.Seen;
import org.junit.jupiter.api.Test;

class ViewingTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String BASE = "https://links.example.com";

    private final MovableClock clock = new MovableClock(NOON);
    private final InMemorySnapshotStore store = new InMemorySnapshotStore();
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private final Links links = new Links(new InMemoryLinkStore(), new UrlCanonicalizer(), link -> {}, clock);
    private final Snapshots snapshots = new Snapshots(store, blobs, new SnapshotComposer());
    private final Tickets tickets = new Tickets(new InMemorySigningKeyStore(), Duration.ofDays(7), clock);
    private final Viewing viewing = new Viewing(tickets, links, snapshots);
    private final ViewerAddresses addresses = new ViewerAddresses(() -> Optional.of(BASE), tickets);

    private Link keep(String url) {
        return ((SaveResult.Saved) links.save(request(url))).link();
    }

    private Link captured(Link link, String id, String... samePage) {
        Verdict verdict = new Verdict.Full(List.of());
        clock.move(Duration.ofMinutes(1));
        store.put(new Snapshot(
                id,
                link.collection(),
                link.number(),
                clock.instant(),
                link.url(),
                verdict,
                "text/html",
                blobs.put("<p>".getBytes(UTF_8)),
                List.of(),
                blobs.put("{\"title\":\"Tea\",\"html\":\"<p>Tea\",\"text\":\"Tea\"}".getBytes(UTF_8)),
                3));
        CaptureOutcome outcome = new CaptureOutcome(
                verdict,
                Optional.of(new Link.Capture(id, clock.instant(), verdict, 3)),
                "Tea",
                null,
                60,
                null,
                null,
                List.of(),
                List.of(samePage));
        return links.captured(HOME, link.number(), outcome).orElseThrow();
    }

    private Seen open(Optional<String> address) {
        return viewing.open(address.orElseThrow().substring((BASE + ViewerAddresses.PATH).length()));
    }

    private static String shown(Seen seen) {
        return switch (seen) {
            case Seen.Copy copy -> "copy " + copy.snapshot().id();
            case Seen.Reading reading ->
                "article " + reading.snapshot().id() + " " + reading.article().title();
            case Seen.Over over -> "over";
            case Seen.Unknown unknown -> "unknown";
        };
    }

    @Test
    void aCopyIsShownAsLongAsItsLinkIsKept() {
        Link link = captured(keep("https://example.com/a"), "one");
        Optional<String> copy = addresses.copy(link);

        assertThat(shown(open(copy))).isEqualTo("copy one");
        assertThat(shown(open(addresses.article(link)))).isEqualTo("article one Tea");
        links.delete(HOME, link.number());
        assertThat(shown(open(copy))).isEqualTo("over");
        assertThat(shown(open(addresses.article(link)))).isEqualTo("over");
        links.undo(HOME);
        assertThat(shown(open(copy))).isEqualTo("copy one");
    }

    @Test
    void anAddressIsThatOfOneCopy() {
        Link link = captured(captured(keep("https://example.com/a"), "one"), "two");

        assertThat(shown(open(addresses.copy(link)))).isEqualTo("copy two");
        assertThat(shown(open(addresses.copy(link, link.captures().getLast())))).isEqualTo("copy one");
        store.remove(HOME, link.number());
        assertThat(shown(open(addresses.copy(link)))).isEqualTo("over");
    }

    @Test
    void itsTimeEnds() {
        Optional<String> copy = addresses.copy(captured(keep("https://example.com/a"), "one"));

        clock.move(Duration.ofDays(7).minusSeconds(1));
        assertThat(shown(open(copy))).isEqualTo("copy one");
        clock.move(Duration.ofDays(1).plusSeconds(1));
        assertThat(shown(open(copy))).isEqualTo("over");
    }

    /// Two links that turn out to be one page keep the addresses of both.
    @Test
    void followsItsLinkIntoAnother() {
        Link older = captured(keep("https://example.com/a"), "one");
        Link younger = captured(keep("https://example.com/b"), "two");
        Optional<String> copy = addresses.copy(younger);

        Link united = captured(younger, "three", "https://example.com/a");
        store.move(HOME, younger.number(), united.number());

        assertThat(united.number()).isEqualTo(older.number());
        assertThat(shown(open(copy))).isEqualTo("copy two");
    }

    /// As after everything was deleted and begun anew: numbers come again, copies do not.
    @Test
    void theCopyOfAnotherLinkIsNotShown() {
        Link one = captured(keep("https://example.com/a"), "one");
        Link two = captured(keep("https://example.com/b"), "two");

        String crossed =
                tickets.issue(Ticket.Show.COPY, one, two.captures().getFirst().snapshot());
        assertThat(shown(viewing.open(crossed))).isEqualTo("over");
    }

    @Test
    void whatNobodySignedIsUnknown() {
        assertThat(shown(viewing.open("x.y"))).isEqualTo("unknown");
    }

    @Test
    void whereNoBrowserReachesItAndWithoutACopyThereAreNoAddresses() {
        Link bare = keep("https://example.com/a");
        assertThat(addresses.copy(bare)).isEmpty();
        assertThat(addresses.article(bare)).isEmpty();
        Link link = captured(bare, "one");
        assertThat(new ViewerAddresses(Optional::empty, tickets).copy(link)).isEmpty();
    }
}
