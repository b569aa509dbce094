package keeplink.reminder;

import java.time.ZonedDateTime;

/// What a phrase says about when.
public sealed interface Moment {
    /// One moment that is to come.
    record Once(ZonedDateTime at) implements Moment {}

    /// Again and again.
    ///
    /// @param first the first time, which is to come
    record Repeated(Repetition repetition, ZonedDateTime first) implements Moment {}

    /// A moment that is over.
    record Past(ZonedDateTime at) implements Moment {}

    /// Further away than [MomentReader#FARTHEST].
    record TooFar() implements Moment {}

    /// Not understood.
    ///
    /// @param place where it goes wrong: what is left of the phrase there, empty at its end
    record Unreadable(String place) implements Moment {}
}
