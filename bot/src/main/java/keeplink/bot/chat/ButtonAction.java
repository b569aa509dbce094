package keeplink.bot.chat;

import java.util.List;

/// What a press on a button does. A new one is a new class; the router reads the list of them.
public interface ButtonAction {
    /// The verb its buttons carry.
    String verb();

    /// @param view what the message with the button said it needs, empty where nothing
    List<Reply> press(Asker asker, ButtonData data, String view);
}
