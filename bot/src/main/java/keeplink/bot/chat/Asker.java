package keeplink.bot.chat;

import java.time.ZoneId;
import keeplink.bot.text.Texts.Phrases;
import keeplink.conversation.Chat;
import keeplink.link.LinkCollection;
import keeplink.link.Person;

/// Who asks, where, and in which language and zone the answer is given.
///
/// @param key names the update that asks
/// @param phrases the sentences of the language
/// @param zone the chat's time zone
public record Asker(String key, Place place, Person person, Chat chat, Phrases phrases, ZoneId zone) {
    /// The same after a change of the chat's settings.
    public Asker in(Chat changed, Phrases newPhrases) {
        ZoneId newZone = changed.zone();
        return new Asker(key, place, person, changed, newPhrases, newZone == null ? zone : newZone);
    }

    public LinkCollection collection() {
        return place.collection();
    }
}
