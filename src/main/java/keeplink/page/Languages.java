package keeplink.page;

import org.jspecify.annotations.Nullable;

/// Guesses the language of a text from its script where a script tells, else from its small words.
final class Languages {
    private static final int SAMPLE = 4_000;

    private Languages() {}

    /// `ja`, `ko`, `zh`, `ru`, `ar`, `he`, `el`, `th`, `hi`, one of [SmallWords], or null where nothing tells.
    static @Nullable String guess(String text) {
        int[] counts = new int[10];
        int letters = 0;
        int end = Math.min(text.length(), SAMPLE);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (!Character.isLetter(c)) {
                continue;
            }
            letters++;
            switch (Character.UnicodeScript.of(c)) {
                case HIRAGANA, KATAKANA -> counts[0]++;
                case HANGUL -> counts[1]++;
                case HAN -> counts[2]++;
                case CYRILLIC -> counts[3]++;
                case ARABIC -> counts[4]++;
                case HEBREW -> counts[5]++;
                case GREEK -> counts[6]++;
                case THAI -> counts[7]++;
                case DEVANAGARI -> counts[8]++;
                case LATIN -> counts[9]++;
                default -> {}
            }
        }
        if (letters < 20) {
            return null;
        }
        // Japanese is written with Han characters as well, Chinese never with kana.
        if (counts[0] * 10 > letters) {
            return "ja";
        }
        String[] names = {"ja", "ko", "zh", "ru", "ar", "he", "el", "th", "hi"};
        for (int i = 1; i < names.length; i++) {
            if (counts[i] * 2 > letters) {
                return names[i];
            }
        }
        if (counts[2] * 4 > letters) {
            return "zh";
        }
        return counts[9] * 2 > letters ? SmallWords.language(text.substring(0, end)) : null;
    }
}
