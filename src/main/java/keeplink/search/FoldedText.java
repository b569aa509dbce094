package keeplink.search;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The words of a text without what does not count in a comparison: case, width, accents, traditional or
/// simplified.
///
/// A word is a run of letters and digits; in a script written without spaces, and of emoji, every character is
/// one. Used to find the place of a match, where an index has said that there is one.
final class FoldedText {
    private static final Normalizer2 CASE_AND_WIDTH = Normalizer2.getNFKCCasefoldInstance();
    private static final Normalizer2 DECOMPOSED = Normalizer2.getNFDInstance();
    private static final Normalizer2 COMPOSED = Normalizer2.getNFCInstance();
    private static final Transliterator SIMPLIFIED = Transliterator.getInstance("Traditional-Simplified");

    /// What a character of the basic plane folds to, filled as they come; a race costs nothing but doing it
    /// twice.
    private static final @Nullable String[] FOLDED = new String[0x10000];

    private FoldedText() {}

    /// A word and where it stands.
    ///
    /// @param start in UTF-16 units
    /// @param end exclusive
    record Token(String word, int start, int end) {}

    /// The words of a text in order.
    ///
    /// @param limit how many UTF-16 units are looked at, at most
    static List<Token> tokens(String text, int limit) {
        int length = Math.min(text.length(), limit);
        List<Token> tokens = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int start = 0;
        int end = 0;
        for (int i = 0; i < length; ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (extendsWhatIsBefore(c)) {
                end = end == i ? next : end;
            } else if (standsAlone(c)) {
                flush(word, start, end, tokens);
                word.append(fold(c));
                start = i;
                end = next;
            } else if (Character.isLetterOrDigit(c)) {
                boolean alone = !word.isEmpty() && standsAlone(text.codePointAt(start));
                if (alone || word.isEmpty() || end != i) {
                    flush(word, start, end, tokens);
                    start = i;
                }
                word.append(fold(c));
                end = next;
            } else {
                flush(word, start, end, tokens);
            }
            i = next;
        }
        flush(word, start, end, tokens);
        return tokens;
    }

    private static void flush(StringBuilder word, int start, int end, List<Token> tokens) {
        if (!word.isEmpty()) {
            tokens.add(new Token(word.toString(), start, end));
            word.setLength(0);
        }
    }

    /// Marks, joiners, variation selectors and skin tones belong to the character before them.
    private static boolean extendsWhatIsBefore(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> c == 0x200C || c == 0x200D || (c >= 0x1F3FB && c <= 0x1F3FF);
        };
    }

    private static boolean standsAlone(int c) {
        if (c < 0x80) {
            return false;
        }
        return switch (UScript.getScript(c)) {
            case UScript.HAN,
                    UScript.HIRAGANA,
                    UScript.KATAKANA,
                    UScript.HANGUL,
                    UScript.THAI,
                    UScript.LAO,
                    UScript.KHMER,
                    UScript.MYANMAR -> Character.isLetterOrDigit(c);
            default -> UCharacter.hasBinaryProperty(c, UProperty.EXTENDED_PICTOGRAPHIC);
        };
    }

    private static String fold(int c) {
        if (c >= FOLDED.length) {
            return folded(c);
        }
        String known = FOLDED[c];
        if (known == null) {
            known = folded(c);
            FOLDED[c] = known;
        }
        return known;
    }

    private static String folded(int c) {
        StringBuilder bare = new StringBuilder();
        DECOMPOSED
                .normalize(CASE_AND_WIDTH.normalize(Character.toString(c)))
                .codePoints()
                .filter(part -> Character.getType(part) != Character.NON_SPACING_MARK)
                .forEach(bare::appendCodePoint);
        return SIMPLIFIED.transliterate(COMPOSED.normalize(bare.toString()));
    }
}
