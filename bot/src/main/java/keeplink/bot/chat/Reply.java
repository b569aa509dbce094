package keeplink.bot.chat;

import java.util.List;
import keeplink.bot.text.Html;
import org.jspecify.annotations.Nullable;

/// What follows from something that came in.
public sealed interface Reply {
    /// A message.
    ///
    /// @param body what it shows
    /// @param links the numbers of the links it is about: a reply to it is about them
    /// @param view what its buttons need to turn its pages, opaque; empty where nothing
    record Say(Body body, List<Integer> links, String view) implements Reply {
        public Say {
            links = List.copyOf(links);
        }
    }

    /// Other content for the message whose button was pressed.
    record Edit(Body body, List<Integer> links, String view) implements Reply {
        public Edit {
            links = List.copyOf(links);
        }
    }

    /// A message that waits for the capture of a link and then becomes what was asked for.
    ///
    /// @param body what it shows until then
    /// @param then what it becomes
    record Await(Body body, int number, Then then) implements Reply {}

    /// A few words over the chat, only after a press.
    record Toast(Html text) implements Reply {}

    /// A silent receipt on the message that came in; where that is not possible, one line.
    record Receipt(String emoji, Html otherwise) implements Reply {}

    /// What a waiting message becomes.
    enum Then {
        CARD,
        ARTICLE,
        FILE
    }

    /// What a message shows.
    ///
    /// @param text its words
    /// @param buttons in rows
    /// @param preview the address whose preview is shown, null for none
    /// @param document a file that comes with it
    record Body(Html text, List<List<Button>> buttons, @Nullable String preview, @Nullable Document document) {
        public Body {
            buttons = buttons.stream()
                    .map(List::copyOf)
                    .filter(row -> !row.isEmpty())
                    .toList();
        }

        public static Body of(Html text) {
            return new Body(text, List.of(), null, null);
        }

        public Body with(List<List<Button>> rows) {
            return new Body(text, rows, preview, document);
        }
    }

    /// A button.
    ///
    /// @param data what a press on it says, see [ButtonData]
    record Button(String label, String data) {}

    /// A file, made anew when it is sent.
    ///
    /// @param name how it is called
    /// @param ref which file it is: see [Documents]
    record Document(String name, String ref) {}

    static Say say(Body body) {
        return new Say(body, List.of(), "");
    }

    static Say say(Html text) {
        return new Say(Body.of(text), List.of(), "");
    }

    static Say say(Body body, int link) {
        return new Say(body, List.of(link), "");
    }
}
