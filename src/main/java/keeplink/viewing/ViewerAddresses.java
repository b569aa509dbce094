package keeplink.viewing;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import keeplink.link.Link;

/// The addresses under which a browser gets copies; there are none where no browser reaches the viewer, and
/// none for a link without a copy. Thread-safe.
public final class ViewerAddresses {
    /// Where no browser reaches the viewer.
    public static final ViewerAddresses NONE = new ViewerAddresses(
            Optional::empty, new Tickets(offered -> offered, Duration.ofMinutes(1), Clock.systemUTC()));

    /// What all of them have behind where the viewer is reached.
    public static final String PATH = "/copy/";

    private final Supplier<Optional<String>> base;
    private final Tickets tickets;

    /// @param base where the viewer is reached, such as `https://links.example.com`, without a slash at its
    ///     end; empty where it is not
    public ViewerAddresses(Supplier<Optional<String>> base, Tickets tickets) {
        this.base = base;
        this.tickets = tickets;
    }

    /// Where the newest copy is.
    public Optional<String> copy(Link link) {
        return newest(Ticket.Show.COPY, link);
    }

    /// Where one of its copies is.
    public Optional<String> copy(Link link, Link.Capture copy) {
        return address(Ticket.Show.COPY, link, copy);
    }

    /// Where its article is, which is that of the newest copy, or of the newest that has one.
    public Optional<String> article(Link link) {
        return newest(Ticket.Show.ARTICLE, link);
    }

    private Optional<String> newest(Ticket.Show show, Link link) {
        return link.captures().stream().findFirst().flatMap(newest -> address(show, link, newest));
    }

    private Optional<String> address(Ticket.Show show, Link link, Link.Capture copy) {
        return base.get().map(where -> where + PATH + tickets.issue(show, link, copy.snapshot()));
    }
}
