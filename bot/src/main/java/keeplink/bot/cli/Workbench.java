package keeplink.bot.cli;

import java.util.List;
import keeplink.bot.telegram.TelegramConnection;
import keeplink.fetch.AddressGuard;
import keeplink.fetch.PageFetcher;
import keeplink.link.LinkCollection;
import keeplink.snapshot.SnapshotMaker;
import keeplink.transfer.Exports;

/// What terminal commands work with, made when it is asked for: a command that needs no database opens none.
public interface Workbench {
    AddressGuard guard();

    PageFetcher fetcher();

    SnapshotMaker snapshotMaker();

    Exports exports();

    /// The ids of all collections there are links of.
    List<String> collections();

    /// The collection of the chat that has, or had, this id on its network.
    LinkCollection collection(String chat);

    /// How Telegram is reached, by the settings; with a token that means nothing where none is set.
    TelegramConnection telegram();

    /// What does not fit together in the stored data, a sentence each; empty where all is sound.
    List<String> check();
}
