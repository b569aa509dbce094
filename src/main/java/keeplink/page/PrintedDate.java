package keeplink.page;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jspecify.annotations.Nullable;

/// The date a page prints near its title, where it states none for machines.
final class PrintedDate {
    private static final Words PLACES =
            Words.of("date time publish posted article-info article-meta article-date post-meta entry-meta pub_ source"
                    + " info-box");
    private static final Words ELSEWHERE =
            Words.of("comment related recommend sidebar footer copyright hot-list popular expire update");
    private static final Pattern WECHAT = Pattern.compile("(?:var ct|createTimestamp)\\s*=\\s*['\"](1\\d{9})['\"]");
    private static final Pattern LABEL = Pattern.compile("^(?:发布|發布|发表|发文|成文)(?:时间|時間|日期)[:：]");
    private static final int MAX_ELEMENTS = 5_000;
    private static final int MAX_TEXT = 80;
    private static final int MAX_LINE = 40;
    private static final int BELOW = 30;

    private final Document page;

    PrintedDate(Document page) {
        this.page = page;
    }

    /// As it is printed; null where there is none.
    @Nullable
    String find() {
        String wechat = inScript();
        if (wechat != null) {
            return wechat;
        }
        String inPlace = first(page.body().stream().limit(MAX_ELEMENTS).filter(PrintedDate::isPlace));
        String inLine = inPlace == null
                ? first(page.body().stream().limit(MAX_ELEMENTS).filter(PrintedDate::isLabelled))
                : inPlace;
        return inLine == null ? belowTitle() : inLine;
    }

    private static @Nullable String first(Stream<Element> places) {
        return places.map(PrintedDate::said)
                .filter(text -> Dates.parse(text) != null)
                .findFirst()
                .orElse(null);
    }

    /// Where no name tells, a line with next to nothing but a date, a few elements below the one heading.
    private @Nullable String belowTitle() {
        Elements headings = page.getElementsByTag("h1");
        Element heading = headings.first();
        if (heading == null || headings.size() > 1) {
            return null;
        }
        return first(page.body().stream()
                .limit(MAX_ELEMENTS)
                .dropWhile(element -> element != heading)
                .limit(BELOW)
                .filter(element -> element.childrenSize() == 0
                        && element.ownText().length() <= MAX_LINE
                        && !element.normalName().equals("a")));
    }

    private static boolean isPlace(Element element) {
        String names = element.className() + " " + element.id();
        return names.length() > 1
                && names.length() < 300
                && PLACES.in(names)
                && !ELSEWHERE.in(names)
                && element.childNodeSize() < 20;
    }

    private static boolean isLabelled(Element element) {
        return element.childrenSize() < 5 && LABEL.matcher(element.ownText()).find();
    }

    private static String said(Element element) {
        String text = element.text();
        return text.length() <= MAX_TEXT ? text : "";
    }

    /// WeChat writes the second of publication into a script and prints it only by another.
    private @Nullable String inScript() {
        if (page.getElementById("js_content") == null) {
            return null;
        }
        for (Element script : page.getElementsByTag("script")) {
            Matcher found = WECHAT.matcher(script.data());
            if (found.find()) {
                return java.time.Instant.ofEpochSecond(Long.parseLong(found.group(1)))
                        .toString();
            }
        }
        return null;
    }
}
