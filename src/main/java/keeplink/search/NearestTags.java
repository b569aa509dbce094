package keeplink.search;

import com.ibm.icu.text.Normalizer2;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keeplink.link.Tag;

/// Finds the tags somebody may have meant by one that finds nothing.
///
/// Nearest is the same but for accents, the variants of Chinese or a parent (`java` for `lang/java`). Then, by
/// how much of the longer one differs: one begins with the other, one contains the other, or they are a few
/// slips of typing apart (Damerau's four: a character too many, too few, another, two swapped), at most one for
/// each three characters, each two ideographs; Hangul counts by its letters. Equally near ones in order of use.
public final class NearestTags {
    private static final Normalizer2 LETTERS = Normalizer2.getNFDInstance();

    private NearestTags() {}

    private record Near(Tag tag, double distance, int count) {}

    /// The nearest of the tags in use, nearest first, never the one asked for.
    ///
    /// @param text the tag or word that found nothing, with or without `#`
    /// @param used the tags of the collection with the number of links that carry each
    /// @param max how many at most
    public static List<Tag> of(String text, SequencedMap<Tag, Integer> used, int max) {
        return Tag.of(text).map(tag -> of(tag, used, max)).orElse(List.of());
    }

    /// The nearest of the tags in use, nearest first, never the one asked for.
    public static List<Tag> of(Tag wanted, SequencedMap<Tag, Integer> used, int max) {
        String folded = folded(wanted.name());
        return used.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(wanted))
                .map(entry -> new Near(entry.getKey(), distance(folded, entry), entry.getValue()))
                .filter(near -> near.distance() < Double.POSITIVE_INFINITY)
                .sorted(Comparator.comparingDouble(Near::distance)
                        .thenComparing(Near::count, Comparator.reverseOrder())
                        .thenComparing(Near::tag))
                .limit(max)
                .map(Near::tag)
                .toList();
    }

    private static double distance(String wanted, Map.Entry<Tag, Integer> used) {
        String name = used.getKey().name();
        Stream<String> segments = name.contains("/") ? Stream.of(name.split("/", -1)) : Stream.empty();
        return Stream.concat(Stream.of(name), segments)
                .map(NearestTags::folded)
                .mapToDouble(known -> distance(wanted, known))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static double distance(String wanted, String known) {
        if (wanted.isEmpty() || known.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        int[] a = wanted.codePoints().toArray();
        int[] b = known.codePoints().toArray();
        // A part counts for the more, the more of the whole it is: below 1 and never 0.
        double unlike = 1 - (double) Math.min(a.length, b.length) / (Math.max(a.length, b.length) + 1);
        if (wanted.equals(known)) {
            return 0;
        } else if (known.startsWith(wanted) || wanted.startsWith(known)) {
            return 1 + unlike;
        } else if (known.contains(wanted) || wanted.contains(known)) {
            return 1.25 + unlike;
        }
        boolean spaceless = Character.isIdeographic(a[0]) || Character.isIdeographic(b[0]);
        int allowed = Math.min(a.length, b.length) / (spaceless ? 2 : 3);
        int slips = slips(a, b, allowed);
        return slips <= allowed ? 1 + 2.0 * slips / Math.max(a.length, b.length) : Double.POSITIVE_INFINITY;
    }

    /// The optimal string alignment distance, or more than `allowed` where it is more.
    static int slips(int[] a, int[] b, int allowed) {
        if (Math.abs(a.length - b.length) > allowed) {
            return allowed + 1;
        }
        int[] beforeLast = new int[b.length + 1];
        int[] last = new int[b.length + 1];
        for (int j = 0; j <= b.length; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length; i++) {
            int[] row = new int[b.length + 1];
            row[0] = i;
            for (int j = 1; j <= b.length; j++) {
                int other = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.min(other, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length];
    }

    /// Letters and digits without what does not count in a comparison.
    static String folded(String name) {
        return LETTERS.normalize(FoldedText.tokens(name, Tag.MAX_LENGTH).stream()
                .map(FoldedText.Token::word)
                .collect(Collectors.joining()));
    }
}
