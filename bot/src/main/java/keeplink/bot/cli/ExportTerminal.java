package keeplink.bot.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import keeplink.link.LinkCollection;
import keeplink.transfer.ExportFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `export [--collection ID] [--format json|wacz] [-o FILE]`: a collection as a file or on standard output, while the
/// bot does not run on the same folder.
@Command(name = "export", description = "Writes a collection as JSON or as a web archive, as /export sends it.")
final class ExportTerminal implements Callable<Integer> {
    private final Workbench workbench;
    private final PrintStream out;

    @Option(names = "--collection", paramLabel = "ID", description = "the chat; not needed where there is one")
    private @Nullable String collection;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (in any case of letters); json where none is given")
    private ExportFormat format = ExportFormat.JSON;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "where to write it; standard output where none is given")
    private @Nullable Path output;

    ExportTerminal(Workbench workbench, PrintStream out) {
        this.workbench = workbench;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        List<String> known = workbench.collections();
        String chosen = collection;
        if (chosen == null && known.size() != 1) {
            System.err.println(
                    known.isEmpty()
                            ? "There are no links."
                            : "Say which with --collection: " + String.join(", ", known));
            return 1;
        }
        LinkCollection links = workbench.collection(chosen == null ? known.getFirst() : chosen);
        if (output == null) {
            write(links, out);
            out.flush();
        } else {
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(output))) {
                write(links, file);
            }
        }
        return 0;
    }

    private void write(LinkCollection links, OutputStream to) throws IOException {
        workbench.exports().write(format, links, to);
        if (format == ExportFormat.JSON) {
            to.write('\n');
        }
    }
}
