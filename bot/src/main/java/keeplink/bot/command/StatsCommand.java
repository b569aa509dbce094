package keeplink.bot.command;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Documents;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.Reply;
import keeplink.bot.text.Html;
import keeplink.bot.text.Texts.Phrases;
import keeplink.bot.view.GrowthChart;
import keeplink.link.Growth;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.link.Statistics;

/// `/stats` tells the collection in numbers, and how it grew as a picture.
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
        List<Link> all = links.all(asker.collection());
        Statistics counted = Statistics.of(all, clock.instant());
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
        return List.of(
                Reply.say(several ? text.plus(named("stats.people", counted.people(), phrases)) : text),
                Reply.say(growth(all, asker)));
    }

    private OutgoingMessage growth(List<Link> all, Asker asker) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), asker.zone());
        Growth growth = Growth.of(all, today, asker.zone());
        return OutgoingMessage.of(GrowthChart.caption(growth, asker.phrases()))
                .withSilent(true)
                .withDocument(Documents.growth(growth, today, asker.phrases().language()));
    }

    private static Html named(String key, List<Statistics.Count> counts, Phrases phrases) {
        String all = counts.stream()
                .map(count -> count.name() + " " + count.links())
                .collect(Collectors.joining(phrases.label("list.separator")));
        return new Html("\n").plus(phrases.say(key, "counts", all));
    }
}
