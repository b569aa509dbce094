package keeplink.fetch;

import org.jspecify.annotations.Nullable;

/// What a server said about a page it served before, for asking whether that is still so (RFC 9110, section 13).
///
/// @param url the address that answered: only to it they mean anything
/// @param etag the value of `ETag` as it was sent
/// @param lastModified the value of `Last-Modified` as it was sent
public record Validators(
        String url, @Nullable String etag, @Nullable String lastModified) {
    /// Whether there is anything to ask by.
    public boolean isEmpty() {
        return etag == null && lastModified == null;
    }
}
