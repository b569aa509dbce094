package keeplink.bot.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import keeplink.snapshot.SnapshotComposer;

/// What goes with every answer of the viewer, errors included, so that no way to it is without.
final class ViewerHeaders {
    /// Whatever a copy holds, nothing of it runs, nothing is loaded that is not in it, and it belongs to no
    /// origin: it can reach neither another copy nor anything else on this server.
    private static final String NOTHING_LOADS = SnapshotComposer.POLICY + "; frame-ancestors 'none'";

    /// With no permission at all: a link is followed in the same tab or, as people ask for it, in another, and
    /// neither needs one. With `allow-popups` a copy could open windows that are in the sandbox as well, and so
    /// broken.
    private static final String SANDBOX = "sandbox; " + NOTHING_LOADS;

    private static final Map<String, String> ALWAYS = Map.ofEntries(
            Map.entry("X-Content-Type-Options", "nosniff"),
            // the address is the key to the copy: a site a link leads to must not learn it
            Map.entry("Referrer-Policy", "no-referrer"),
            Map.entry("Cross-Origin-Opener-Policy", "same-origin"),
            Map.entry("Cross-Origin-Resource-Policy", "same-origin"),
            Map.entry("Cross-Origin-Embedder-Policy", "require-corp"),
            Map.entry("X-Frame-Options", "DENY"),
            // else a copy would be shown from a disk or by a proxy when its link is deleted and its address is over
            Map.entry("Cache-Control", "private, no-store"),
            Map.entry("X-Robots-Tag", "noindex, nofollow, noarchive"),
            // the names of the servers behind its links are nobody's business
            Map.entry("X-DNS-Prefetch-Control", "off"));

    private ViewerHeaders() {}

    /// For all but a PDF.
    static void set(HttpServletResponse response) {
        ALWAYS.forEach(response::setHeader);
        response.setHeader("Content-Security-Policy", SANDBOX);
    }

    /// For a PDF, which browsers show in a viewer of theirs, away from the page's origin; in a sandbox
    /// Chromium's stays empty.
    static void setForPdf(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", NOTHING_LOADS);
    }
}
