package keeplink.search;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import keeplink.link.Tag;

/// Finds the tag in use that a new one probably is another spelling of.
///
/// Twins are the same but for accents, signs between words or the variants of Chinese (`machine-learning`,
/// `machine_learning`); singular and plural; the last name of a nested one (`java`, `lang/java`); or a slip of
/// typing apart where both are long enough for that to be no other word. Numbers always count: `java17` is not
/// `java21`. Much narrower than [NearestTags], because here nobody has asked.
public final class TwinTags {
    private static final int ONE_SLIP = 5;
    private static final int TWO_SLIPS = 10;

    private TwinTags() {}

    /// The twin that most links carry.
    ///
    /// @param used the tags of the collection with the number of links that carry each
    public static Optional<Tag> of(Tag fresh, SequencedMap<Tag, Integer> used) {
        String folded = NearestTags.folded(fresh.name());
        return used.entrySet().stream()
                .filter(known -> !known.getKey().equals(fresh))
                .filter(known ->
                        !fresh.isWithin(known.getKey()) && !known.getKey().isWithin(fresh))
                .filter(known -> twins(fresh, folded, known.getKey()))
                .max(Map.Entry.<Tag, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
    }

    private static boolean twins(Tag fresh, String folded, Tag known) {
        String other = NearestTags.folded(known.name());
        if (folded.isEmpty() || other.isEmpty()) {
            return false;
        }
        boolean lastName = !fresh.name().contains("/") && known.key().endsWith("/" + fresh.key());
        return folded.equals(other)
                || lastName
                || plural(folded, other)
                || plural(other, folded)
                || slipped(folded, other);
    }

    private static boolean plural(String one, String many) {
        return one.length() >= 3
                && (many.equals(one + "s")
                        || many.equals(one + "es")
                        || (one.endsWith("y") && many.equals(one.substring(0, one.length() - 1) + "ies")));
    }

    private static boolean slipped(String a, String b) {
        int[] one = a.codePoints().toArray();
        int[] other = b.codePoints().toArray();
        int shorter = Math.min(one.length, other.length);
        // two ideographs that differ are two words
        boolean words = one[0] == other[0]
                && a.codePoints().noneMatch(Character::isIdeographic)
                && digits(a).equals(digits(b));
        int allowed = shorter >= TWO_SLIPS ? 2 : 1;
        return words && shorter >= ONE_SLIP && NearestTags.slips(one, other, allowed) <= allowed;
    }

    private static String digits(String text) {
        return text.replaceAll("\\D", "");
    }
}
