package keeplink.page;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is in a calendar (iCalendar, RFC 5545).
///
/// @param title its name, or that of its only event; null where it has neither
/// @param events the names of its events, in the order of the file
record CalendarFile(@Nullable String title, List<String> events) {
    private static final int MAX_EVENTS = 200;

    static CalendarFile of(String text) {
        String name = null;
        List<String> events = new ArrayList<>();
        // a line that begins with a space goes on with the one before
        for (String line : text.replaceAll("\\R[ \\t]", "").split("\\R")) {
            int colon = line.indexOf(':');
            String value = colon < 0 ? "" : line.substring(colon + 1);
            if (is(line, "X-WR-CALNAME") || is(line, "NAME")) {
                name = unescaped(value);
            } else if (is(line, "SUMMARY") && events.size() < MAX_EVENTS) {
                events.add(unescaped(value));
            }
        }
        return new CalendarFile(
                Texts.line(name == null && events.size() == 1 ? events.getFirst() : name, Metadata.MAX_LINE), events);
    }

    private static boolean is(String line, String property) {
        return line.regionMatches(true, 0, property, 0, property.length())
                && line.length() > property.length()
                && (line.charAt(property.length()) == ':' || line.charAt(property.length()) == ';');
    }

    private static String unescaped(String value) {
        return value.replaceAll("\\\\[nN]", " ").replaceAll("\\\\(.)", "$1").strip();
    }
}
