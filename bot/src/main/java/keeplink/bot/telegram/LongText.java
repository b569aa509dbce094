package keeplink.bot.telegram;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import keeplink.bot.text.Html;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/// A text in Telegram's subset of HTML, cut into parts that each fit into one message and are each well-formed.
///
/// What counts is the length after the entities are read, in UTF-16 units (Bot API, "sendMessage"). A part ends
/// between paragraphs where one ends in its second half, else between lines, else between sentences, else between
/// words, and never within a character as people see it (UAX 29). What is marked up as one, such as a link, stays
/// whole where it fits into a part.
final class LongText {
    private static final int PARAGRAPH = 0;
    private static final int LINE = 1;

    private final StringBuilder text = new StringBuilder();
    private final List<Mark> marks = new ArrayList<>();

    /// A stretch within an element.
    private record Mark(int start, int end, String open, String close) {}

    private LongText(String html) {
        walk(Parser.htmlParser().parseInput(html, "").body());
    }

    /// @param most UTF-16 units a part may have, at least 2
    /// @return the text itself where it fits
    static List<String> parts(String html, int most) {
        // markup is never shorter than what it says
        if (html.length() <= most) {
            return List.of(html);
        }
        LongText whole = new LongText(html);
        return whole.text.length() <= most ? List.of(html) : whole.cut(most);
    }

    private void walk(Element element) {
        for (Node child : element.childNodes()) {
            if (child instanceof TextNode words) {
                text.append(words.getWholeText());
            } else if (child instanceof Element inner) {
                int start = text.length();
                int place = marks.size();
                walk(inner);
                String open = "<" + inner.normalName() + inner.attributes().html() + ">";
                marks.add(place, new Mark(start, text.length(), open, "</" + inner.normalName() + ">"));
            }
        }
    }

    private List<String> cut(int most) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.length() - start <= most ? text.length() : end(start, start + most);
            String part = part(start, end);
            if (!text.substring(start, end).isBlank()) {
                parts.add(part);
            }
            start = end;
        }
        return parts;
    }

    /// The best place to end a part, after `start` and not after `latest`.
    private int end(int start, int latest) {
        int half = start + (latest - start) / 2;
        for (int kind = PARAGRAPH; kind <= LINE; kind++) {
            String border = kind == PARAGRAPH ? "\n\n" : "\n";
            int found = text.lastIndexOf(border, latest - border.length());
            if (found >= half && outside(found)) {
                return found + border.length();
            }
        }
        for (BreakIterator borders :
                List.of(BreakIterator.getSentenceInstance(Locale.ROOT), BreakIterator.getLineInstance(Locale.ROOT))) {
            int found = last(borders, half, latest, true);
            if (found > 0) {
                return found;
            }
        }
        int beside = marks.stream()
                .filter(mark -> mark.end() - mark.start() <= latest - start)
                .flatMapToInt(mark -> IntStream.of(mark.start(), mark.end()))
                .filter(at -> at > start && at <= latest && outside(at))
                .max()
                .orElse(start);
        if (beside > start) {
            return beside;
        }
        for (BreakIterator borders :
                List.of(BreakIterator.getLineInstance(Locale.ROOT), BreakIterator.getCharacterInstance(Locale.ROOT))) {
            int found = last(borders, start + 1, latest, false);
            if (found > 0) {
                return found;
            }
        }
        // one character longer than a message: nothing can be kept whole
        return Character.isHighSurrogate(text.charAt(latest - 1)) ? latest - 1 : latest;
    }

    private int last(BreakIterator borders, int earliest, int latest, boolean outsideOnly) {
        borders.setText(text.toString());
        int at = borders.isBoundary(latest) ? latest : borders.preceding(latest);
        while (at >= earliest) {
            if (!outsideOnly || outside(at)) {
                return at;
            }
            at = borders.previous();
        }
        return -1;
    }

    /// Whether no mark reaches across a place.
    private boolean outside(int at) {
        return marks.stream().noneMatch(mark -> mark.start() < at && at < mark.end());
    }

    private String part(int from, int to) {
        StringBuilder html = new StringBuilder();
        List<Mark> open = new ArrayList<>();
        int at = from;
        for (Mark mark : marks) {
            if (mark.end() <= from || mark.start() >= to) {
                continue;
            }
            int begin = Math.max(mark.start(), from);
            at = closed(html, open, begin, at);
            html.append(Html.escape(text.substring(at, begin))).append(mark.open());
            at = begin;
            open.add(new Mark(begin, Math.min(mark.end(), to), mark.open(), mark.close()));
        }
        at = closed(html, open, to, at);
        return html.append(Html.escape(text.substring(at, to))).toString();
    }

    /// Writes on to where the innermost open marks end, as far as they end up to a place.
    private int closed(StringBuilder html, List<Mark> open, int upTo, int from) {
        int at = from;
        while (!open.isEmpty() && open.getLast().end() <= upTo) {
            Mark ended = open.removeLast();
            html.append(Html.escape(text.substring(at, ended.end()))).append(ended.close());
            at = ended.end();
        }
        return at;
    }
}
