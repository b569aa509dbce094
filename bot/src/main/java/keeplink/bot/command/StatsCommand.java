package keeplink.bot.command;

import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reply;
import keeplink.bot.text.Html;
import keeplink.bot.text.Texts.Phrases;
import keeplink.link.Links;
import keeplink.link.Statistics;

/// `/stats` tells the collection in numbers.
public final class StatsCommand implements ChatCommand {
    private final Links links;
    private final Clock clock;

    public StatsCommand(Links links, Clock clock) {
        this.links = links;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "stats";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        Phrases phrases = asker.phrases();
        Statistics counted = Statistics.of(links.all(asker.collection()), clock.instant());
        if (counted.links() == 0) {
            return List.of(Reply.say(phrases.say("list.empty")));
        }
        Html text = phrases.say(
                        "stats.links",
                        "links",
                        counted.links(),
                        "week",
                        counted.lastWeek(),
                        "unread",
                        counted.unread(),
                        "starred",
                        counted.starred(),
                        "broken",
                        counted.broken())
                .plus(new Html("\n"))
                .plus(phrases.say(
                        "stats.snapshots",
                        "tags",
                        counted.tags(),
                        "snapshots",
                        counted.snapshots(),
                        "kilobytes",
                        (counted.bytes() + 1023) / 1024))
                .plus(named("stats.sites", counted.sites(), phrases));
        boolean several = counted.people().size() > 1;
        return List.of(Reply.say(several ? text.plus(named("stats.people", counted.people(), phrases)) : text));
    }

    private static Html named(String key, List<Statistics.Count> counts, Phrases phrases) {
        String all = counts.stream()
                .map(count -> count.name() + " " + count.links())
                .collect(Collectors.joining(phrases.label("list.separator")));
        return new Html("\n").plus(phrases.say(key, "counts", all));
    }
}
