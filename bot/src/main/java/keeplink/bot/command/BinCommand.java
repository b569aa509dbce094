package keeplink.bot.command;

import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reply;
import keeplink.bot.text.Html;
import keeplink.link.Link;
import keeplink.link.Links;

/// `/bin` lists what was deleted and can still be had back by sending its address again.
public final class BinCommand implements ChatCommand {
    private static final int SHOWN = 20;

    private final Links links;

    public BinCommand(Links links) {
        this.links = links;
    }

    @Override
    public String name() {
        return "bin";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        List<Link> bin = links.bin(asker.collection());
        if (bin.isEmpty()) {
            return List.of(Reply.say(asker.phrases().say("bin.empty")));
        }
        StringBuilder text = new StringBuilder(
                asker.phrases().say("bin.head", "count", bin.size()).markup());
        bin.reversed().stream()
                .limit(SHOWN)
                .forEach(link -> text.append("\n")
                        .append(link.number())
                        .append(". ")
                        .append(Html.link(link.url(), link.title().length() > 100 ? link.url() : link.title())
                                .markup()));
        return List.of(Reply.say(new Html(text.toString())));
    }
}
