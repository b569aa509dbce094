package keeplink.bot.web;

import java.util.Set;
import keeplink.page.MediaTypes;

/// How a kept file is handed to a browser, by what it is: as what a browser shows without running anything,
/// else to be saved. A text of any kind, XML and scripts too, is plain text to read.
enum Served {
    /// A page that was kept, as one document.
    PAGE("text/html;charset=UTF-8", true),
    /// To be read, in UTF-8 whatever it was in.
    TEXT("text/plain;charset=UTF-8", true),
    PDF("application/pdf", true),
    /// A picture under its own type.
    PICTURE("", true),
    /// To be saved, under a type no browser opens.
    FILE("application/octet-stream", false);

    private static final Set<String> PICTURES = Set.of(
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp",
            "image/avif",
            "image/bmp",
            "image/vnd.microsoft.icon",
            "image/svg+xml");

    private final String type;
    private final boolean inline;

    Served(String type, boolean inline) {
        this.type = type;
        this.inline = inline;
    }

    /// @param mediaType as a snapshot has it
    static Served as(String mediaType) {
        if (mediaType.equals("text/html")) {
            return PAGE;
        } else if (PICTURES.contains(mediaType)) {
            return PICTURE;
        } else if (mediaType.equals("application/pdf")) {
            return PDF;
        }
        return MediaTypes.isText(mediaType) || MediaTypes.isPage(mediaType) ? TEXT : FILE;
    }

    /// The `Content-Type`.
    String type(String mediaType) {
        return this == PICTURE ? mediaType : type;
    }

    /// Whether a browser shows it rather than saves it.
    boolean isInline() {
        return inline;
    }
}
