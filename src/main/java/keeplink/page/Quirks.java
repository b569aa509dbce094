package keeplink.page;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Document.QuirksMode;
import org.jsoup.nodes.DocumentType;
import org.jspecify.annotations.Nullable;

/// Pages of the time before standards, which browsers read otherwise: a table does not end a paragraph there
/// (HTML standard, sections 13.2.6.4.1 and 13.2.6.4.7). The parser knows those without a document type; these are
/// the rest.
final class Quirks {
    private static final Set<String> IDENTIFIERS =
            Set.of("-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en", "html");

    private static final Set<String> STARTS = Set.of(
            "-//ietf//dtd html",
            "-//w3c//dtd html 3",
            "-//w3c//dtd html 4.0 frameset//",
            "-//w3c//dtd html 4.0 transitional//",
            "-//microsoft//dtd internet explorer",
            "-//netscape comm. corp.//dtd",
            "-//softquad",
            "-//sun microsystems corp.//dtd hotjava",
            "-//w3o//dtd w3 html");

    private static final Set<String> STARTS_WITHOUT_SYSTEM =
            Set.of("-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//");

    private Quirks() {}

    /// Tells the document whose type was just read in which mode it is.
    static void apply(Document document) {
        if (isQuirky(document.documentType())) {
            document.quirksMode(QuirksMode.quirks);
        }
    }

    private static boolean isQuirky(@Nullable DocumentType type) {
        if (type == null || type.publicId().isEmpty()) {
            return false;
        }
        String id = type.publicId().toLowerCase(Locale.ROOT);
        return IDENTIFIERS.contains(id)
                || STARTS.stream().anyMatch(id::startsWith)
                || (type.systemId().isEmpty() && STARTS_WITHOUT_SYSTEM.stream().anyMatch(id::startsWith));
    }
}
