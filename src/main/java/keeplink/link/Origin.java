package keeplink.link;

import java.time.Instant;

/// Where a forwarded message was first said.
///
/// @param from the channel's or person's name
/// @param date when it was said there
public record Origin(String from, Instant date) {}
