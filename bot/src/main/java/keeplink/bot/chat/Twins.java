package keeplink.bot.chat;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import keeplink.bot.chat.OutgoingMessage.Button;
import keeplink.link.Tag;
import keeplink.search.SearchIndex;
import keeplink.search.TwinTags;

/// Asks, when a tag is used for the first time, whether it is another spelling of one there is: once for each
/// tag, alone with a person only. Thread-safe.
public final class Twins {
    private static final String KIND = "twins";

    private final SearchIndex index;

    public Twins(SearchIndex index) {
        this.index = index;
    }

    /// Two tags that may be one.
    ///
    /// @param fresh the one just used first
    /// @param known the one there is
    public record Pair(Tag fresh, Tag known) {
        private String written() {
            return KIND + "\n" + fresh.name() + "\n" + known.name();
        }

        /// Reads what a message remembers of them, empty where it is about something else.
        public static Optional<Pair> read(String view) {
            String[] parts = view.split("\n", -1);
            return parts.length == 3 && parts[0].equals(KIND)
                    ? Optional.of(new Pair(new Tag(parts[1]), new Tag(parts[2])))
                    : Optional.empty();
        }
    }

    /// The tags in use now, to be asked for before new ones are given.
    SequencedMap<Tag, Integer> used(Asker asker) {
        return index.tags(asker.collection());
    }

    /// The question about the first of these tags that has a twin among those that were in use before.
    Optional<Reply> question(Asker asker, SequencedMap<Tag, Integer> usedBefore, Iterable<Tag> given) {
        if (!asker.place().isPrivate()) {
            return Optional.empty();
        }
        for (Tag tag : given) {
            Optional<Tag> twin = usedBefore.containsKey(tag) ? Optional.empty() : TwinTags.of(tag, usedBefore);
            if (twin.isPresent()) {
                return Optional.of(question(asker, new Pair(tag, twin.get())));
            }
        }
        return Optional.empty();
    }

    private static Reply question(Asker asker, Pair pair) {
        OutgoingMessage body = OutgoingMessage.of(
                        asker.phrases().say("twins.question", "fresh", pair.fresh(), "known", pair.known()))
                .withButtons(List.of(List.of(
                        Button.press(asker.phrases().label("twins.same"), ButtonData.of(KIND, 1)),
                        Button.press(asker.phrases().label("twins.different"), ButtonData.of(KIND, 0)))));
        return new Reply.Say(body, List.of(), pair.written());
    }
}
