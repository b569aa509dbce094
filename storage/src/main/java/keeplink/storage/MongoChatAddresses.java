package keeplink.storage;

import static keeplink.storage.Documents.ID;
import static keeplink.storage.Documents.append;
import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.inserted;
import static keeplink.storage.Documents.textOrNull;
import static keeplink.storage.Documents.upserting;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import java.util.Optional;
import keeplink.conversation.ChatAddress;
import keeplink.conversation.ChatAddresses;
import org.bson.Document;

/// The addresses of chats that moved, a document each.
///
/// The new address is written first: cut off after that, the chat is known there already, and the old one still
/// leads to where the network says again that it moved.
final class MongoChatAddresses implements ChatAddresses {
    static final String ADDRESSES = "chatAddresses";

    private static final String CHAT = "chat";
    private static final String TURN = "turn";
    private static final String NEXT = "next";

    private final MongoCollection<Document> addresses;

    MongoChatAddresses(MongoDatabase database) {
        addresses = database.getCollection(ADDRESSES);
    }

    @Override
    public Optional<ChatAddress> find(String address) {
        return Optional.ofNullable(addresses.find(byId(address)).first()).map(MongoChatAddresses::address);
    }

    @Override
    public void moved(String from, String to) {
        ChatAddress old = find(from).orElse(ChatAddress.only(from));
        if (old.next() != null || from.equals(to)) {
            return;
        }
        ChatAddress current = new ChatAddress(to, old.chat(), old.turn() + 1, null);
        boolean fresh = inserted(() -> addresses.insertOne(document(current)));
        if (fresh || find(to).filter(current::equals).isPresent()) {
            Document left = document(new ChatAddress(from, old.chat(), old.turn(), to));
            upserting(() -> addresses.replaceOne(byId(from), left, new ReplaceOptions().upsert(true)));
        }
    }

    private static Document document(ChatAddress address) {
        Document document = byId(address.address()).append(CHAT, address.chat()).append(TURN, address.turn());
        return append(document, NEXT, address.next());
    }

    private static ChatAddress address(Document document) {
        return new ChatAddress(
                document.getString(ID),
                document.getString(CHAT),
                document.getInteger(TURN),
                textOrNull(document, NEXT));
    }
}
