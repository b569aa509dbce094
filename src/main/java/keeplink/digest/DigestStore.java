package keeplink.digest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// Which letters were begun. A slot is a chat and the local date it was due; it can be taken once, ever.
public interface DigestStore {
    /// Takes a slot durably; false where it was taken before, by whichever instance.
    boolean take(String chat, LocalDate slot, Instant now);

    /// The newest slot a chat has had.
    Optional<LocalDate> newest(String chat);
}
