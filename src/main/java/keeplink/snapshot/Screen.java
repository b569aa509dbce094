package keeplink.snapshot;

import static java.util.Map.entry;

import java.util.Map;

/// The screen a page is kept for: an ordinary one of 1,280 by 800 CSS pixels, in light colours, of a computer with a
/// mouse, where no scripts run.
final class Screen {
    /// In CSS pixels.
    static final int WIDTH = 1_280;

    /// In CSS pixels.
    static final int HEIGHT = 800;

    /// What it says of itself where a media query asks for a number (Media Queries Level 4 and 5).
    static final Map<String, Double> NUMBERS = Map.ofEntries(
            entry("width", (double) WIDTH),
            entry("height", (double) HEIGHT),
            entry("device-width", (double) WIDTH),
            entry("device-height", (double) HEIGHT),
            entry("aspect-ratio", (double) WIDTH / HEIGHT),
            entry("device-aspect-ratio", (double) WIDTH / HEIGHT),
            entry("resolution", 1.0),
            entry("-webkit-device-pixel-ratio", 1.0),
            entry("color", 8.0),
            entry("color-index", 0.0),
            entry("monochrome", 0.0),
            entry("grid", 0.0));

    /// And where it asks for a word.
    static final Map<String, String> WORDS = Map.ofEntries(
            entry("orientation", "landscape"),
            entry("hover", "hover"),
            entry("any-hover", "hover"),
            entry("pointer", "fine"),
            entry("any-pointer", "fine"),
            entry("update", "fast"),
            entry("overflow-block", "scroll"),
            entry("overflow-inline", "scroll"),
            entry("color-gamut", "srgb"),
            entry("dynamic-range", "standard"),
            entry("video-dynamic-range", "standard"),
            entry("scan", "progressive"),
            entry("display-mode", "browser"),
            entry("scripting", "none"),
            entry("forced-colors", "none"),
            entry("inverted-colors", "none"),
            entry("prefers-color-scheme", "light"),
            entry("prefers-contrast", "no-preference"),
            entry("prefers-reduced-data", "no-preference"),
            entry("prefers-reduced-motion", "no-preference"),
            entry("prefers-reduced-transparency", "no-preference"));

    private Screen() {}
}
