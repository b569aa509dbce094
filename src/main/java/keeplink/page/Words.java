package keeplink.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Says whether a text contains any of a list of fragments, without case. Linear in the text: the fragments are
/// sorted by first letter, and there are few of them.
final class Words {
    /// How far the parts of a fragment may be from one another.
    private static final int GAP = 40;

    private final List<List<Fragment>> byFirstLetter = new ArrayList<>();
    private final List<Fragment> others = new ArrayList<>();

    private Words() {}

    /// Parts that follow one another in one line, mostly one.
    private record Fragment(List<String> parts) {
        /// Where it ends that begins at a place, -1 where none does.
        int end(String text, int start) {
            if (!text.startsWith(parts.getFirst(), start)) {
                return -1;
            }
            int end = start + parts.getFirst().length();
            for (String part : parts.subList(1, parts.size())) {
                int next = text.indexOf(part, end, Math.min(text.length(), end + GAP + part.length()));
                if (next < 0 || text.substring(end, next).indexOf('\n') >= 0) {
                    return -1;
                }
                end = next + part.length();
            }
            return end;
        }
    }

    /// @param list fragments parted by spaces; a `~` stands for a space or the edge of the text, a `…` for up to
    ///     [#GAP] characters of the same line
    static Words of(String list) {
        Words words = new Words();
        for (int i = 0; i < 128; i++) {
            words.byFirstLetter.add(List.of());
        }
        for (String word : Texts.parts(list)) {
            Fragment fragment = new Fragment(List.of(word.replace('~', ' ').split("…")));
            char first = fragment.parts().getFirst().charAt(0);
            if (first < 128) {
                List<Fragment> bucket = new ArrayList<>(words.byFirstLetter.get(first));
                bucket.add(fragment);
                words.byFirstLetter.set(first, List.copyOf(bucket));
            } else {
                words.others.add(fragment);
            }
        }
        return words;
    }

    /// Whether any fragment occurs in the text.
    boolean in(String text) {
        return count(text, 1) > 0;
    }

    /// How many different fragments occur in the text beside one another, counted up to a bound.
    int count(String text, int atMost) {
        if (text.isEmpty()) {
            return 0;
        }
        String padded = padded(text);
        List<Fragment> found = new ArrayList<>(atMost);
        int i = 0;
        while (i < padded.length() && found.size() < atMost) {
            int end = i + 1;
            for (Fragment fragment : beginningWith(padded.charAt(i))) {
                int its = found.contains(fragment) ? -1 : fragment.end(padded, i);
                if (its >= 0) {
                    found.add(fragment);
                    // the edge it ends with may be where the next one begins
                    end = Math.max(end, its - 1);
                    break;
                }
            }
            i = end;
        }
        return found.size();
    }

    /// Characters of the longest place in the text where a fragment occurs, 0 for none.
    int longest(String text) {
        String padded = padded(text);
        int longest = 0;
        for (int i = 0; i < padded.length(); i++) {
            for (Fragment fragment : beginningWith(padded.charAt(i))) {
                int end = fragment.end(padded, i);
                if (end >= 0) {
                    longest = Math.max(longest, padded.substring(i, end).strip().length());
                }
            }
        }
        return longest;
    }

    private List<Fragment> beginningWith(char first) {
        return first < 128 ? byFirstLetter.get(first) : others;
    }

    private static String padded(String text) {
        return " " + text.toLowerCase(Locale.ROOT) + " ";
    }
}
