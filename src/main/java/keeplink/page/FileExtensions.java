package keeplink.page;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/// What the name of a kept file ends with, so that whoever gets it can open it.
public final class FileExtensions {
    /// The first ones of the IANA registrations, where people use one.
    private static final Map<String, String> BY_TYPE = Map.ofEntries(
            Map.entry("text/html", "html"),
            Map.entry("application/xhtml+xml", "html"),
            Map.entry("application/pdf", "pdf"),
            Map.entry("text/plain", "txt"),
            Map.entry("text/markdown", "md"),
            Map.entry("text/csv", "csv"),
            Map.entry("text/calendar", "ics"),
            Map.entry("application/json", "json"),
            Map.entry("application/rss+xml", "rss"),
            Map.entry("application/atom+xml", "atom"),
            Map.entry("image/png", "png"),
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/gif", "gif"),
            Map.entry("image/webp", "webp"),
            Map.entry("image/avif", "avif"),
            Map.entry("image/heic", "heic"),
            Map.entry("image/heif", "heif"),
            Map.entry("image/bmp", "bmp"),
            Map.entry("image/vnd.microsoft.icon", "ico"),
            Map.entry("image/svg+xml", "svg"),
            Map.entry("image/tiff", "tiff"),
            Map.entry("audio/mpeg", "mp3"),
            Map.entry("audio/mp4", "m4a"),
            Map.entry("audio/flac", "flac"),
            Map.entry("audio/wave", "wav"),
            Map.entry("audio/ogg", "ogg"),
            Map.entry("application/ogg", "ogg"),
            Map.entry("video/mp4", "mp4"),
            Map.entry("video/webm", "webm"),
            Map.entry("application/zip", "zip"),
            Map.entry("application/gzip", "gz"),
            Map.entry("application/epub+zip", "epub"),
            Map.entry("application/rtf", "rtf"),
            Map.entry("application/msword", "doc"),
            Map.entry("application/vnd.ms-excel", "xls"),
            Map.entry("application/vnd.ms-powerpoint", "ppt"),
            Map.entry("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
            Map.entry("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
            Map.entry("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
            Map.entry("application/vnd.oasis.opendocument.text", "odt"),
            Map.entry("application/vnd.oasis.opendocument.spreadsheet", "ods"),
            Map.entry("application/vnd.oasis.opendocument.presentation", "odp"));

    private static final Set<String> BINARY = BY_TYPE.entrySet().stream()
            .filter(type -> !MediaTypes.isText(type.getKey()))
            .map(Map.Entry::getValue)
            .collect(Collectors.toSet());

    /// What names a program of the server or a page rather than the file that came.
    private static final Set<String> OF_SERVERS =
            Set.of("html", "htm", "xhtml", "php", "asp", "aspx", "jsp", "cgi", "do", "action");

    /// By these names a browser takes a text from a disk for a document of XML or a page, in which scripts may run.
    private static final Set<String> MAY_ACT =
            Set.of("xml", "xsl", "xslt", "xbl", "rdf", "rss", "atom", "svg", "xht", "shtml", "mht", "mhtml", "hta");

    /// By these it takes anything for a page.
    private static final Set<String> OF_PAGES = Set.of("html", "htm", "xhtml", "xht", "shtml");

    private static final Pattern EXTENSION = Pattern.compile("[^/]\\.([a-z][a-z0-9]{0,9})$");

    private FileExtensions() {}

    /// The extension, without its dot, in lower case; `bin` where nothing tells one.
    ///
    /// @param mediaType as [MediaTypes] says; it decides, but that of texts is said loosely
    /// @param url where the file came from
    public static String of(String mediaType, String url) {
        String known = BY_TYPE.get(mediaType);
        if (known != null && !MediaTypes.isText(mediaType)) {
            return known;
        }
        String own = own(url);
        if (!own.isEmpty() && !OF_SERVERS.contains(own) && !(MediaTypes.isText(mediaType) && BINARY.contains(own))) {
            return own;
        } else if (known != null) {
            return known;
        } else if (mediaType.endsWith("xml")) {
            return "xml";
        } else if (mediaType.endsWith("json")) {
            return "json";
        }
        return MediaTypes.isText(mediaType) ? "txt" : "bin";
    }

    /// The same for a file that somebody opens: a text in which a browser would run scripts is one to read.
    public static String toOpen(String mediaType, String url) {
        String extension = of(mediaType, url);
        boolean drawing = mediaType.equals("image/svg+xml");
        return MAY_ACT.contains(extension) && !drawing ? "txt" : extension;
    }

    /// Whether a browser takes a file of this name for a page, whatever is in it.
    ///
    /// @param name of a file, with or without a path
    public static boolean isOfPage(String name) {
        return OF_PAGES.contains(extension(name));
    }

    /// Whether scripts may run in a text of this name when a browser opens it.
    ///
    /// @param name of a file, with or without a path
    public static boolean mayAct(String name) {
        return isOfPage(name) || MAY_ACT.contains(extension(name));
    }

    private static String own(String url) {
        HttpUrl address = HttpUrl.parse(url);
        return address == null ? "" : extension(address.pathSegments().getLast());
    }

    private static String extension(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        Matcher extension = EXTENSION.matcher(name);
        return extension.find() ? extension.group(1) : "";
    }
}
