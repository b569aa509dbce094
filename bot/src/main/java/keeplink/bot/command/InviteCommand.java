package keeplink.bot.command;

import java.util.List;
import java.util.function.Supplier;
import keeplink.access.Access;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.Reply;
import keeplink.bot.text.Html;

/// `/invite` gives a link that lets one more person use this Keeplink.
public final class InviteCommand implements ChatCommand {
    private final Access access;
    private final Supplier<String> username;

    /// @param username the bot's own handle without `@`
    public InviteCommand(Access access, Supplier<String> username) {
        this.access = access;
        this.username = username;
    }

    @Override
    public String name() {
        return "invite";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        if (!access.mayInvite(asker.person().id())) {
            return List.of(Reply.say(asker.phrases().say("invite.not-yours")));
        }
        if (!asker.place().isPrivate()) {
            // whoever reads along could take the link
            return List.of(Reply.say(asker.phrases().say("invite.privately")));
        }
        String link = "https://t.me/" + username.get() + "?start=" + access.invite();
        return List.of(Reply.say(OutgoingMessage.of(asker.phrases()
                .say("invite.link", "link", Html.link(link, link), "days", Access.INVITATION.toDays()))));
    }
}
