package keeplink.page;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The title and the opening of a Markdown text (CommonMark 0.31): the title of its front matter or its first
/// heading, and the first paragraph without its markup.
///
/// @param title null where it has neither
/// @param author of its front matter
/// @param published likewise
/// @param opening null where it has no paragraph
record Markdown(
        @Nullable String title,
        @Nullable String author,
        @Nullable Instant published,
        @Nullable String opening) {
    private static final Pattern PICTURE_OR_LINK =
            Pattern.compile("!?\\[([^\\]\\n]{0,300})\\]\\([^)\\s]{0,2000}(?:\\s[^)\\n]{0,300})?\\)");
    private static final Pattern EMPHASIS = Pattern.compile("[*_`~]{1,3}(?=\\S)|(?<=\\S)[*_`~]{1,3}");
    private static final Pattern FIELD =
            Pattern.compile("(?i)(title|authors?|date)\\s*[:=]\\s*\\[?[\"']?(.{1,300}?)[\"']?]?\\s*");
    private static final Pattern NO_PARAGRAPH =
            Pattern.compile("(?:[#>|<]|[-*+]\\s|\\d+[.)]\\s|```|~~~|!\\[|\\[!\\[).*|[-=*_\\s]+");
    private static final int LOOKED_AT = 20_000;

    static Markdown of(String text) {
        String title = null;
        String author = null;
        Instant published = null;
        Iterator<String> lines = List.of(
                        text.substring(0, Math.min(text.length(), LOOKED_AT)).split("\\R", -1))
                .iterator();
        StringBuilder opening = new StringBuilder();
        String previous = "";
        boolean frontMatter = false;
        boolean first = true;
        while (lines.hasNext()) {
            String line = lines.next().strip();
            if (first && (line.equals("---") || line.equals("+++"))) {
                frontMatter = true;
            } else if (frontMatter) {
                frontMatter = !line.equals("---") && !line.equals("+++");
                Matcher field = FIELD.matcher(line);
                if (field.matches()) {
                    switch (field.group(1).toLowerCase(Locale.ROOT)) {
                        case "title" -> title = title == null ? field.group(2) : title;
                        case "date" -> published = published == null ? Dates.parse(field.group(2)) : published;
                        default -> author = author == null ? field.group(2) : author;
                    }
                }
            } else if (title == null && line.startsWith("#") && line.contains(" ")) {
                title = line.replaceAll("^#+\\s+|\\s+#+$", "");
            } else if (title == null && !previous.isEmpty() && line.matches("={3,}")) {
                title = previous;
                opening.setLength(0);
            } else if (line.isEmpty() || NO_PARAGRAPH.matcher(line).matches()) {
                if (!opening.isEmpty() && title != null) {
                    break;
                }
            } else if (opening.length() < Metadata.MAX_EXCERPT) {
                opening.append(line).append(' ');
            }
            previous = line;
            first = first && line.isEmpty();
        }
        return new Markdown(
                plain(title, Metadata.MAX_LINE),
                Texts.line(author, Metadata.MAX_LINE),
                published,
                plain(opening.toString(), 300));
    }

    private static @Nullable String plain(@Nullable String marked, int atMost) {
        return marked == null
                ? null
                : Texts.line(
                        EMPHASIS.matcher(PICTURE_OR_LINK.matcher(marked).replaceAll("$1"))
                                .replaceAll(""),
                        atMost);
    }
}
