package keeplink.conversation;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import keeplink.digest.DigestSchedule;
import org.jspecify.annotations.Nullable;

/// What is remembered of a chat.
///
/// @param id as its network writes it; also the id of its [keeplink.link.LinkCollection]
/// @param kind private, or a group of several people
/// @param locale the language answers are given in
/// @param zone null while the default zone is meant
/// @param schedule null while the default schedule is meant, empty when digests are off
/// @param lastShown the link shown last, 0 where none was
/// @param gone whether the chat blocked the bot or ended: nothing is sent until it writes again
/// @param preferences what its people chose
public record Chat(
        String id,
        Kind kind,
        Locale locale,
        @Nullable ZoneId zone,
        @Nullable Optional<DigestSchedule> schedule,
        int lastShown,
        boolean gone,
        Preferences preferences) {
    /// Kinds of chats.
    public enum Kind {
        PRIVATE,
        GROUP
    }

    public static Chat met(String id, Kind kind, Locale locale) {
        return new Chat(id, kind, locale, null, null, 0, false, Preferences.DEFAULT);
    }

    public Chat withLocale(Locale newLocale) {
        return new Chat(id, kind, newLocale, zone, schedule, lastShown, gone, preferences);
    }

    public Chat withZone(ZoneId newZone) {
        return new Chat(id, kind, locale, newZone, schedule, lastShown, gone, preferences);
    }

    public Chat withSchedule(Optional<DigestSchedule> newSchedule) {
        return new Chat(id, kind, locale, zone, newSchedule, lastShown, gone, preferences);
    }

    public Chat withLastShown(int number) {
        return new Chat(id, kind, locale, zone, schedule, number, gone, preferences);
    }

    public Chat withGone(boolean isGone) {
        return new Chat(id, kind, locale, zone, schedule, lastShown, isGone, preferences);
    }

    public Chat withPreferences(Preferences newPreferences) {
        return new Chat(id, kind, locale, zone, schedule, lastShown, gone, newPreferences);
    }
}
