package keeplink.conversation;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import keeplink.digest.DigestSchedule;
import org.jspecify.annotations.Nullable;

/// What is remembered of a chat.
///
/// @param id as its network writes it, or [#topic]; also the id of its [keeplink.link.LinkCollection]
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
    private static final char TOPIC = '#';

    /// Kinds of chats.
    public enum Kind {
        PRIVATE,
        GROUP
    }

    public static Chat met(String id, Kind kind, Locale locale) {
        return new Chat(id, kind, locale, null, null, 0, false, Preferences.DEFAULT);
    }

    /// A topic of a group as a chat of its own, which begins with the group's settings.
    public static Chat topicOf(Chat group, long topic) {
        return new Chat(
                topic(group.id(), topic),
                group.kind,
                group.locale,
                group.zone,
                group.schedule,
                0,
                group.gone,
                group.preferences.withTopics(false));
    }

    /// The id of a topic that is a chat of its own.
    public static String topic(String group, long topic) {
        return group + TOPIC + topic;
    }

    /// The id of the chat on its network: of a topic that is a chat of its own, the group it is in.
    public static String whole(String id) {
        int cut = id.lastIndexOf(TOPIC);
        return cut < 0 ? id : id.substring(0, cut);
    }

    /// The topic that is the chat of this id, empty where the chat is no topic.
    public static OptionalLong topic(String id) {
        int cut = id.lastIndexOf(TOPIC);
        return cut < 0 ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(id, cut + 1, id.length(), 10));
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
