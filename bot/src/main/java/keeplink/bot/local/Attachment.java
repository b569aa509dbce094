package keeplink.bot.local;

/// What a person sends with a message.
///
/// @param type media type
/// @param photo whether it is shown as a picture, not as a file
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared
public record Attachment(String name, String type, byte[] bytes, boolean photo) {}
