package keeplink.snapshot;

import java.util.Optional;

/// What is kept of something that is no page: the bytes as they came, but for a drawing, which can act like a page when
/// it is
/// opened by itself.
public final class KeptFile {
    private KeptFile() {}

    /// The bytes to keep; empty for a drawing that cannot be read.
    ///
    /// @param mediaType as [keeplink.page.MediaTypes] says
    public static Optional<byte[]> of(String mediaType, byte[] body) {
        return mediaType.equals("image/svg+xml") ? SvgFile.clean(body) : Optional.of(body);
    }
}
