package keeplink.viewing;

import java.time.Instant;
import keeplink.link.LinkCollection;

/// What an address of the viewer shows, and until when: all of it is under the signature.
///
/// @param number the link the copy was of when the address was made; links merge, and then it means the other
///     one
/// @param snapshot the copy's id
/// @param expires to the second; at that moment it is over
public record Ticket(Show show, LinkCollection collection, int number, String snapshot, Instant expires) {
    /// What of a copy is shown.
    public enum Show {
        /// The page as it was kept, or the file that is no page.
        COPY,
        /// The readable article.
        ARTICLE
    }

    public Ticket {
        if (number < 1) {
            throw new IllegalArgumentException("links count from 1: " + number);
        }
        if (snapshot.isEmpty() || snapshot.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("not the id of a snapshot: \"" + snapshot + "\"");
        }
        if (expires.getNano() != 0) {
            throw new IllegalArgumentException("a ticket ends at a full second, not at " + expires);
        }
    }
}
