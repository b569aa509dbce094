package keeplink.bot.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import keeplink.bot.chat.FormattedText.Span;
import keeplink.link.Tag;

/// What a message says, taken apart once: addresses with their tags, tags that go off, and what remains as the
/// note.
///
/// Hashtags on an address's own line belong to that address (to all addresses of the line), hashtags on lines
/// without one to all of them. A `-` directly before a hashtag negates it; `/word` directly after one belongs to
/// it.
///
/// @param addresses in the order they were given, each once
/// @param tags all tags that are not negated, with those of the addresses
/// @param removed the negated tags
/// @param note the text less addresses and tags, lines kept, blanks trimmed
public record Said(List<Address> addresses, SequencedSet<Tag> tags, SequencedSet<Tag> removed, String note) {
    /// An address and the tags it gets.
    public record Address(String url, SequencedSet<Tag> tags) {}

    /// Whether nothing but hashtags was said.
    public boolean onlyTags() {
        return addresses.isEmpty() && note.isEmpty() && (!tags.isEmpty() || !removed.isEmpty());
    }

    /// Takes a message apart.
    public static Said in(FormattedText formatted) {
        String text = formatted.text();
        List<Line> lines = lines(text);
        Map<String, Line> addresses = new LinkedHashMap<>();
        SequencedSet<Tag> removed = new LinkedHashSet<>();
        SequencedSet<Tag> all = new LinkedHashSet<>();
        List<int[]> cut = new ArrayList<>();
        for (Span span : formatted.spans()) {
            Line line = lineAt(lines, span.start());
            switch (span.kind()) {
                case ADDRESS -> {
                    if (!valueOfSite(text, span.start())) {
                        addresses.putIfAbsent(formatted.at(span), line);
                        line.hasAddress = true;
                        cut.add(new int[] {span.start(), span.end()});
                    }
                }
                case HIDDEN_ADDRESS -> {
                    if (span.url() != null) {
                        addresses.putIfAbsent(span.url(), line);
                        line.hasAddress = true;
                    }
                }
                case TAG -> {
                    boolean negated = span.start() > 0
                            && text.charAt(span.start() - 1) == '-'
                            && (span.start() == 1 || !Character.isLetterOrDigit(text.charAt(span.start() - 2)));
                    int end = nestedEnd(text, span.end());
                    cut.add(new int[] {negated ? span.start() - 1 : span.start(), end});
                    Tag.of(tagName(text.substring(span.start(), end))).ifPresent(tag -> {
                        if (negated) {
                            removed.add(tag);
                        } else {
                            line.tags.add(tag);
                            all.add(tag);
                        }
                    });
                }
                case MENTION, COMMAND -> {
                    // part of what is said, not of what is kept
                }
            }
        }
        SequencedSet<Tag> common = new LinkedHashSet<>();
        lines.stream().filter(line -> !line.hasAddress).forEach(line -> common.addAll(line.tags));
        List<Address> kept = new ArrayList<>();
        addresses.forEach((url, line) -> {
            SequencedSet<Tag> tags = new LinkedHashSet<>(line.tags);
            tags.addAll(common);
            kept.add(new Address(url, tags));
        });
        return new Said(List.copyOf(kept), all, removed, rest(text, cut));
    }

    /// `#tag@channel` is a tag of that channel in Telegram; what is kept is the tag.
    private static String tagName(String hashtag) {
        int at = hashtag.indexOf('@');
        return at < 0 ? hashtag : hashtag.substring(0, at);
    }

    private static int nestedEnd(String text, int end) {
        int to = end;
        while (to < text.length() && text.charAt(to) == '/') {
            int word = to + 1;
            while (word < text.length()
                    && (Character.isLetterOrDigit(text.codePointAt(word)) || text.charAt(word) == '_')) {
                word += Character.charCount(text.codePointAt(word));
            }
            if (word == to + 1) {
                break;
            }
            to = word;
        }
        return to;
    }

    private static boolean valueOfSite(String text, int start) {
        return text.regionMatches(true, start - 5, "site:", 0, 5) || text.regionMatches(true, start - 5, "site：", 0, 5);
    }

    private static String rest(String text, List<int[]> cut) {
        StringBuilder rest = new StringBuilder(text);
        cut.sort((a, b) -> Integer.compare(b[0], a[0]));
        for (int[] range : cut) {
            if (range[1] <= rest.length()) {
                rest.delete(range[0], range[1]);
            }
        }
        return rest.toString()
                .lines()
                .map(line -> line.replaceAll("[ \\t]{2,}", " ").replaceAll(SEPARATORS, ""))
                .filter(line -> line.codePoints().anyMatch(Said::says))
                .collect(java.util.stream.Collectors.joining("\n"));
    }

    /// What stands between tags and addresses and is left over at the ends of a line when they are gone.
    private static final String SEPARATORS = "^[\\s,;、，；|·]+|[\\s,;、，；|·]+$";

    private static boolean says(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || Character.getType(codePoint) == Character.OTHER_SYMBOL;
    }

    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        while (true) {
            int end = text.indexOf('\n', start);
            lines.add(new Line(start));
            if (end < 0) {
                return lines;
            }
            start = end + 1;
        }
    }

    private static Line lineAt(List<Line> lines, int offset) {
        Line found = lines.getFirst();
        for (Line line : lines) {
            if (line.start > offset) {
                break;
            }
            found = line;
        }
        return found;
    }

    private static final class Line {
        private final int start;
        private final SequencedSet<Tag> tags = new LinkedHashSet<>();
        private boolean hasAddress;

        private Line(int start) {
            this.start = start;
        }
    }
}
