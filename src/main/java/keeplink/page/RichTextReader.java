package keeplink.page;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one document for [RichText]. For one thread.
final class RichTextReader {
    /// Deeper groups are read as part of the one they are in.
    private static final int MAX_DEPTH = 10_000;

    private static final int MAX_FONTS = 10_000;
    /// Of a title or an author.
    private static final int MAX_ABOUT = 10_000;

    /// The longest name of a control word.
    private static final int MAX_WORD = 32;
    /// Enough for any number of a control word.
    private static final int MAX_DIGITS = 10;

    private static final Map<String, String> SYMBOLS = Map.ofEntries(
            Map.entry("par", "\n"),
            Map.entry("line", "\n"),
            Map.entry("sect", "\n"),
            Map.entry("page", "\n"),
            Map.entry("column", "\n"),
            Map.entry("row", "\n"),
            Map.entry("cell", "\t"),
            Map.entry("nestcell", "\t"),
            Map.entry("tab", "\t"),
            Map.entry("emspace", " "),
            Map.entry("enspace", " "),
            Map.entry("qmspace", " "),
            Map.entry("emdash", "—"),
            Map.entry("endash", "–"),
            Map.entry("bullet", "•"),
            Map.entry("lquote", "‘"),
            Map.entry("rquote", "’"),
            Map.entry("ldblquote", "“"),
            Map.entry("rdblquote", "”"),
            Map.entry("footnote", " "));

    /// Groups without text that are not marked with a star; the shapes of `shprslt` say again what `shptxt` says.
    private static final Set<String> NO_TEXT = Set.of(
            "colortbl",
            "stylesheet",
            "info",
            "pict",
            "nonshppict",
            "objdata",
            "fldinst",
            "header",
            "headerl",
            "headerr",
            "headerf",
            "footer",
            "footerl",
            "footerr",
            "footerf",
            "ftnsep",
            "ftnsepc",
            "ftncn",
            "aftnsep",
            "aftnsepc",
            "aftncn",
            "xe",
            "tc",
            "upr",
            "sp",
            "shprslt",
            "nonesttables");

    private enum Place {
        TEXT,
        TITLE,
        AUTHOR,
        FONTS,
        NOWHERE
    }

    private final byte[] body;
    private int at;
    private final Deque<Group> outer = new ArrayDeque<>();
    private int tooDeep;
    private Group group = new Group();
    private Charset charset = CodePages.WESTERN;
    private int defaultFont;
    private final Map<Integer, Charset> fonts = new HashMap<>();
    /// How many characters of those for readers without Unicode are still to come.
    private int toSkip;
    private boolean starred;
    /// Letters that may need the next byte.
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder title = new StringBuilder();
    private final StringBuilder author = new StringBuilder();

    /// What ends with the group it was said in.
    private static final class Group {
        private Place place = Place.TEXT;
        private boolean hidden;
        private int font = -1;
        private int unicodeSkip = 1;

        Group copy() {
            Group copy = new Group();
            copy.place = place;
            copy.hidden = hidden;
            copy.font = font;
            copy.unicodeSkip = unicodeSkip;
            return copy;
        }
    }

    RichTextReader(byte[] body) {
        this.body = body;
    }

    String text() {
        return text.toString();
    }

    String title() {
        return title.toString();
    }

    String author() {
        return author.toString();
    }

    void read() {
        // no charset takes more than four bytes for a character
        while (at < body.length && text.length() < MediaReader.MAX_TEXT && bytes.size() < 4 * MediaReader.MAX_TEXT) {
            byte next = body[at++];
            switch (next) {
                case '{' -> open();
                case '}' -> close();
                case '\\' -> control();
                case '\r', '\n' -> {}
                default -> letter(next);
            }
        }
        decode();
        text.setLength(Math.min(text.length(), MediaReader.MAX_TEXT));
    }

    private void open() {
        decode();
        toSkip = 0;
        if (outer.size() >= MAX_DEPTH) {
            tooDeep++;
        } else {
            outer.push(group);
            group = group.copy();
        }
    }

    private void close() {
        decode();
        toSkip = 0;
        starred = false;
        if (tooDeep > 0) {
            tooDeep--;
        } else if (!outer.isEmpty()) {
            group = outer.pop();
        }
    }

    private void letter(byte letter) {
        if (toSkip > 0) {
            toSkip--;
        } else if (place() != null) {
            bytes.write(letter);
        }
    }

    /// A word, or a single character that is no letter.
    private void control() {
        if (at == body.length) {
            return;
        }
        if (isLetter(body[at])) {
            word();
            return;
        }
        byte symbol = body[at++];
        switch (symbol) {
            case '\'' -> hex();
            case '\\', '{', '}' -> letter(symbol);
            case '*' -> starred = true;
            case '~' -> say(" ");
            case '_' -> say("-");
            case '\r', '\n' -> say("\n");
            default -> {}
        }
    }

    private void hex() {
        int high = at + 1 < body.length ? Character.digit(body[at], 16) : -1;
        int low = high < 0 ? -1 : Character.digit(body[at + 1], 16);
        if (low >= 0) {
            at += 2;
            letter((byte) (high * 16 + low));
        }
    }

    private void word() {
        int start = at;
        while (at < body.length && isLetter(body[at])) {
            at++;
        }
        String name = new String(body, start, Math.min(at - start, MAX_WORD), US_ASCII);
        boolean negative = at < body.length && body[at] == '-';
        int digits = negative ? at + 1 : at;
        int end = digits;
        while (end < body.length && isDigit(body[end])) {
            end++;
        }
        boolean numbered = end > digits;
        long number = numbered && end - digits <= MAX_DIGITS
                ? Long.parseLong(new String(body, digits, end - digits, US_ASCII))
                : 0;
        at = numbered ? end : at;
        if (at < body.length && body[at] == ' ') {
            at++;
        }
        word(name, (int) Math.clamp(negative ? -number : number, Integer.MIN_VALUE, Integer.MAX_VALUE), numbered);
    }

    private void word(String name, int number, boolean numbered) {
        boolean destination = starred;
        starred = false;
        if (name.equals("bin")) {
            at += Math.clamp(number, 0, body.length - at);
            toSkip -= toSkip > 0 ? 1 : 0;
            return;
        } else if (toSkip > 0) {
            toSkip--;
            return;
        }
        String symbol = SYMBOLS.get(name);
        if (symbol != null) {
            say(symbol);
            return;
        }
        decode();
        switch (name) {
            case "u" -> {
                say(Character.toString((char) number));
                toSkip = group.unicodeSkip;
            }
            case "uc" -> group.unicodeSkip = Math.max(0, number);
            case "f" -> group.font = number;
            case "plain" -> {
                group.font = -1;
                group.hidden = false;
            }
            case "v", "deleted" -> group.hidden = !numbered || number != 0;
            case "ansicpg" -> charset = CodePages.of(number);
            case "mac" -> charset = CodePages.of(10_000);
            case "pc" -> charset = CodePages.of(437);
            case "pca" -> charset = CodePages.of(850);
            case "deff" -> defaultFont = number;
            case "fcharset" -> font(CodePages.ofFont(number));
            case "cpg" -> font(CodePages.of(number));
            default -> group(name, destination);
        }
    }

    /// A word that says what the group is for; any other means nothing to text.
    private void group(String name, boolean destination) {
        switch (name) {
            case "fonttbl" -> group.place = Place.FONTS;
            case "title" -> group.place = Place.TITLE;
            case "author" -> group.place = Place.AUTHOR;
            case "ud", "shptxt" -> group.place = Place.TEXT;
            default -> {
                if (destination || NO_TEXT.contains(name)) {
                    group.place = Place.NOWHERE;
                }
            }
        }
    }

    private void font(@Nullable Charset ofFont) {
        if (group.place == Place.FONTS && ofFont != null && fonts.size() < MAX_FONTS) {
            fonts.put(group.font, ofFont);
        }
    }

    private void say(String symbol) {
        if (toSkip > 0) {
            toSkip--;
            return;
        }
        decode();
        StringBuilder place = place();
        if (place != null) {
            place.append(symbol);
        }
    }

    private void decode() {
        StringBuilder place = place();
        if (bytes.size() > 0 && place != null) {
            place.append(bytes.toString(fonts.getOrDefault(group.font < 0 ? defaultFont : group.font, charset)));
        }
        bytes.reset();
    }

    /// Null where there is no text, or enough.
    private @Nullable StringBuilder place() {
        return switch (group.place) {
            case TEXT -> group.hidden ? null : text;
            case TITLE -> title.length() < MAX_ABOUT ? title : null;
            case AUTHOR -> author.length() < MAX_ABOUT ? author : null;
            case FONTS, NOWHERE -> null;
        };
    }

    private static boolean isLetter(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
