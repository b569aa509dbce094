package keeplink.bot.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keeplink.bot.telegram.Secret;
import keeplink.bot.telegram.TelegramConnection;
import keeplink.fetch.AddressGuard;
import keeplink.fetch.PageFetcher;
import keeplink.link.LinkCollection;
import keeplink.snapshot.SnapshotLimits;
import keeplink.snapshot.SnapshotMaker;
import keeplink.transfer.Exports;
import keeplink.transfer.ImportFile;
import keeplink.transfer.Importer;
import org.jspecify.annotations.Nullable;

/// Without a network and without a database: a command that asks for one fails the test.
final class TestWorkbench implements Workbench {
    final List<String> imported = new ArrayList<>();
    final List<String> wrong = new ArrayList<>();
    Importer.Report report = new Importer.Report(ImportFile.Outcome.READ, 2, 0, 1, 0, 0, List.of());

    @Nullable
    PageFetcher site;

    private final URI telegram;

    /// @param telegram where its API is
    TestWorkbench(URI telegram) {
        this.telegram = telegram;
    }

    @Override
    public AddressGuard guard() {
        return AddressGuard.strict();
    }

    @Override
    public PageFetcher fetcher() {
        if (site == null) {
            throw new AssertionError("no network");
        }
        return site;
    }

    @Override
    public SnapshotMaker snapshotMaker() {
        return new SnapshotMaker(fetcher(), SnapshotLimits.DEFAULTS, Clock.systemUTC());
    }

    @Override
    public Exports exports() {
        throw new AssertionError("no database");
    }

    @Override
    public Importer.Report importFile(Path file, String chat) {
        imported.add(chat + " " + file.getFileName());
        return report;
    }

    @Override
    public Optional<String> ownChat() {
        return Optional.of("1");
    }

    @Override
    public List<String> collections() {
        return List.of();
    }

    @Override
    public LinkCollection collection(String chat) {
        return new LinkCollection(chat);
    }

    @Override
    public TelegramConnection telegram() {
        return TelegramConnection.to(telegram, new Secret("12345:canary"));
    }

    @Override
    public List<String> check() {
        return wrong;
    }
}
