package keeplink.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Who may use this Keeplink: those the settings name, everybody where they say so, else whoever claimed it with
/// the one-time code of the log, and whomever these invite. Thread-safe.
public final class Access {
    /// How long an invitation is good.
    public static final Duration INVITATION = Duration.ofDays(7);

    private final AccessStore store;
    private final Set<String> allowed;
    private final UnaryOperator<String> chatOf;
    private final boolean open;
    private final String code;
    private final Clock clock;

    /// @param allowed ids of people and chats
    /// @param open whether anyone may
    public Access(AccessStore store, Set<String> allowed, boolean open, Clock clock) {
        this(store, allowed, UnaryOperator.identity(), open, clock);
    }

    /// @param chatOf the chat that an id means which somebody may write into the settings: one chat may have
    ///     several
    public Access(AccessStore store, Set<String> allowed, UnaryOperator<String> chatOf, boolean open, Clock clock) {
        this.clock = clock;
        this.store = store;
        this.allowed = Set.copyOf(allowed);
        this.chatOf = chatOf;
        this.open = open;
        this.code = randomCode();
    }

    /// 24 characters of A-Z, a-z, 0-9, `_` and `-`.
    private static String randomCode() {
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /// Whether a person may use it in a chat.
    public boolean permits(String person, String chat) {
        return open || allowed.contains(person) || names(chat) || owns(person) || store.guest(person);
    }

    private boolean names(String chat) {
        return allowed.stream().anyMatch(id -> chatOf.apply(id).equals(chat));
    }

    private boolean owns(String person) {
        return store.owner().filter(person::equals).isPresent();
    }

    /// Whether a person may let others in: the owner and those the settings name, not whom these invited.
    public boolean mayInvite(String person) {
        return open || allowed.contains(person) || owns(person);
    }

    /// A code that lets one person in, once, within [#INVITATION].
    public String invite() {
        String invitation = randomCode();
        store.invite(name(invitation), clock.instant().plus(INVITATION));
        return invitation;
    }

    /// Lets a person in by a code; false where it is none, is too old, or let somebody else in.
    public boolean redeem(String person, String givenCode) {
        return !givenCode.isBlank() && store.redeem(name(givenCode), person, clock.instant());
    }

    /// What a code is kept as, so that who reads the store cannot let himself in.
    private static String name(String code) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
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
