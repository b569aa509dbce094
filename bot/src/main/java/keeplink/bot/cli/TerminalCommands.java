package keeplink.bot.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The terminal commands of the jar: its first word that is no setting names one.
@Command(
        name = "keeplink",
        description = "Keeps links. Run with nothing but settings (--keeplink.…) it is the bot; with a command:",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "Keeplink 0.1.0")
public final class TerminalCommands {
    /// A setting is `--group.name=value`; the options of commands have no dot in their names.
    private static final Pattern SETTING = Pattern.compile("--[A-Za-z0-9-]+\\.[^=]*(=.*)?", Pattern.DOTALL);

    private TerminalCommands() {}

    /// Whether these arguments ask for a command rather than for the bot.
    public static boolean asked(String... arguments) {
        return Arrays.stream(arguments).anyMatch(argument -> !isSetting(argument));
    }

    /// The settings among the arguments.
    public static String[] settings(String... arguments) {
        return Arrays.stream(arguments).filter(TerminalCommands::isSetting).toArray(String[]::new);
    }

    private static boolean isSetting(String argument) {
        return SETTING.matcher(argument).matches();
    }

    /// Runs the command.
    ///
    /// @return the exit code: 0 done, 1 not done, 2 not understood
    public static int run(Workbench workbench, String... arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        CommandLine line = new CommandLine(new TerminalCommands())
                .addSubcommand(new SnapshotTerminal(workbench))
                .addSubcommand(new ArticleTerminal(workbench, out))
                .addSubcommand(new GuardTerminal(workbench, out))
                .addSubcommand(new ExportTerminal(workbench, out))
                .addSubcommand(new ImportTerminal(workbench, out))
                .addSubcommand(new CheckTerminal(workbench, out))
                .addSubcommand(new DoctorTerminal(workbench, out))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    Throwable cause = failure;
                    while (cause.getCause() != null) {
                        cause = cause.getCause();
                    }
                    command.getErr().println(cause.getMessage() == null ? cause.toString() : cause.getMessage());
                    return 1;
                });
        List<String> words = Arrays.stream(arguments)
                .filter(argument -> !isSetting(argument))
                .toList();
        return line.execute(words.toArray(String[]::new));
    }
}
