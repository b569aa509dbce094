package keeplink.bot.chat;

import java.util.List;
import java.util.function.Consumer;
import keeplink.bot.text.Html;
import org.jspecify.annotations.Nullable;

/// What follows from something that came in.
public sealed interface Reply {
    /// A message.
    ///
    /// @param body what it shows
    /// @param links the numbers of the links it is about: a reply to it is about them
    /// @param view what its buttons need to turn its pages, opaque; empty where nothing
    record Say(OutgoingMessage body, List<Integer> links, String view) implements Reply {
        public Say {
            links = List.copyOf(links);
        }
    }

    /// Other content for the message whose button was pressed.
    record Edit(OutgoingMessage body, List<Integer> links, String view) implements Reply {
        public Edit {
            links = List.copyOf(links);
        }
    }

    /// A message that waits for the capture of a link and then becomes what was asked for.
    ///
    /// @param body what it shows until then
    /// @param then what it becomes
    /// @param instead the key of an earlier message of ours that becomes this one, null for a new message
    record Await(
            OutgoingMessage body,
            int number,
            Then then,
            @Nullable String instead) implements Reply {
        public Await(OutgoingMessage body, int number, Then then) {
            this(body, number, then, null);
        }
    }

    /// The card of a link once its capture is over, and nothing before that.
    record Later(int number) implements Reply {}

    /// A few words over the chat, only after a press.
    record Toast(Html text) implements Reply {}

    /// A silent receipt on the message that came in; where that is not possible, one line.
    record Receipt(String emoji, Html otherwise) implements Reply {}

    /// Other content for an earlier message of ours, because what it answered was changed.
    ///
    /// @param key the key of that message
    record Again(String key, Say say) implements Reply {}

    /// A message in another chat.
    record Tell(String chat, OutgoingMessage body) implements Reply {}

    /// A message about work that goes on while the chat is answered, and that says in the end what came of it. Work
    /// that
    /// was cut off is begun again.
    record Work(Html begun, Job job) implements Reply {}

    /// Work of a [Work].
    @FunctionalInterface
    interface Job {
        /// Works to the end.
        ///
        /// @param progress what is said meanwhile
        /// @return what came of it
        Html run(Consumer<Html> progress);
    }

    /// What is offered to share, only after an inquiry.
    record Offered(Offer offer) implements Reply {}

    /// What a waiting message becomes.
    enum Then {
        CARD,
        ARTICLE,
        FILE
    }

    static Say say(OutgoingMessage body) {
        return new Say(body, List.of(), "");
    }

    static Say say(Html text) {
        return new Say(OutgoingMessage.of(text), List.of(), "");
    }

    static Say say(OutgoingMessage body, int link) {
        return new Say(body, List.of(link), "");
    }
}
