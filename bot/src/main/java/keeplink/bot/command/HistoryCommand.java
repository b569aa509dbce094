package keeplink.bot.command;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.snapshot.Snapshot;
import keeplink.snapshot.Snapshots;

/// `/history 12` lists the snapshots of a link, one line each with date and time.
public record HistoryCommand(Links links, Snapshots snapshots, CardView cards) implements OnLink {
    @Override
    public String name() {
        return "history";
    }

    @Override
    public List<Reply> run(Asker asker, Call call, Link link) {
        return List.of(Reply.say(cards.history(link, unchanged(link), asker.phrases(), asker.zone()), link.number()));
    }

    private Set<String> unchanged(Link link) {
        return snapshots.all(link).stream()
                .filter(snapshot -> snapshot.sameAs() != null)
                .map(Snapshot::id)
                .collect(Collectors.toSet());
    }
}
