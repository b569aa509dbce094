package keeplink.suggest;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;

/// A text in which whole words are looked for, without case, width and the signs between words.
///
/// @param folded words parted by one blank, one before the first and after the last
record Words(String folded) {
    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

    static Words of(String text) {
        return new Words(fold(text));
    }

    /// Whether a name's words are said one after another. A script written without blanks has no word ends, so
    /// there any place counts; a single letter or ideograph says too little.
    boolean contain(String name) {
        String wanted = fold(name);
        String bare = wanted.strip();
        boolean spaceless = bare.codePoints().anyMatch(Character::isIdeographic);
        return bare.codePointCount(0, bare.length()) > 1 && folded.contains(spaceless ? bare : wanted);
    }

    private static String fold(String text) {
        String plain = UCharacter.foldCase(NFKC.normalize(text), true);
        StringBuilder words = new StringBuilder(" ");
        plain.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                words.appendCodePoint(c);
            } else if (words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        });
        return words.charAt(words.length() - 1) == ' '
                ? words.toString()
                : words.append(' ').toString();
    }
}
