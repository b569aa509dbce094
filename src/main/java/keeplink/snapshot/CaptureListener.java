package keeplink.snapshot;

import keeplink.link.Link;
import org.jspecify.annotations.Nullable;

/// Is told how a capture came out, before its job goes: told twice rather than never.
@FunctionalInterface
public interface CaptureListener {
    /// @param link the link as it is now; where two turned out to be one page, the one that lives on
    /// @param job the job that was done
    /// @param next the same job when it will be tried again, null where this was the last word
    void captured(Link link, CaptureJob job, @Nullable CaptureJob next);
}
