package keeplink.health;

import java.util.Optional;
import java.util.Set;
import keeplink.fetch.FetchFailure;

/// What one look at a page found.
public sealed interface Finding {
    /// The page is there.
    ///
    /// @param moved the address it has for good, where that is another
    /// @param percent how much of its text and that of the newest copy is only in one of them; 0 where there is
    ///     nothing to compare
    record Well(Optional<String> moved, int percent) implements Finding {}

    /// The page or the name is not there.
    ///
    /// @param status 404 or 410, also where only the words say so; 0 where the name has no address
    record Missing(int status, Set<Evidence> evidence) implements Finding {}

    /// The name is for sale.
    record Parked(Set<Evidence> evidence) implements Finding {}

    /// Nobody answers, or with an error that may pass.
    ///
    /// @param status the HTTP status where that is the reason, else 0
    record Failing(FetchFailure reason, int status, Set<Evidence> evidence) implements Finding {}

    /// The page wants money or a login.
    record Walled() implements Finding {}

    /// The server is there and does not show the page to us: a captcha, a refusal. That says nothing of the page.
    record Hidden() implements Finding {}

    /// Nothing was found out, maybe for reasons of our own: no line, a host that asks for time.
    record Unknown() implements Finding {}

    /// How much of a text must be another before a page counts as changed: less is a date, a counter, a list of news.
    int CHANGED = 20;

    /// Whether it is something to look at again soon.
    default boolean isSuspicious() {
        return switch (this) {
            case Well(Optional<String> moved, int percent) -> moved.isPresent() || percent >= CHANGED;
            case Missing missing -> true;
            case Parked parked -> true;
            case Failing failing -> true;
            case Walled walled -> true;
            case Hidden hidden -> false;
            case Unknown unknown -> false;
        };
    }

    /// Whether another look found the same.
    default boolean isLike(Finding other) {
        return switch (this) {
            case Well(Optional<String> moved, int percent) ->
                other instanceof Well(Optional<String> alsoMoved, int alsoPercent)
                        && moved.equals(alsoMoved)
                        && (percent >= CHANGED) == (alsoPercent >= CHANGED);
            case Missing missing -> other instanceof Missing;
            case Parked parked -> other instanceof Parked;
            case Failing failing -> other instanceof Failing;
            case Walled walled -> other instanceof Walled;
            case Hidden hidden -> other instanceof Hidden;
            case Unknown unknown -> other instanceof Unknown;
        };
    }

    /// What speaks for it; empty where it needs nothing.
    default Set<Evidence> evidence() {
        return Set.of();
    }
}
