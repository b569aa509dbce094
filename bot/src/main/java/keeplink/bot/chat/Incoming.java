package keeplink.bot.chat;

import java.time.Instant;
import java.util.Locale;
import keeplink.link.Origin;
import keeplink.link.Person;
import org.jspecify.annotations.Nullable;

/// Something a person did in a chat, free of the network it came from.
public sealed interface Incoming {
    /// Names the update: what follows from it carries this name, so that the same update handed over twice has
    /// one effect.
    String key();

    Place place();

    Person from();

    /// The language the person's own program speaks.
    Locale locale();

    /// A message, new or edited.
    ///
    /// @param message its number in the chat
    /// @param replyTo the message it replies to, null where it does not
    /// @param replyToUs whether that message is the bot's own
    /// @param mentionsUs whether it names the bot
    /// @param origin where it was forwarded from
    /// @param media whether it carries a picture, a file, a voice …
    /// @param file the file it carries or, in a reply that carries none, the one it replies to; null where neither
    ///     has one
    /// @param album names the album it is part of, null where it stands alone
    record Message(
            String key,
            Place place,
            Person from,
            Locale locale,
            long message,
            Instant date,
            FormattedText text,
            boolean edited,
            @Nullable Long replyTo,
            boolean replyToUs,
            boolean mentionsUs,
            @Nullable Origin origin,
            boolean media,
            @Nullable File file,
            @Nullable String album)
            implements Incoming {}

    /// A file somebody sent.
    ///
    /// @param id names it for the network
    /// @param name as its sender calls it, empty where it has none
    /// @param bytes its size, 0 where that is not said
    /// @param own whether it came with this message, rather than with the one it replies to
    record File(String id, String name, long bytes, boolean own) {}

    /// A place on earth that a person shared.
    ///
    /// @param latitude in degrees, -90 to 90
    /// @param longitude in degrees, -180 to 180
    record Location(String key, Place place, Person from, Locale locale, double latitude, double longitude)
            implements Incoming {}

    /// A press on a button of one of our messages.
    ///
    /// @param press names the press for the answer the network wants within seconds
    /// @param message the message the button is on
    record Press(String key, Place place, Person from, Locale locale, String press, long message, String data)
            implements Incoming {}

    /// A person types the bot's name and a query in any chat. Its place is the person's private chat: the links
    /// are theirs, wherever they are shared.
    ///
    /// @param inquiry names it for the answer
    /// @param page where the page starts that is asked for, empty for the first
    record Inquiry(String key, Place place, Person from, Locale locale, String inquiry, String query, String page)
            implements Incoming {}

    /// A person shared what an inquiry offered.
    ///
    /// @param item which of the offer's items
    record Chosen(String key, Place place, Person from, Locale locale, String item) implements Incoming {}

    /// The chat shut the bot out, let it in, or gave it other rights.
    ///
    /// @param shutOut whether it is out now
    /// @param joined whether it was out before and is in now
    record Membership(String key, Place place, Person from, Locale locale, boolean shutOut, boolean joined)
            implements Incoming {}
}
