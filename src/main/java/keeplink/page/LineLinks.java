package keeplink.page;

import java.util.regex.Pattern;

/// What the links of a line say about it. Linear in the elements of the line.
final class LineLinks {
    /// What is linked to as a file of its own belongs to what links to it.
    private static final Pattern DOCUMENT =
            Pattern.compile("(?i)[^?#]{1,2000}\\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|odt|ods|csv|zip|rar|7z)");

    /// A label has no more characters.
    private static final int LABEL = 30;
    private static final String LEADS_ON = ":-–—»>→|";
    private static final int MAX_BRACKETED = 300;

    private LineLinks() {}

    /// Whether nothing in it is outside of links.
    static boolean isLink(Piece line) {
        return unlinked(line).isEmpty();
    }

    /// The words of it that are in no link.
    private static String unlinked(Piece line) {
        StringBuilder words = new StringBuilder();
        Piece at = line.first;
        while (at != null) {
            if (at.is("a")) {
                at = at.after(line);
                continue;
            }
            if (at.isText() && !at.isBlankText()) {
                words.append(at.text);
            }
            at = at.following(line);
        }
        return words.toString().strip();
    }

    /// Whether what is in no link is a short label in bold that ends with a sign that leads on.
    static boolean isLabelled(Piece line) {
        Piece first = line.first;
        while (first != null && (!first.isText() || first.isBlankText())) {
            first = first.following(line);
        }
        if (first == null || !(first.inside("b", 3) || first.inside("strong", 3))) {
            return false;
        }
        String label = unlinked(line);
        return !label.isEmpty() && label.length() <= LABEL && LEADS_ON.indexOf(label.charAt(label.length() - 1)) >= 0;
    }

    /// Whether a line of its own is nothing but a link within the site, or is set in brackets with one, as references
    /// to other articles are between paragraphs in any language.
    static boolean isReference(Piece line, String site) {
        boolean alone = line.sums.linkDensity() >= 0.9 && line.sums.characters >= LABEL / 2;
        return line.sums.linkCharacters > 0 && (alone || isBracketed(line)) && own(line, site) == 1;
    }

    private static boolean isBracketed(Piece line) {
        String text = line.plain(MAX_BRACKETED);
        return text.startsWith("[") && text.endsWith("]");
    }

    /// Links within the site; 0 where most lead elsewhere: those are sources, not navigation.
    ///
    /// @param site the host of the page, empty where it is not known
    static int own(Piece piece, String site) {
        int own = 0;
        int elsewhere = 0;
        for (Piece at = piece.following(piece); at != null; at = at.following(piece)) {
            if (at.is("a")) {
                String address = at.attribute("href").strip();
                boolean relative = !address.regionMatches(true, 0, "http", 0, 4) && !address.startsWith("//");
                boolean within = relative
                        || (!site.isEmpty() && address.length() < Metadata.MAX_ADDRESS && address.contains(site));
                if (within && !DOCUMENT.matcher(address).matches()) {
                    own++;
                } else {
                    elsewhere++;
                }
            }
        }
        return own > elsewhere ? own + elsewhere : 0;
    }
}
