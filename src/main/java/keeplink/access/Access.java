package keeplink.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/// Who may use this Keeplink: those the settings name, everybody where they say so, else whoever claimed it with
/// the one-time code of the log. Thread-safe.
public final class Access {
    private final AccessStore store;
    private final Set<String> allowed;
    private final boolean open;
    private final String code;

    /// @param allowed ids of people and chats
    /// @param open whether anyone may
    public Access(AccessStore store, Set<String> allowed, boolean open) {
        this.store = store;
        this.allowed = Set.copyOf(allowed);
        this.open = open;
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        this.code = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /// Whether a person may use it in a chat.
    public boolean permits(String person, String chat) {
        return open
                || allowed.contains(person)
                || allowed.contains(chat)
                || store.owner().filter(person::equals).isPresent();
    }

    /// The code that makes whoever sends it the owner, while there is none and the settings name nobody: 24
    /// characters of A-Z, a-z, 0-9, `_` and `-`, another one at every start.
    public Optional<String> claimCode() {
        return open || !allowed.isEmpty() || store.owner().isPresent() ? Optional.empty() : Optional.of(code);
    }

    /// Makes a person the owner where the code is right and there is none yet.
    public boolean claim(String person, String givenCode) {
        return claimCode().isPresent()
                && MessageDigest.isEqual(
                        code.getBytes(StandardCharsets.UTF_8), givenCode.getBytes(StandardCharsets.UTF_8))
                && store.claim(person);
    }
}
