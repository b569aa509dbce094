package keeplink.bot;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/// Says in two sentences why Keeplink does not start, where the reason is one an operator can mend: its folder
/// is used or cannot be used, or a setting is wrong. Everything else keeps its stack trace.
final class StartFailure implements FailureAnalyzer {
    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String reason = cause.getMessage();
        if (reason == null) {
            return null;
        }
        if (cause instanceof IOException) {
            return new FailureAnalysis(
                    reason,
                    "Stop the other process, or give this one a folder of its own with keeplink.data-dir.",
                    failure);
        }
        return cause instanceof IllegalArgumentException
                ? new FailureAnalysis(reason, "Correct the setting and start again.", failure)
                : null;
    }
}
