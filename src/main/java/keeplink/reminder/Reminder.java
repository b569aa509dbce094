package keeplink.reminder;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import keeplink.link.LinkCollection;
import keeplink.link.Person;
import org.jspecify.annotations.Nullable;

/// A wish to see a link again.
///
/// @param id unique in its collection; the same wish handed over twice has the same
/// @param number the link's number
/// @param person who wants to see it
/// @param topic the topic of the group in which it was asked for, null for the general one
/// @param dueAt when it comes, or comes next
/// @param repetition how it comes again, null where it comes once
public record Reminder(
        String id,
        LinkCollection collection,
        int number,
        Person person,
        @Nullable Long topic,
        Instant dueAt,
        @Nullable Repetition repetition) {
    /// The same at another moment.
    public Reminder at(Instant moment, @Nullable Repetition newRepetition) {
        return new Reminder(id, collection, number, person, topic, moment, newRepetition);
    }

    /// What is left of it after it came: the next time after a moment, in that moment's zone.
    public Optional<Reminder> after(ZonedDateTime moment) {
        return Optional.ofNullable(repetition)
                .map(again -> at(again.nextAfter(moment).toInstant(), again));
    }
}
