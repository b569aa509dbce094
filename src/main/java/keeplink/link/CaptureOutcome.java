package keeplink.link;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import keeplink.page.Verdict;
import org.jspecify.annotations.Nullable;

/// What a capture teaches about its link.
///
/// @param capture the copy, empty where none was made
/// @param title what the page calls itself
/// @param image the address of the picture the page shows itself by
/// @param keywords the page's own tags, in its order
/// @param addresses further addresses of the same page: where redirects ended, `rel=canonical` of the same site
public record CaptureOutcome(
        Verdict verdict,
        Optional<Link.Capture> capture,
        @Nullable String title,
        @Nullable String description,
        int readingSeconds,
        @Nullable Instant publishedAt,
        @Nullable String image,
        List<String> keywords,
        List<String> addresses) {
    public CaptureOutcome {
        keywords = List.copyOf(keywords);
        addresses = List.copyOf(addresses);
    }

    /// A capture that got nothing.
    public static CaptureOutcome failed(Verdict.Failed verdict) {
        return untold(verdict, Optional.empty());
    }

    /// A capture that teaches nothing but its verdict.
    public static CaptureOutcome untold(Verdict verdict, Optional<Link.Capture> capture) {
        return new CaptureOutcome(verdict, capture, null, null, 0, null, null, List.of(), List.of());
    }
}
