package keeplink.bot.telegram;

import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/// A message without its markup: for the case that the server does not take the markup.
final class PlainText {
    /// What a text may have at most (Bot API, "sendMessage"), counted here in UTF-16 units, which are never
    /// fewer.
    static final int TEXT = 4096;

    static final int CAPTION = 1024;

    private PlainText() {}

    static String of(String html, int most) {
        Element body = Parser.htmlParser().parseInput(html, "").body();
        String text = body.wholeText();
        if (text.length() <= most) {
            return text;
        }
        int end = most - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }
}
