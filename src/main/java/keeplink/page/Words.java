package keeplink.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Says whether a text contains any of a list of fragments, without case. Linear in the text: the fragments are
/// sorted by first letter, and there are few of them.
final class Words {
    private final List<List<String>> byFirstLetter = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    private Words() {}

    /// @param list fragments parted by spaces; a `~` stands for a space or the edge of the text
    static Words of(String list) {
        Words words = new Words();
        for (int i = 0; i < 128; i++) {
            words.byFirstLetter.add(List.of());
        }
        for (String word : Texts.parts(list)) {
            String fragment = word.replace('~', ' ');
            char first = fragment.charAt(0);
            if (first < 128) {
                List<String> bucket = new ArrayList<>(words.byFirstLetter.get(first));
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

    /// How many different fragments occur in the text, counted up to a bound.
    int count(String text, int atMost) {
        if (text.isEmpty()) {
            return 0;
        }
        String padded = " " + text.toLowerCase(Locale.ROOT) + " ";
        List<String> found = new ArrayList<>(atMost);
        for (int i = 0; i < padded.length() && found.size() < atMost; i++) {
            char c = padded.charAt(i);
            for (String word : c < 128 ? byFirstLetter.get(c) : others) {
                if (padded.startsWith(word, i) && !found.contains(word)) {
                    found.add(word);
                    break;
                }
            }
        }
        return found.size();
    }

    /// Characters of the longest fragment that occurs in the text, 0 for none.
    int longest(String text) {
        String padded = " " + text.toLowerCase(Locale.ROOT) + " ";
        int longest = 0;
        for (int i = 0; i < padded.length(); i++) {
            char c = padded.charAt(i);
            for (String word : c < 128 ? byFirstLetter.get(c) : others) {
                if (padded.startsWith(word, i)) {
                    longest = Math.max(longest, word.strip().length());
                }
            }
        }
        return longest;
    }
}
