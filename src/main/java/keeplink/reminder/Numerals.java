package keeplink.reminder;

/// Numbers from 0 to 9999 in digits, and to 99 in Chinese.
final class Numerals {
    /// What [#read] reads, as a regular expression.
    static final String FORM = "(?:\\d{1,4}|[零一二三四五六七八九]?十[一二三四五六七八九]?|[零一二三四五六七八九两])";

    private static final String DIGITS = "零一二三四五六七八九";

    private Numerals() {}

    static int read(String text) {
        if (text.charAt(0) >= '0' && text.charAt(0) <= '9') {
            return Integer.parseInt(text);
        }
        int ten = text.indexOf('十');
        if (ten < 0) {
            return digit(text.charAt(0));
        }
        int tens = ten == 0 ? 1 : digit(text.charAt(0));
        int ones = ten == text.length() - 1 ? 0 : digit(text.charAt(text.length() - 1));
        return tens * 10 + ones;
    }

    private static int digit(char digit) {
        return digit == '两' ? 2 : DIGITS.indexOf(digit);
    }
}
