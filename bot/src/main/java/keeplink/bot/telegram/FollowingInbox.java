package keeplink.bot.telegram;

import java.time.Instant;
import java.util.List;
import keeplink.delivery.Inbox;

/// An inbox that follows chats to their new ids before it accepts what was said there, so that nobody reads it
/// without knowing. Where that cannot be noted nothing is accepted, and Telegram hands it over again.
public record FollowingInbox(Inbox inbox, ChatIds ids) implements Inbox {
    @Override
    public List<Update> accept(List<Update> updates) {
        ids.follow(updates);
        return inbox.accept(updates);
    }

    @Override
    public void done(long id) {
        inbox.done(id);
    }

    @Override
    public void setAside(long id, String why) {
        inbox.setAside(id, why);
    }

    @Override
    public List<Update> open() {
        return inbox.open();
    }

    @Override
    public void prune(Instant before) {
        inbox.prune(before);
    }
}
