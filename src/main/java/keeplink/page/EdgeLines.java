package keeplink.page;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// What single lines of a page say when they are no part of its article. The words are in `edge-lines.txt`, in a
/// dozen languages; what has a form rather than words (dates, counts, credits of pictures) is here.
final class EdgeLines {
    /// How a line is compared, and so how it is used.
    private enum Kind {
        /// Says nothing else, wherever it stands.
        LABEL,
        /// A heading over what leads elsewhere.
        SECTION,
        /// A heading after which nothing of the article comes.
        REST,
        /// The beginning of a line that is never part of an article.
        PROMPT,
        /// The beginning of a line that leads elsewhere if most of it is a link.
        OFFER,
        /// The beginning of a line after the end.
        NOTICE,
        /// The beginning of a line before the start.
        OPENING,
        /// What is pressed to get letters from the site.
        LETTERS,
        /// The beginning of a line that says where to write, if it has an address or a link.
        CONTACT
    }

    private static final Map<Kind, Set<String>> WHOLE = new EnumMap<>(Kind.class);
    private static final Map<Kind, Map<Character, List<String>>> BEGINNINGS = new EnumMap<>(Kind.class);

    private static final Pattern COUNT = Pattern.compile(
            "(?iu)[\\d.,:]+\\s?[kmw万]?\\+?(?:\\s?(?:comments?|shares?|views?|likes?|reads?|replies|claps?|reactions?|retweets?|responses?"
                    + "|photos?|images?|评论|条评论|阅读|次阅读|浏览|次浏览|点赞|人参与|人点赞|赞|跟贴|跟帖|評論|コメント)(?:\\s.{0,12})?)?"
                    + "|(?:views?|reads?|comments?|likes?|阅读|浏览|评论|点赞|收藏)(?:量|数|次数)?\\s?[(（:：]\\s?[\\d.,]+[kmw万]?\\+?\\s?[)）]?");
    private static final Pattern OF_SEVERAL = Pattern.compile("(?iu)\\d{1,3}\\s?(?:/|of)\\s?\\d{1,3}");
    private static final Pattern REST_OF_TEXT = Pattern.compile("展开(?:剩余|全文|余下)\\s?[（(]?\\d{1,3}[%％][)）]?");
    private static final Pattern COMMENTS = Pattern.compile(
            "(?iu)(?:comments?|responses|replies|评论|網友評論|コメント)\\s?[(（]?\\d+[)）]?|\\d+\\s(?:comments?|responses?|replies|thoughts?)(?:\\s(?:on|to)\\s.{1,200})?");
    private static final Pattern READING_TIME = Pattern.compile(
            "(?iu)(?:(?:estimated )?(?:reading|read) time:?\\s*)?\\d{1,3}\\s?-?\\s?min(?:ute)?s?\\.?\\s?(?:read|to"
                    + " read|reading time)?|(?:temps de lecture|lesezeit|tiempo de lectura|tempo di lettura|tempo de leitura|время чтения)\\s?:?.{1,12}|(?:预计)?阅读(?:时间|时长|本文).{0,20}|.{0,6}\\d+\\s?分钟(?:阅读|读完)?");
    private static final Pattern CREDIT = Pattern.compile(
            "(?iu)(?:.{0,120}[\\s(/©|:·—-])?(?:getty(?: images)?|reuters|ap"
                    + " photo|afp|shutterstock|istock(?:photo)?|alamy|unsplash|pixabay|pexels|bigstock|adobe stock|file"
                    + " photo|flickr|wikimedia commons|dreamstime|depositphotos|视觉中国|资料图片?|网络图片|图片来源网络)[)\\]）】]*|[▲△▼]\\s?.{1,80}|(?:资料图片?|数据来源|資料圖片|資料照)[:：].{1,60}");
    private static final Pattern TAKEN_BY = Pattern.compile(
            "(?u).{0,220}(?:(?:记者|記者|通讯员|作者)\\s?\\S{2,12}|[\\s）)】]\\S{2,4})\\s?[／/]?(?:[摄攝]影?|供图|提供)[)）】。]?");
    private static final Pattern REPORTER =
            Pattern.compile("(?u)[^，。,.]{0,16}(?:记者|記者|通讯员|特约撰稿人?)[\\s:：/|｜丨]{0,3}\\S{2,12}(?:[\\s、]\\S{2,12}){0,4}");
    private static final Pattern KOREAN_REPORTER = Pattern.compile(
            "(?u)[(\\[]?(?:.{0,20}[=\\s])?[가-힣]{2,4}\\s?(?:선임|인턴|수습)?기자[)\\]]?(?:\\s?[(]?\\S{1,40}@\\S{1,40}[)]?)?");
    /// An address, or a name as it is written where people follow one another.
    private static final Pattern ADDRESS = Pattern.compile("\\S@\\S+\\.\\p{L}|(?:^|[\\s(])@\\w{2,}|https?://");
    /// The signs of those who wrote it and of the agencies they had it from.
    private static final Pattern AGENCIES = Pattern.compile(
            "(?iu)[(\\[]?(?:[\\p{L}.]{2,6}[/,]\\s?){0,4}(?:dpa(?:-\\p{L}{2,8})?|afp|reuters|rtr|ap|sid|efe|ansa|tass|pap|apa|kna|epd|lusa|belga|anp|ntb|ritzau|tt)"
                    + "(?:[/,]\\s?[\\p{L}.]{2,8}){0,4}[)\\]]?");
    private static final Pattern NO_COPYING = Pattern.compile(
            "(?u).{0,20}(?:未经(?:授权|许可|允许|同意)|(?:不得|谢绝|请勿|禁止)(?:擅自)?转载|版权所有|(?:报料|爆料|新闻热线|投稿)[^。]{0,8}[:：]).{0,60}");
    /// A day and a month in an order nobody knows are a date all the same.
    private static final Pattern SLASHED = Pattern.compile("(?<!\\d)\\d{1,2}/\\d{1,2}/(?:19|20)\\d{2}(?!\\d)");
    private static final Pattern DATE_WORDS = Pattern.compile(
            "(?iu)\\d+|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
                    + "|[年月日时分秒号]|星期.|周[一二三四五六日]|[ap]\\.?m\\b|(?:st|nd|rd|th)\\b|[a-z]{2,3}t\\b|utc|gmt");
    /// What lines are marked with at their beginning, besides quotation marks: `» read also`.
    private static final String MARKS = "»›→>▶►•*|–—-";
    private static final String QUOTES = "“\"「『【";
    /// No beginning is longer.
    private static final int LONGEST_BEGINNING = 80;
    private static final int MAX_WITH_DATE = 24;

    static {
        for (Kind kind : Kind.values()) {
            WHOLE.put(kind, new HashSet<>());
            BEGINNINGS.put(kind, new HashMap<>());
        }
        Kind kind = Kind.LABEL;
        for (String line : WordFile.lines("edge-lines.txt")) {
            if (line.startsWith("@")) {
                kind = Kind.valueOf(line.substring(1).toUpperCase(Locale.ROOT));
            } else {
                add(kind, line);
            }
        }
    }

    private EdgeLines() {}

    private static void add(Kind kind, String line) {
        switch (kind) {
            case LABEL, SECTION, REST, LETTERS ->
                Objects.requireNonNull(WHOLE.get(kind)).add(Texts.bare(line));
            case PROMPT, OFFER, NOTICE, OPENING, CONTACT ->
                Objects.requireNonNull(BEGINNINGS.get(kind))
                        .computeIfAbsent(line.charAt(0), first -> new ArrayList<>())
                        .add(line);
        }
    }

    /// A button or a label: never part of an article.
    static boolean isLabel(String text) {
        return is(Kind.LABEL, text)
                || OF_SEVERAL.matcher(text).matches()
                || REST_OF_TEXT.matcher(text).matches();
    }

    /// A heading over links that lead elsewhere.
    static boolean isSection(String text) {
        return is(Kind.SECTION, text);
    }

    /// A heading after which comments, authors or offers come, and nothing of the article any more.
    static boolean isEnd(String text) {
        return is(Kind.REST, text) || COMMENTS.matcher(text).matches();
    }

    /// Asks for an address to send letters to.
    static boolean isForLetters(String text) {
        return is(Kind.LETTERS, text);
    }

    /// Asks for something or leads elsewhere.
    static boolean isPrompt(String text) {
        return begins(Kind.PROMPT, text) || TAKEN_BY.matcher(text).matches();
    }

    /// Leads elsewhere, provided that most of it is a link.
    static boolean isOffer(String text) {
        return begins(Kind.OFFER, text);
    }

    /// Says where a picture is from.
    static boolean isCredit(String text) {
        return CREDIT.matcher(text).matches();
    }

    /// Says before the start who wrote it, when, and how long it takes to read.
    static boolean isOpening(String text) {
        return begins(Kind.OPENING, text)
                || isDate(text)
                || isCount(text)
                || REPORTER.matcher(text).matches();
    }

    /// Says something of the site or of the article after its end.
    static boolean isNotice(String text) {
        return begins(Kind.NOTICE, text)
                || isDate(text)
                || isCount(text)
                || NO_COPYING.matcher(text).matches()
                || AGENCIES.matcher(text).matches()
                || KOREAN_REPORTER.matcher(text).matches();
    }

    /// Says where to write to the author or the editors.
    ///
    /// @param linked whether there is a link in it
    static boolean isContact(String text, boolean linked) {
        return begins(Kind.CONTACT, text) && (linked || ADDRESS.matcher(text).find());
    }

    private static boolean isCount(String text) {
        return text.length() <= 40
                && (COUNT.matcher(text).matches() || READING_TIME.matcher(text).matches());
    }

    /// A date and next to nothing else.
    private static boolean isDate(String text) {
        return text.length() <= 80
                && (Dates.parse(text) != null || SLASHED.matcher(text).find())
                && Texts.bare(withoutDates(text)).length() <= MAX_WITH_DATE;
    }

    /// What it says besides numbers and the words of dates.
    static String withoutDates(String text) {
        return DATE_WORDS.matcher(text).replaceAll(" ");
    }

    private static boolean is(Kind kind, String text) {
        return Objects.requireNonNull(WHOLE.get(kind)).contains(Texts.bare(text));
    }

    /// Whether it begins with one of the words, which end where a word of the text ends.
    private static boolean begins(Kind kind, String text) {
        int from = 0;
        while (from < text.length()
                && (MARKS.indexOf(text.charAt(from)) >= 0 || (from > 0 && text.charAt(from) == ' '))) {
            from++;
        }
        if (from < text.length() && QUOTES.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        String lower = text.substring(from, Math.min(text.length(), from + LONGEST_BEGINNING))
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'');
        if (lower.isEmpty()) {
            return false;
        }
        for (String beginning : Objects.requireNonNull(BEGINNINGS.get(kind)).getOrDefault(lower.charAt(0), List.of())) {
            if (lower.startsWith(beginning) && endsWord(lower, beginning.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsWord(String text, int end) {
        char last = text.charAt(end - 1);
        return end == text.length()
                || last > 0x2e80
                || !Character.isLetterOrDigit(last)
                || !Character.isLetterOrDigit(text.charAt(end));
    }
}
