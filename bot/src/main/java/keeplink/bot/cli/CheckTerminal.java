package keeplink.bot.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `check`: whether the stored data is sound, while the bot does not run on the same folder.
@Command(name = "check", description = "Checks the integrity of the stored data; exit code 1 where something is wrong.")
final class CheckTerminal implements Callable<Integer> {
    private final Workbench workbench;
    private final PrintStream out;

    CheckTerminal(Workbench workbench, PrintStream out) {
        this.workbench = workbench;
        this.out = out;
    }

    @Override
    public Integer call() {
        List<String> wrong = workbench.check();
        wrong.forEach(out::println);
        out.println(wrong.isEmpty() ? "The stored data is sound." : wrong.size() + " things are wrong.");
        return wrong.isEmpty() ? 0 : 1;
    }
}
