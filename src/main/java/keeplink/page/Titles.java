package keeplink.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// The title of what is on a page, from `<title>`: without the name of the site and of its section.
final class Titles {
    private static final Pattern SEPARATOR = Pattern.compile(" [|\\-–—\\\\/>»] ");
    private static final Pattern HIERARCHY = Pattern.compile(" [\\\\/>»] ");
    private static final Pattern FIRST_PART = Pattern.compile("^[^|\\-–—\\\\/>»]{0,300}[|\\-–—\\\\/>»]");
    private static final Pattern UNDERSCORED = Pattern.compile("\\s?_\\s?[^_]{1,20}$");

    private final Document page;

    Titles(Document page) {
        this.page = page;
    }

    /// Null where the page has no title element and no single heading.
    @Nullable
    String find() {
        String whole = Texts.line(page.title(), Metadata.MAX_LINE * 2);
        List<String> headings = headings();
        if (whole == null) {
            return headings.size() == 1 ? headings.getFirst() : null;
        }
        String said = saidByHeading(whole, headings);
        if (said != null) {
            return said;
        }
        String cut = withoutSite(whole, headings);
        return isCjk(cut) ? withoutUnderscored(cut) : cut;
    }

    /// The same of a title the page states for machines, which it often does with the name of the site.
    String withoutSite(String stated) {
        String said = saidByHeading(stated, headings());
        return said == null ? stated : said;
    }

    private List<String> headings() {
        List<String> headings = new ArrayList<>();
        for (Element heading : page.getElementsByTag("h1")) {
            String text = Texts.line(heading.text(), Metadata.MAX_LINE);
            if (text != null) {
                headings.add(text);
            }
            if (headings.size() > 5) {
                break;
            }
        }
        return headings;
    }

    /// A heading that the title begins with, before a separator, is the title: the page says it twice.
    private static @Nullable String saidByHeading(String whole, List<String> headings) {
        for (String heading : headings) {
            if (heading.length() > 1 && whole.length() > heading.length() && whole.startsWith(heading)) {
                String rest = whole.substring(heading.length()).stripLeading();
                if (!rest.isEmpty() && "_-|–—·»:：｜".indexOf(rest.charAt(0)) >= 0 && isCjk(heading)) {
                    return heading;
                }
            }
        }
        return null;
    }

    private String withoutSite(String whole, List<String> headings) {
        String cut = whole;
        boolean hierarchy = false;
        Matcher separator = SEPARATOR.matcher(whole);
        int last = -1;
        while (separator.find()) {
            last = separator.start();
        }
        if (last >= 0) {
            hierarchy = HIERARCHY.matcher(whole).find();
            cut = whole.substring(0, last);
            if (isSaidTwice(cut, whole, headings)) {
                return cut;
            }
            if (weight(cut) < 3) {
                cut = FIRST_PART.matcher(whole).replaceFirst("");
            }
        } else if (whole.contains(": ")) {
            cut = afterColon(whole);
        } else if ((whole.length() > 150 || whole.length() < 15) && headings.size() == 1) {
            cut = headings.getFirst();
        }
        cut = cut.strip();
        int words = weight(cut);
        if (words <= 4 && (!hierarchy || words != weight(whole.replaceAll("[|\\-–—\\\\/>»]+", "")) - 1)) {
            return isCjk(cut) && cut.length() >= 6 ? cut : whole;
        }
        return cut;
    }

    /// A heading says the title, and a link or another heading what else is in the title: its site.
    private boolean isSaidTwice(String cut, String whole, List<String> headings) {
        if (!headings.contains(cut) || whole.length() < cut.length() + 3) {
            return false;
        }
        String site = whole.substring(cut.length()).replaceFirst("^ . ", "");
        return headings.contains(site)
                || page.getElementsByTag("a").stream()
                        .anyMatch(link ->
                                link.text().equals(site) || link.attr("title").equals(site));
    }

    private String afterColon(String whole) {
        for (String tag : List.of("h1", "h2")) {
            for (Element heading : page.getElementsByTag(tag)) {
                if (heading.text().strip().equals(whole)) {
                    return whole;
                }
            }
        }
        String cut = whole.substring(whole.lastIndexOf(':') + 1);
        if (weight(cut) < 3) {
            return whole.substring(whole.indexOf(':') + 1);
        }
        return weight(whole.substring(0, whole.indexOf(':'))) > 5 ? whole : cut;
    }

    /// Chinese sites part title, section and site by underscores.
    private static String withoutUnderscored(String title) {
        String cut = title;
        for (int i = 0; i < 3; i++) {
            String shorter = UNDERSCORED.matcher(cut).replaceFirst("");
            if (shorter.length() < 6) {
                return cut;
            }
            cut = shorter;
        }
        return cut;
    }

    private static boolean isCjk(String text) {
        return text.codePoints().filter(Texts::isCjk).count() * 3 > text.length();
    }

    /// Words; of a script without spaces two characters are one.
    private static int weight(String text) {
        int cjk = (int) text.codePoints().filter(Texts::isCjk).count();
        int words = text.isBlank() ? 0 : text.strip().split("\\s+").length;
        return cjk > 3 ? Math.max(words, cjk / 2) : words;
    }
}
