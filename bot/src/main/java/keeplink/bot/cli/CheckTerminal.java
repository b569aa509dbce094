package keeplink.bot.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import keeplink.transfer.ArchiveCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `check [FILE…]`: whether the stored data is sound, while the bot does not run on the same folder; with files,
/// whether these web archives are.
@Command(
        name = "check",
        description = {
            "Checks the integrity of the stored data or, where files are named, of these web archives",
            "(.wacz, .warc, .warc.gz): a line for each fault; exit code 1 where something is wrong."
        })
final class CheckTerminal implements Callable<Integer> {
    private final Workbench workbench;
    private final PrintStream out;

    @Parameters(paramLabel = "FILE", description = "web archives, by any software")
    private List<Path> files = new ArrayList<>();

    CheckTerminal(Workbench workbench, PrintStream out) {
        this.workbench = workbench;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        if (files.isEmpty()) {
            return tell(workbench.check(), "The stored data");
        }
        int exit = 0;
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                exit = Math.max(exit, tell(ArchiveCheck.faults(file), file.toString()));
            } else {
                System.err.println(file + ": there is no such file");
                exit = 1;
            }
        }
        return exit;
    }

    private int tell(List<String> wrong, String what) {
        wrong.forEach(out::println);
        out.println(
                switch (wrong.size()) {
                    case 0 -> what + " is sound.";
                    case 1 -> "1 thing is wrong.";
                    default -> wrong.size() + " things are wrong.";
                });
        return wrong.isEmpty() ? 0 : 1;
    }
}
