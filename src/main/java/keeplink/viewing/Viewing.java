package keeplink.viewing;

import java.time.Instant;
import java.util.Optional;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.page.Article;
import keeplink.snapshot.Snapshot;
import keeplink.snapshot.Snapshots;

/// From an address to what it shows: its ticket is good and its link is still kept. Changes nothing, so that
/// who only looks at an address beforehand, as chat networks do, has no effect. Thread-safe.
public final class Viewing {
    private final Tickets tickets;
    private final Links links;
    private final Snapshots snapshots;

    /// What an address shows.
    public sealed interface Seen {
        /// The page as it was kept, or the file.
        record Copy(Link link, Snapshot snapshot) implements Seen {}

        /// The article.
        ///
        /// @param snapshot the copy that has it
        /// @param copy the token of that copy, good as long as the one it was asked by
        record Reading(Link link, Snapshot snapshot, Article article, String copy) implements Seen {}

        /// It showed something once: its time is over, or its link is no longer kept.
        record Over() implements Seen {}

        /// No address of ours.
        record Unknown() implements Seen {}
    }

    public Viewing(Tickets tickets, Links links, Snapshots snapshots) {
        this.tickets = tickets;
        this.links = links;
        this.snapshots = snapshots;
    }

    /// What is behind a token, as it is now.
    public Seen open(String token) {
        return switch (tickets.read(token)) {
            case Tickets.Reading.Good(Ticket ticket) -> open(ticket).orElseGet(Seen.Over::new);
            case Tickets.Reading.Expired expired -> new Seen.Over();
            case Tickets.Reading.Forged forged -> new Seen.Unknown();
        };
    }

    private Optional<Seen> open(Ticket ticket) {
        return links.find(ticket.collection(), ticket.number())
                .flatMap(link -> snapshots.find(link, ticket.snapshot()).flatMap(copy -> switch (ticket.show()) {
                    case COPY -> copy(link, copy);
                    case ARTICLE -> article(link, copy, ticket.expires());
                }));
    }

    private static Optional<Seen> copy(Link link, Snapshot copy) {
        return copy.document() == null ? Optional.empty() : Optional.of(new Seen.Copy(link, copy));
    }

    private Optional<Seen> article(Link link, Snapshot copy, Instant expires) {
        Optional<Snapshot> readable = copy.article() == null ? snapshots.newestReadable(link) : Optional.of(copy);
        return readable.flatMap(found -> snapshots.article(found).map(article -> {
            Ticket ticket = new Ticket(Ticket.Show.COPY, link.collection(), link.number(), found.id(), expires);
            return new Seen.Reading(link, found, article, tickets.write(ticket));
        }));
    }
}
