package keeplink.bot.chat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import keeplink.conversation.MessageMemory;

/// Questions of commands that wait for a person's next message: at most one for each person and chat. Any command
/// ends it, and so does time. Survives a restart. Thread-safe; the messages of one chat come one after another.
public final class Dialogues {
    /// How long an answer is waited for.
    public static final Duration PATIENCE = Duration.ofMinutes(10);

    /// How long somebody who answers too late is told so; afterwards nobody remembers the question.
    private static final Duration WORTH_A_WORD = Duration.ofHours(12);

    private final Memories memories;
    private final Clock clock;

    public Dialogues(Memories memories, Clock clock) {
        this.memories = memories;
        this.clock = clock;
    }

    /// A question that was asked.
    ///
    /// @param command the name of the command that waits
    /// @param about what the command needs to go on, opaque here
    /// @param overdue whether it no longer waits
    public record Open(String command, String about, boolean overdue) {}

    /// Waits for the person's next message, instead of for whatever was waited for before.
    public void ask(Asker asker, ChatCommand command, String about) {
        Instant until = clock.instant().plus(PATIENCE);
        memories.name(
                asker.place().chat(),
                name(asker),
                List.of(),
                command.name() + "\n" + until.toEpochMilli() + "\n" + about);
    }

    /// What a command that waits was given to go on, and the question is closed with that; empty where the person
    /// answers nothing it asked.
    public Optional<String> close(Asker asker, ChatCommand command) {
        boolean waits = memories.named(asker.place().chat(), name(asker))
                .filter(memory -> memory.view().startsWith(command.name() + "\n"))
                .isPresent();
        return waits ? close(asker).filter(open -> !open.overdue()).map(Open::about) : Optional.empty();
    }

    /// The question that is open, which is closed with that; empty where there is none.
    Optional<Open> close(Asker asker) {
        Optional<String> view = memories.named(asker.place().chat(), name(asker))
                .map(MessageMemory::view)
                .filter(written -> !written.isEmpty());
        if (view.isEmpty()) {
            return Optional.empty();
        }
        memories.name(asker.place().chat(), name(asker), List.of(), "");
        String[] parts = view.get().split("\n", 3);
        Duration late = Duration.between(Instant.ofEpochMilli(Long.parseLong(parts[1])), clock.instant());
        return late.compareTo(WORTH_A_WORD) > 0
                ? Optional.empty()
                : Optional.of(new Open(parts[0], parts[2], late.isPositive()));
    }

    private static String name(Asker asker) {
        return "dialogue:" + asker.person().id();
    }
}
