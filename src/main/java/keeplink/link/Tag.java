package keeplink.link;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import java.util.Optional;

/// A normalised label in any script, compared without case (Unicode full case folding over NFKC, UAX #15 and
/// #31).
///
/// `Tag.of("Java")` and `Tag.of("JAVA")` are equal; the name keeps the spelling it was made with. A `/` nests:
/// `lang/java` lies under `lang`. Immutable.
///
/// @param name the label as a person wrote it, in NFKC, without a leading `#`, not empty
public record Tag(String name) implements Comparable<Tag> {
    /// The longest name in UTF-16 units. Telegram allows a hashtag of as many letters as a message has; nobody
    /// means that.
    public static final int MAX_LENGTH = 128;

    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

    public Tag {
        name = normalize(name);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a tag needs at least one letter, digit or underscore");
        }
    }

    /// The tag a text names, or empty where it names none: `#Java`, `Java`, `＃标签` and ` lang/java ` are tags.
    public static Optional<Tag> of(String text) {
        return normalize(text).isEmpty() ? Optional.empty() : Optional.of(new Tag(text));
    }

    /// The form under which tags are compared and stored in an index.
    public String key() {
        return NFKC.normalize(UCharacter.foldCase(name, true));
    }

    /// Whether this is `other` or lies under it: `lang/java` is within `lang`.
    public boolean isWithin(Tag other) {
        String mine = key();
        String theirs = other.key();
        return mine.equals(theirs) || mine.startsWith(theirs + "/");
    }

    /// The name this tag has after one it lies under (or is) got another: `lang/java` moved from `lang` to
    /// `language` is `language/java`. One that lies elsewhere stays as it is.
    public Tag moved(Tag from, Tag to) {
        if (!isWithin(from)) {
            return this;
        }
        int depth = from.name().split("/", -1).length;
        String[] parts = name.split("/", depth + 1);
        return parts.length == depth ? to : new Tag(to.name() + "/" + parts[depth]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tag tag && key().equals(tag.key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    @Override
    public int compareTo(Tag other) {
        return key().compareTo(other.key());
    }

    /// The tag as it is typed: `#java`.
    @Override
    public String toString() {
        return "#" + name;
    }

    private static String normalize(String text) {
        String nfkc = NFKC.normalize(text).strip();
        int start = 0;
        while (start < nfkc.length() && nfkc.charAt(start) == '#') {
            start++;
        }
        StringBuilder name = new StringBuilder(nfkc.length());
        nfkc.substring(start).codePoints().filter(Tag::belongs).forEach(name::appendCodePoint);
        while (!name.isEmpty() && name.charAt(name.length() - 1) == '/') {
            name.setLength(name.length() - 1);
        }
        while (!name.isEmpty() && name.charAt(0) == '/') {
            name.deleteCharAt(0);
        }
        if (name.length() > MAX_LENGTH) {
            name.setLength(Character.isHighSurrogate(name.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH);
        }
        return name.toString().replaceAll("/{2,}", "/");
    }

    private static boolean belongs(int codePoint) {
        return Character.isLetterOrDigit(codePoint)
                || codePoint == '_'
                || codePoint == '/'
                || codePoint == '-'
                || codePoint == '·'
                || Character.getType(codePoint) == Character.NON_SPACING_MARK
                || Character.getType(codePoint) == Character.COMBINING_SPACING_MARK
                || codePoint == 0x200C
                || codePoint == 0x200D;
    }
}
