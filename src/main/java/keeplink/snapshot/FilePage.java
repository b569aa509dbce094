package keeplink.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Locale;
import keeplink.page.FileExtensions;
import keeplink.page.MediaTypes;

/// A page that shows a file which is none: the words of a text as they are, a picture, a film or sound to play, of
/// anything else a link that saves it. Like a snapshot it runs nothing and loads nothing.
///
/// For whoever wants a file under the name of a page: a browser would take what is in it for markup.
public final class FilePage {
    private FilePage() {}

    /// The page, in UTF-8; a text of more than 16 million characters is cut.
    ///
    /// @param title what the page is called
    /// @param mediaType as [MediaTypes] says
    /// @param body as [KeptFile] keeps it
    /// @param charset how a text is encoded; of anything else it says nothing
    /// @param url where it came from
    public static byte[] of(String title, String mediaType, byte[] body, Charset charset, String url) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html><html><head>")
                .append(PageWriter.HEAD)
                .append("<title>");
        HtmlText.escape(page, title);
        page.append("</title></head><body>");
        if (MediaTypes.isText(mediaType)) {
            // the line feed after the tag is not shown, so that one of the text's own is
            page.append("<pre style=\"white-space:pre-wrap;overflow-wrap:anywhere\">\n");
            HtmlText.escape(page, new String(body, charset));
            page.append("</pre>");
        } else if (mediaType.startsWith("image/")) {
            page.append("<img alt=\"\" src=\"")
                    .append(DataAddress.write(mediaType, body))
                    .append("\">");
        } else if (mediaType.startsWith("audio/") || mediaType.startsWith("video/")) {
            page.append("<video controls src=\"")
                    .append(DataAddress.write(mediaType, body))
                    .append("\"></video>");
        } else {
            page.append("<a download=\"");
            HtmlText.escape(page, fileName(title, mediaType, url));
            page.append("\" href=\"")
                    .append(DataAddress.write("application/octet-stream", body))
                    .append("\">");
            HtmlText.escape(page, title);
            page.append("</a>");
        }
        return page.append("</body></html>").toString().getBytes(UTF_8);
    }

    private static String fileName(String title, String mediaType, String url) {
        String ending = "." + FileExtensions.toOpen(mediaType, url);
        return title.toLowerCase(Locale.ROOT).endsWith(ending) ? title : title + ending;
    }
}
