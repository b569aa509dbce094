package keeplink.bot.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import keeplink.link.LinkCollection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `export [--collection ID]`: a collection as JSON on standard output, while the bot does not run on the same
/// folder.
@Command(name = "export", description = "Prints a collection as JSON, as /export json sends it.")
final class ExportTerminal implements Callable<Integer> {
    private final Workbench workbench;
    private final PrintStream out;

    @Option(names = "--collection", paramLabel = "ID", description = "the chat; not needed where there is one")
    private @Nullable String collection;

    ExportTerminal(Workbench workbench, PrintStream out) {
        this.workbench = workbench;
        this.out = out;
    }

    @Override
    public Integer call() {
        List<String> known = workbench.collections();
        String chosen = collection;
        if (chosen == null && known.size() != 1) {
            System.err.println(
                    known.isEmpty()
                            ? "There are no links."
                            : "Say which with --collection: " + String.join(", ", known));
            return 1;
        }
        workbench.export().write(new LinkCollection(chosen == null ? known.getFirst() : chosen), out);
        out.println();
        return 0;
    }
}
