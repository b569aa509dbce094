package keeplink.snapshot;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What changed from one text to another, in whole sentences.
///
/// A sentence that only moved is no change; one that is there twice and once before was added once. Sentences end
/// where Unicode says (UAX #29, section 5), in any script, and at the end of a line; white space within them does not
/// count. Linear in the texts.
///
/// @param removed sentences that are gone, in the order of the old text
/// @param added sentences that are new, in the order of the new text
public record TextDiff(List<String> removed, List<String> added) {
    /// The rules of Unicode, less the ends that are those of abbreviations such as "Mr.".
    private static final ULocale RULES = ULocale.forLanguageTag("en-u-ss-standard");

    public TextDiff {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }

    /// Compares two texts.
    public static TextDiff between(String before, String after) {
        List<String> old = sentences(before);
        List<String> now = sentences(after);
        return new TextDiff(without(old, now), without(now, old));
    }

    /// Whether all sentences are the same.
    public boolean isEmpty() {
        return removed.isEmpty() && added.isEmpty();
    }

    private static List<String> without(List<String> sentences, List<String> taken) {
        Map<String, Integer> left = new HashMap<>();
        taken.forEach(sentence -> left.merge(sentence, 1, Integer::sum));
        List<String> rest = new ArrayList<>();
        for (String sentence : sentences) {
            if (left.merge(sentence, -1, Integer::sum) < 0) {
                rest.add(sentence);
            }
        }
        return rest;
    }

    /// The sentences of a text, white space within them as one space.
    static List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        BreakIterator ends = BreakIterator.getSentenceInstance(RULES);
        text.lines().forEach(line -> {
            ends.setText(line);
            int start = ends.first();
            for (int end = ends.next(); end != BreakIterator.DONE; start = end, end = ends.next()) {
                String sentence =
                        String.join(" ", line.substring(start, end).strip().split("\\s+"));
                if (!sentence.isEmpty()) {
                    sentences.add(sentence);
                }
            }
        });
        return sentences;
    }
}
