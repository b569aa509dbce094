package keeplink.bot.local;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What holds in a group and is no part of the chat as the bot is told of it.
///
/// @param creator whose group it is, 0 for nobody's
/// @param administrators people who may change its settings, without the creator
/// @param privacy whether the bot is shown only what is meant for it, as bots are at Telegram unless their maker or
///     an administrator of the group decides otherwise ([PrivacyMode])
public record GroupRules(long creator, List<Long> administrators, boolean privacy) {
    static final GroupRules NONE = new GroupRules(0, List.of(), false);

    public GroupRules {
        administrators = List.copyOf(administrators);
    }

    static GroupRules of(JsonNode json) {
        return new GroupRules(
                json.path("creator").longValue(0),
                json.path("administrators")
                        .valueStream()
                        .map(JsonNode::longValue)
                        .toList(),
                json.path("privacy").booleanValue(false));
    }

    ObjectNode json(long id) {
        ObjectNode json =
                Conversations.node().put("id", id).put("creator", creator).put("privacy", privacy);
        ArrayNode list = json.putArray("administrators");
        administrators.forEach(list::add);
        return json;
    }

    GroupRules withAdministrator(long person) {
        return new GroupRules(
                creator,
                Stream.concat(administrators.stream(), Stream.of(person))
                        .distinct()
                        .toList(),
                privacy);
    }

    /// A person's `status` in the words of the Bot API (`ChatMember`).
    String status(long person) {
        if (person == creator) {
            return "creator";
        }
        return administrators.contains(person) ? "administrator" : "member";
    }
}
