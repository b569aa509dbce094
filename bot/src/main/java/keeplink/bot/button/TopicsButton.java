package keeplink.bot.button;

import java.util.List;
import java.util.Optional;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Members;
import keeplink.bot.chat.Reply;
import keeplink.conversation.Chat;
import keeplink.conversation.ConversationStore;

/// Lets each topic of a group keep links of its own (`topics:1`), or all of them those of the group (`topics:0`).
/// What was kept before stays where it is.
public final class TopicsButton implements ButtonAction {
    /// The verb of both.
    public static final String VERB = "topics";

    private final ConversationStore conversations;
    private final Members members;

    public TopicsButton(ConversationStore conversations, Members members) {
        this.conversations = conversations;
        this.members = members;
    }

    @Override
    public String verb() {
        return VERB;
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String shown) {
        Optional<Chat> group =
                conversations.chat(Chat.whole(asker.place().chat())).filter(chat -> chat.kind() == Chat.Kind.GROUP);
        if (group.isEmpty()) {
            return List.of(new Reply.Toast(asker.phrases().say("button.unknown")));
        }
        if (!members.mayDecide(asker)) {
            return List.of(new Reply.Toast(asker.phrases().say("group.administrators")));
        }
        boolean apart = data.number(0) == 1;
        conversations.put(group.get().withPreferences(group.get().preferences().withTopics(apart)));
        return List.of(Reply.say(asker.phrases().say(apart ? "topics.apart" : "topics.together")));
    }
}
