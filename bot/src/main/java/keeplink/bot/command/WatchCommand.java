package keeplink.bot.command;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reply;
import keeplink.bot.chat.Watches;
import keeplink.bot.text.Html;
import keeplink.link.Tag;

/// `/watch #tag`, in a group: tell me privately when such a link is kept. `/unwatch #tag`: no more.
public final class WatchCommand implements ChatCommand {
    private final boolean on;
    private final Watches watches;
    private final Supplier<String> username;

    private WatchCommand(boolean on, Watches watches, Supplier<String> username) {
        this.on = on;
        this.watches = watches;
        this.username = username;
    }

    /// @param username the bot's own handle without `@`
    public static WatchCommand watch(Watches watches, Supplier<String> username) {
        return new WatchCommand(true, watches, username);
    }

    /// @param username the bot's own handle without `@`
    public static WatchCommand unwatch(Watches watches, Supplier<String> username) {
        return new WatchCommand(false, watches, username);
    }

    @Override
    public String name() {
        return on ? "watch" : "unwatch";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        return List.of(Reply.say(answer(asker, call)));
    }

    private Html answer(Asker asker, Call call) {
        if (asker.place().isPrivate()) {
            return asker.phrases().say("watch.groups-only");
        }
        List<Tag> tags = call.line().words().stream()
                .flatMap(word -> Tag.of(word).stream())
                .toList();
        if (tags.isEmpty()) {
            List<Tag> watched = watches.of(asker);
            return watched.isEmpty()
                    ? asker.phrases().say("watch.what")
                    : asker.phrases().say("watch.list", "tags", written(watched));
        }
        if (!on) {
            watches.remove(asker, tags);
            return asker.phrases().say("watch.off", "tags", written(tags));
        }
        watches.add(asker, tags);
        if (watches.reaches(asker.person().id())) {
            return asker.phrases().say("watch.on", "tags", written(tags));
        }
        String chat = "https://t.me/" + username.get() + "?start=watch";
        return asker.phrases()
                .say("watch.unreachable", "tags", written(tags), "chat", Html.link(chat, "@" + username.get()));
    }

    private static String written(List<Tag> tags) {
        return tags.stream().map(Tag::toString).collect(Collectors.joining(" "));
    }
}
