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
/// @param mayPass whether what was in the way may be gone when the page is captured again later
public record CaptureOutcome(
        Verdict verdict,
        Optional<Link.Capture> capture,
        @Nullable String title,
        @Nullable String description,
        int readingSeconds,
        @Nullable Instant publishedAt,
        @Nullable String image,
        List<String> keywords,
        List<String> addresses,
        boolean mayPass) {
    public CaptureOutcome {
        keywords = List.copyOf(keywords);
        addresses = List.copyOf(addresses);
    }

    /// A capture that is not to be made again.
    public CaptureOutcome(
            Verdict verdict,
            Optional<Link.Capture> capture,
            @Nullable String title,
            @Nullable String description,
            int readingSeconds,
            @Nullable Instant publishedAt,
            @Nullable String image,
            List<String> keywords,
            List<String> addresses) {
        this(verdict, capture, title, description, readingSeconds, publishedAt, image, keywords, addresses, false);
    }

    /// A capture that got nothing.
    public static CaptureOutcome failed(Verdict.Failed verdict) {
        return untold(verdict, Optional.empty(), verdict.reason().mayPass(verdict.status()));
    }

    /// A capture that got nothing to keep.
    public static CaptureOutcome nothing(Verdict verdict, boolean mayPass) {
        return untold(verdict, Optional.empty(), mayPass);
    }

    /// A capture whose copy is one there was, of which nothing is known but its verdict.
    public static CaptureOutcome repeated(Verdict verdict, Link.Capture capture) {
        return untold(verdict, Optional.of(capture), false);
    }

    private static CaptureOutcome untold(Verdict verdict, Optional<Link.Capture> capture, boolean mayPass) {
        return new CaptureOutcome(verdict, capture, null, null, 0, null, null, List.of(), List.of(), mayPass);
    }
}
