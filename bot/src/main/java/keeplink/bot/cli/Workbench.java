package keeplink.bot.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import keeplink.bot.telegram.TelegramConnection;
import keeplink.fetch.AddressGuard;
import keeplink.fetch.PageFetcher;
import keeplink.link.LinkCollection;
import keeplink.snapshot.SnapshotMaker;
import keeplink.transfer.Exports;
import keeplink.transfer.Importer;

/// What terminal commands work with, made when it is asked for: a command that needs no database opens none.
public interface Workbench {
    AddressGuard guard();

    PageFetcher fetcher();

    SnapshotMaker snapshotMaker();

    Exports exports();

    /// Takes the links of a file into the collection of a chat.
    ///
    /// @throws IOException where the file cannot be had
    Importer.Report importFile(Path file, String chat) throws IOException;

    /// The chat the settings name as the only one; empty where they name none, or several.
    Optional<String> ownChat();

    /// The ids of all collections there are links of.
    List<String> collections();

    /// The collection of the chat that has, or had, this id on its network.
    LinkCollection collection(String chat);

    /// How Telegram is reached, by the settings; with a token that means nothing where none is set.
    TelegramConnection telegram();

    /// What does not fit together in the stored data, a sentence each; empty where all is sound.
    List<String> check();
}
