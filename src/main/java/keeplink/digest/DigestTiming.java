package keeplink.digest;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import keeplink.schedule.QuietHours;
import org.jspecify.annotations.Nullable;

/// When letters come to one place, by the zone rules this process knows now.
///
/// A letter is named by what the calendar calls its moment, its slot: the same however a chat moves between zones
/// and however their rules change.
///
/// @param quiet hours whose end a letter waits for, null where there are none
public record DigestTiming(
        DigestSchedule schedule, ZoneId zone, @Nullable QuietHours quiet) {
    /// The moment a slot means here.
    public Instant moment(LocalDateTime slot) {
        return ZonedDateTime.ofLocal(slot, zone, null).toInstant();
    }

    /// The moment from which its letter may be sent: its own, or the end of quiet hours.
    public Instant sent(LocalDateTime slot) {
        ZonedDateTime moment = ZonedDateTime.ofLocal(slot, zone, null);
        return quiet == null ? moment.toInstant() : quiet.next(moment);
    }

    /// The next slot. Two that a clock change brings to one moment are one.
    public LocalDateTime after(LocalDateTime slot) {
        LocalDateTime next = schedule.after(slot);
        while (!moment(next).isAfter(moment(slot))) {
            next = schedule.after(next);
        }
        return next;
    }

    /// The first slot whose letter may be sent after a moment.
    public LocalDateTime firstAfter(Instant moment) {
        LocalDateTime slot =
                schedule.before(schedule.lastBefore(moment.atZone(zone)).toLocalDateTime());
        while (!sent(slot).isAfter(moment)) {
            slot = schedule.after(slot);
        }
        return slot;
    }

    /// Where the period of a letter begins when there was none before it.
    public Instant begin(LocalDateTime slot) {
        LocalDateTime before = schedule.before(slot);
        while (!moment(before).isBefore(moment(slot))) {
            before = schedule.before(before);
        }
        return moment(before);
    }
}
