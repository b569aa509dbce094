package keeplink.link;

import java.time.Instant;
import java.util.Optional;
import keeplink.fetch.FetchFailure;

/// How the page of a link fares, as several later looks at it agree. A link that has none is well as far as anybody
/// knows.
public sealed interface Condition {
    /// When the looks came to agree: it was found out then.
    Instant since();

    /// The page is no more, while its site works; or the name of the site is no more.
    ///
    /// @param status 404 or 410; 0 where the name is gone
    /// @param copy where a public archive has a copy
    record Gone(Instant since, int status, Optional<String> copy) implements Condition {}

    /// Somebody offers the name for sale where the page was.
    ///
    /// @param copy where a public archive has a copy
    record Parked(Instant since, Optional<String> copy) implements Condition {}

    /// Nobody answers, or only with errors; it may pass.
    ///
    /// @param status the HTTP status where that is the reason, else 0
    /// @param copy where a public archive has a copy
    record Unreachable(Instant since, FetchFailure reason, int status, Optional<String> copy) implements Condition {}

    /// Who wants to read it must pay or log in now.
    record Walled(Instant since) implements Condition {}

    /// The page has another address for good (RFC 9110 sections 15.4.2 and 15.4.9).
    ///
    /// @param to the new one
    record Moved(Instant since, String to) implements Condition {}

    /// The text of the page is another than that of the newest copy.
    ///
    /// @param percent how much of both texts is only in one of them, 1 to 100
    record Changed(Instant since, int percent) implements Condition {}

    /// Whether who follows the link finds nothing of it any more.
    default boolean isBroken() {
        return switch (this) {
            case Gone gone -> true;
            case Parked parked -> true;
            case Unreachable unreachable -> true;
            case Walled walled -> false;
            case Moved moved -> false;
            case Changed changed -> false;
        };
    }

    /// Whether another one says the same of the page, since whenever.
    default boolean isLike(Condition other) {
        return switch (this) {
            case Gone gone -> other instanceof Gone;
            case Parked parked -> other instanceof Parked;
            case Unreachable unreachable -> other instanceof Unreachable;
            case Walled walled -> other instanceof Walled;
            case Moved moved -> other instanceof Moved also && also.to().equals(moved.to());
            case Changed changed -> other instanceof Changed;
        };
    }
}
