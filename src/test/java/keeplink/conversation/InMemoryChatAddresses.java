package keeplink.conversation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Addresses in memory, gone with the process.
public final class InMemoryChatAddresses implements ChatAddresses {
    private final Map<String, ChatAddress> known = new HashMap<>();

    @Override
    public synchronized Optional<ChatAddress> find(String address) {
        return Optional.ofNullable(known.get(address));
    }

    @Override
    public synchronized void moved(String from, String to) {
        ChatAddress old = known.getOrDefault(from, ChatAddress.only(from));
        if (old.next() == null && !from.equals(to) && !known.containsKey(to)) {
            known.put(to, new ChatAddress(to, old.chat(), old.turn() + 1, null));
            known.put(from, new ChatAddress(from, old.chat(), old.turn(), to));
        }
    }
}
