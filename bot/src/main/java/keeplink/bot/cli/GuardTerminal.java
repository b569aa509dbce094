package keeplink.bot.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import keeplink.fetch.Decision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `guard FILE.tsv`: decides about addresses without going to any.
@Command(
        name = "guard",
        description =
                "Reads lines of an address, a tab and its DNS answers (comma-separated), prints ALLOW or BLOCK for each.")
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
        // not lines(): a lone carriage return may be part of a hostile address
        for (String line : (text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1)) {
            String row = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            int tab = row.lastIndexOf('\t');
            String address = tab < 0 ? row : row.substring(0, tab);
            String answers = tab < 0 ? "" : row.substring(tab + 1);
            // as in a chat, an address may come without its scheme
            String whole = address.indexOf(':') < 0 && !address.isBlank() ? "http://" + address : address;
            out.println(workbench.guard().decide(whole, answers) instanceof Decision.Allow ? "ALLOW" : "BLOCK");
        }
        return 0;
    }
}
