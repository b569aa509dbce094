package keeplink.bot.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import keeplink.transfer.Importer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `import [--collection ID] FILE…`: takes the links of files into a collection, while the bot does not run
/// on the same folder. Their pages are captured when it does.
@Command(
        name = "import",
        description = {
            "Takes links in: bookmarks of browsers, exports of Pocket, Raindrop, Karakeep, Linkwarden, Omnivore,",
            "Shiori and Telegram Desktop (result.json), and what export wrote. /undo in the chat takes it back."
        })
final class ImportTerminal implements Callable<Integer> {
    private final Workbench workbench;
    private final PrintStream out;

    @Option(names = "--collection", paramLabel = "ID", description = "the chat; not needed where there is one")
    private @Nullable String collection;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "what to import, whatever it is called")
    private List<Path> files = List.of();

    ImportTerminal(Workbench workbench, PrintStream out) {
        this.workbench = workbench;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                System.err.println(file + ": there is no such file");
                return 1;
            }
        }
        Optional<String> chat = chat();
        if (chat.isEmpty()) {
            return 1;
        }
        int exit = 0;
        for (Path file : files) {
            exit = Math.max(exit, tell(file, workbench.importFile(file, chat.get())));
        }
        return exit;
    }

    private Optional<String> chat() {
        if (collection != null) {
            return Optional.of(collection);
        }
        List<String> known = workbench.collections();
        Optional<String> chat = known.isEmpty()
                ? workbench.ownChat()
                : known.size() == 1 ? Optional.of(known.getFirst()) : Optional.empty();
        if (chat.isEmpty()) {
            System.err.println(
                    known.isEmpty()
                            ? "Say with --collection whose links they become: the id of the chat with the bot."
                            : "Say which with --collection: " + String.join(", ", known));
        }
        return chat;
    }

    private static String copies(int count) {
        return switch (count) {
            case 0 -> "";
            case 1 -> " 1 copy of a page came with them.";
            default -> " " + count + " copies of pages came with them.";
        };
    }

    private int tell(Path file, Importer.Report report) {
        if (report.kept() + report.there() + report.unreadable() > 0
                || report.outcome().isWhole()) {
            out.printf(
                    "%s: %s, %s.%s%n",
                    file,
                    report.kept() == 1 ? "1 link is new" : report.kept() + " links are new",
                    report.there() == 1 ? "1 was there already" : report.there() + " were there already",
                    copies(report.copies()));
        }
        if (report.unreadable() > 0) {
            out.printf(
                    "%s without an address of the web: %s%s%n",
                    report.unreadable() == 1 ? "1 entry is" : report.unreadable() + " entries are",
                    String.join(", ", report.named()),
                    report.unreadable() > report.named().size() ? ", …" : "");
        }
        return switch (report.outcome()) {
            case READ -> 0;
            case BROKEN -> {
                System.err.println(file + ": the file breaks off or is damaged; what came before that was imported."
                        + " Export it once more, and import it again: nothing is kept twice.");
                yield 1;
            }
            case UNKNOWN -> {
                System.err.println(file + ": there are no links in it in a form I know; import --help names them");
                yield 1;
            }
        };
    }
}
