package keeplink.link;

import org.jspecify.annotations.Nullable;

/// Somebody who keeps links.
///
/// @param id the person's id as the chat network writes it
/// @param name how the person is called, as a stranger wrote it: escape it before showing it
/// @param username the handle without `@`, where there is one
public record Person(String id, String name, @Nullable String username) {
    /// `@anna` where there is a handle, else the name.
    public String display() {
        return username == null ? name : "@" + username;
    }
}
