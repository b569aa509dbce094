package keeplink.bot.local;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Somebody who chats with the bot through the stand-in.
///
/// @param id the person's number; also the number of the private chat with the bot
/// @param firstName as others see it
/// @param username without `@`
/// @param languageCode IETF language tag of the person's app, such as `zh-hans`
public record LocalPerson(
        long id,
        String firstName,
        @Nullable String username,
        @Nullable String languageCode) {
    public LocalPerson {
        if (id <= 0) {
            throw new IllegalArgumentException("a person's id is positive: " + id);
        }
    }

    /// A person called `Anna` and so on: all a test needs.
    public static LocalPerson of(long id, String firstName) {
        return new LocalPerson(id, firstName, null, "en");
    }

    /// Whoever sits in front of the local chat page.
    public static LocalPerson atThisMachine() {
        return new LocalPerson(1, "You", null, null);
    }

    /// Two more, so that whoever sits in front of the page can try a group.
    static List<LocalPerson> company() {
        return List.of(new LocalPerson(2, "Anna", "anna", null), new LocalPerson(3, "Bo", "bo", null));
    }

    /// The same person with an app in another language.
    LocalPerson speaking(String language) {
        return new LocalPerson(id, firstName, username, language);
    }

    ObjectNode user() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", id).put("is_bot", false).put("first_name", firstName);
        if (username != null) {
            node.put("username", username);
        }
        if (languageCode != null) {
            node.put("language_code", languageCode);
        }
        return node;
    }

    ObjectNode privateChat() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", id).put("type", "private").put("first_name", firstName);
        if (username != null) {
            node.put("username", username);
        }
        return node;
    }
}
