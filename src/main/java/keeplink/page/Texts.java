package keeplink.page;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Small questions about characters and the making of clean, bounded values.
final class Texts {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Texts() {}

    static boolean isSpace(char c) {
        return c <= ' '
                || c == '\u00a0'
                || c == '\u3000'
                || c == '\ufeff'
                || (c >= '\u2000' && c <= '\u200a')
                || c == '\u2028'
                || c == '\u2029';
    }

    /// The commas of the scripts that have one of their own.
    static boolean isComma(char c) {
        return c == ','
                || c == '\uff0c'
                || c == '\u060c'
                || c == '\ufe50'
                || c == '\ufe10'
                || c == '\ufe11'
                || c == '\u2e41'
                || c == '\u2e34'
                || c == '\u2e32';
    }

    /// How much there is to read: characters, those of scripts that need no spaces twice.
    static int letters(String text) {
        return text.length() + (int) text.codePoints().filter(Texts::isCjk).count();
    }

    /// Han, kana and hangul: written without spaces or counted by character.
    static boolean isCjk(int c) {
        return (c >= 0x3040 && c <= 0x30ff)
                || (c >= 0x3400 && c <= 0x9fff)
                || (c >= 0xac00 && c <= 0xd7af)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0x20000 && c <= 0x3ffff);
    }

    /// Its parts between white space.
    static List<String> parts(String text) {
        return SPACE.splitAsStream(text.strip()).filter(part -> !part.isEmpty()).toList();
    }

    static void appendNormalised(StringBuilder out, String text, int atMost) {
        for (int i = 0; i < text.length() && out.length() < atMost; i++) {
            char c = text.charAt(i);
            if (!isSpace(c)) {
                out.append(c);
            } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        }
    }

    /// One line without control, bidi-override and zero-width-format characters, at most `atMost` characters,
    /// null where
    /// nothing is left.
    static @Nullable String line(@Nullable String value, int atMost) {
        if (value == null) {
            return null;
        }
        StringBuilder out = new StringBuilder(Math.min(value.length(), atMost));
        // A value of megabytes is read no further than needed.
        int end = Math.min(value.length(), atMost * 8 + 1000);
        for (int i = 0; i < end; ) {
            int c = value.codePointAt(i);
            i += Character.charCount(c);
            if (c < 0x10000 && isSpace((char) c)) {
                if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                    out.append(' ');
                }
            } else if (!isUnwanted(c)) {
                out.appendCodePoint(c);
            }
            if (out.length() > atMost) {
                break;
            }
        }
        String line = out.toString().strip();
        if (line.length() > atMost) {
            int cut = Character.isHighSurrogate(line.charAt(atMost - 2)) ? atMost - 2 : atMost - 1;
            line = line.substring(0, cut).strip() + "…";
        }
        return line.isEmpty() ? null : line;
    }

    private static boolean isUnwanted(int c) {
        return Character.isISOControl(c)
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x200e
                || c == 0x200f
                || c == 0x061c
                || c == 0xfffe
                || c == 0xffff
                || (c >= 0xd800 && c <= 0xdfff);
    }

    /// For comparing what a person would call the same: letters and digits only, lower case.
    static String bare(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
