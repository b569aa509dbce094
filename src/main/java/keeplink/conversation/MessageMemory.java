package keeplink.conversation;

import java.util.List;

/// What one message of a chat was about, so that a reply to it, an edit of it or a button on it can be understood
/// later.
///
/// @param message the message's number in its chat; or any other name under which the front end asks again
/// @param links the numbers of the links it saved or shows, in order; empty for a list or a page of tags
/// @param view what the front end needs to turn its pages or follow its edits, opaque here; empty where nothing
public record MessageMemory(String chat, String message, List<Integer> links, String view) {
    public MessageMemory {
        links = List.copyOf(links);
    }
}
