package keeplink.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How much of one short text is in another, word by word; where there are no spaces, character by character.
final class Similarity {
    private Similarity() {}

    /// 0 (nothing of `second` is new) … the share of `second` that also occurs in `first`: 1 where all of it
    /// does.
    static double of(String first, String second) {
        List<String> known = words(first);
        List<String> said = words(second);
        if (known.isEmpty() || said.isEmpty()) {
            return 0;
        }
        Set<String> set = new HashSet<>(known);
        int all = 0;
        int fresh = 0;
        for (String word : said) {
            all += word.length() + 1;
            fresh += set.contains(word) ? 0 : word.length() + 1;
        }
        return 1 - (double) fresh / all;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        text.toLowerCase(Locale.ROOT).codePoints().forEach(c -> {
            boolean cjk = Texts.isCjk(c);
            if ((cjk || (!Character.isLetterOrDigit(c) && c != '_')) && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (cjk) {
                words.add(Character.toString(c));
            } else if (Character.isLetterOrDigit(c) || c == '_') {
                word.appendCodePoint(c);
            }
        });
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }
}
