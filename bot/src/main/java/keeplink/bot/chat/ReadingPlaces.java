package keeplink.bot.chat;

import java.util.List;
import java.util.Optional;
import keeplink.conversation.MessageMemory;

/// How far each person has read in each article, by page. Survives a restart. Thread-safe.
public final class ReadingPlaces {
    private final Memories memories;

    public ReadingPlaces(Memories memories) {
        this.memories = memories;
    }

    /// The page a person was on last, from 0; 0 where they never read it.
    public int of(Asker asker, int number) {
        return page(asker, number).orElse(0);
    }

    /// Notes that a person is on a page now.
    public void at(Asker asker, int number, int page) {
        if (page(asker, number).orElse(0) != page) {
            memories.name(asker.place().chat(), name(asker, number), List.of(number), Integer.toString(page));
        }
    }

    private Optional<Integer> page(Asker asker, int number) {
        return memories.named(asker.place().chat(), name(asker, number))
                .map(MessageMemory::view)
                .map(Integer::valueOf);
    }

    private static String name(Asker asker, int number) {
        return "read:" + asker.person().id() + ":" + number;
    }
}
