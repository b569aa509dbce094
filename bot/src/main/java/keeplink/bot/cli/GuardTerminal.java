package keeplink.bot.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import keeplink.fetch.Decision;
import keeplink.fetch.PageRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `guard FILE.tsv`: decides about addresses without going to any.
@Command(
        name = "guard",
        description = {
            "Reads lines of an address, a tab and its DNS answers (separated by commas or spaces; none: only the",
            "address is judged), prints ALLOW or BLOCK for each. Lines that begin with # are comments."
        })
final class GuardTerminal implements Callable<Integer> {
    private final Workbench workbench;
    private final PrintStream out;

    @Parameters(paramLabel = "FILE.tsv")
    private Path file = Path.of("");

    GuardTerminal(Workbench workbench, PrintStream out) {
        this.workbench = workbench;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        String content = text.startsWith("\ufeff") ? text.substring(1) : text;
        // not lines(): a lone carriage return may be part of a hostile address
        for (String line :
                (content.endsWith("\n") ? content.substring(0, content.length() - 1) : content).split("\n", -1)) {
            if (!line.startsWith("#")) {
                out.println(decide(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line));
            }
        }
        return 0;
    }

    private String decide(String row) {
        int tab = row.lastIndexOf('\t');
        String address = tab < 0 ? row : row.substring(0, tab);
        String answers = tab < 0 ? "" : row.substring(tab + 1);
        // as in a chat, an address may come without its scheme
        Decision decision = workbench.guard().decide(PageRequest.withScheme(address), answers);
        return decision instanceof Decision.Allow ? "ALLOW" : "BLOCK";
    }
}
