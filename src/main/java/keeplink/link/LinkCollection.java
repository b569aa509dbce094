package keeplink.link;

/// The links of one chat: a private chat's are its owner's, a group's belong to the group.
///
/// @param id the chat's id as its network writes it, never blank, without a line break or `/`
public record LinkCollection(String id) {
    public LinkCollection {
        if (id.isBlank() || id.indexOf('/') >= 0 || id.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("not a collection id: \"" + id + "\"");
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
