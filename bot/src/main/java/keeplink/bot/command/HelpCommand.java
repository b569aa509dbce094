package keeplink.bot.command;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reply;
import keeplink.bot.text.Html;

/// `/help` says what can be done, a line for every command there is.
public final class HelpCommand implements ChatCommand {
    private final Supplier<List<ChatCommand>> commands;

    /// @param commands all commands, asked for when help is: this one is among them
    public HelpCommand(Supplier<List<ChatCommand>> commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "help";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        String lines = commands.get().stream()
                .filter(ChatCommand::listed)
                .map(command -> asker.phrases().say("help." + command.name()).markup())
                .collect(Collectors.joining("\n"));
        Html help = asker.phrases().say("help.head", "commands", new Html(lines));
        return List.of(Reply.say(
                asker.place().isPrivate()
                        ? help
                        : help.plus(new Html("\n\n")).plus(asker.phrases().say("help.group"))));
    }
}
