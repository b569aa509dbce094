package keeplink.page;

import java.time.Duration;

/// How long reading a text takes.
///
/// English non-fiction is read silently at about 238 words a minute (Brysbaert, "How many words do we read per
/// minute?",
/// Journal of Memory and Language 109, 2019, who gives 260 for fiction); 230 is that, rounded down for what is
/// read on a
/// screen. For Chinese, Japanese and Korean 400 characters a minute is our own round figure; studies lie on both
/// sides of it. A text in both is the sum of its parts.
public final class ReadingTime {
    /// Words of a script with spaces, a minute.
    public static final int WORDS_A_MINUTE = 230;
    /// Han, kana and hangul characters, a minute.
    public static final int CHARACTERS_A_MINUTE = 400;

    private ReadingTime() {}

    /// The time in whole seconds, rounded up; zero for a text without a word.
    public static Duration of(String text) {
        long words = 0;
        long characters = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Texts.isCjk(c)) {
                characters++;
                inWord = false;
            } else if (Character.isLetterOrDigit(c)) {
                words += inWord ? 0 : 1;
                inWord = true;
            } else if (c != '\'' && c != '\u2019' && c != '-' && c != '_') {
                inWord = false;
            }
        }
        return Duration.ofSeconds(
                Math.ceilDiv(words * 60, WORDS_A_MINUTE) + Math.ceilDiv(characters * 60, CHARACTERS_A_MINUTE));
    }
}
