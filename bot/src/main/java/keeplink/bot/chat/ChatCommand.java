package keeplink.bot.chat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something that can be asked with a slash. A new one is a new class: the router, `/help` and the chat's
/// command menu read the list of them.
public interface ChatCommand {
    /// The name without `/`: 1 to 32 of a-z, 0-9 and `_`. Its line in `/help` is the sentence `help.NAME`, its
    /// line in the menu `menu.NAME`.
    String name();

    /// Whether `/help` and the menu name it.
    default boolean listed() {
        return true;
    }

    /// Whether what follows the name must be a link's number where anything follows: then `/delete twelve` means
    /// no link at all, rather than the one shown last.
    default boolean takesNumber() {
        return false;
    }

    /// The link number a call of this command gives, empty where it gives none.
    default Optional<Integer> number(CommandLine line) {
        return line.number();
    }

    List<Reply> run(Asker asker, Call call);

    /// Goes on when a question this command asked by [Dialogues#ask] is answered.
    ///
    /// @param about what the question was given to go on
    default List<Reply> answered(Asker asker, String about, Incoming.Message message) {
        throw new IllegalStateException("/" + name() + " asks nothing");
    }

    /// What a place on earth means to this command that a person shared; empty where it means nothing.
    default Optional<List<Reply>> located(Asker asker, Incoming.Location where) {
        return Optional.empty();
    }

    /// How a command was called.
    ///
    /// @param line the command itself
    /// @param number the link meant: the number given, else the card replied to, else the link shown last; 0
    ///     where none is known
    /// @param numberGiven whether the number was given with the command
    /// @param endedDialogue whether a question was open, which the command has closed
    /// @param file the file it stands under or replies to, null where there is none
    record Call(
            CommandLine line, int number, boolean numberGiven, boolean endedDialogue, Incoming.@Nullable File file) {}
}
