package keeplink.health;

import java.time.Instant;

/// A look at a page.
public record Look(Instant at, Finding finding) {}
