package keeplink.transfer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what [MarkdownExport] writes: the addresses with titles, tags, notes and stars, and of the dates
/// the months.
final class MarkdownImport implements LinkReader {
    private static final String HEAD = "# Keeplink";
    private static final Pattern MONTH = Pattern.compile("## (\\d{4}-\\d{2})");
    private static final Pattern ITEM = Pattern.compile("- \\[((?:[^\\]\\\\]|\\\\.)*+)\\]\\(<([^<>]*+)>\\)( ★)?(.*)");
    private static final Pattern TAG = Pattern.compile("\\\\#(\\S+)");
    private static final String QUOTE = "  > ";
    private static final int LONGEST_LINE = 100_000;

    static boolean fits(String head) {
        return head.startsWith(HEAD);
    }

    @Override
    public boolean read(InputStream in, Consumer<ImportedLink> to) throws IOException {
        Reading reading = new Reading(to);
        BufferedReader text = new BufferedReader(TextFile.reader(in));
        StringBuilder line = new StringBuilder();
        for (int c = text.read(); c >= 0; c = text.read()) {
            if (c != '\n') {
                line.append((char) c);
            } else {
                reading.line(line.toString());
                line.setLength(0);
            }
            if (line.length() > LONGEST_LINE) {
                throw new BrokenFileException("a line of more than " + LONGEST_LINE + " characters");
            }
        }
        reading.line(line.toString());
        reading.hand();
        return true;
    }

    private static final class Reading {
        private final Consumer<ImportedLink> to;
        private final StringBuilder note = new StringBuilder();
        private @Nullable Instant month;
        private ImportedLink.@Nullable Builder link;

        Reading(Consumer<ImportedLink> to) {
            this.to = to;
        }

        void line(String line) {
            Matcher item = ITEM.matcher(line);
            Matcher heading = MONTH.matcher(line);
            if (item.matches()) {
                hand();
                List<String> tags = TAG.matcher(item.group(4))
                        .results()
                        .map(tag -> plain(tag.group(1)))
                        .toList();
                link = ImportedLink.at(item.group(2))
                        .title(plain(item.group(1)))
                        .starred(item.group(3) != null)
                        .tags(tags)
                        .addedAt(month);
            } else if (heading.matches()) {
                month = month(heading.group(1));
            } else if (line.startsWith(QUOTE)) {
                note.append(plain(line.substring(QUOTE.length()))).append('\n');
            }
        }

        void hand() {
            ImportedLink.Builder whole = link;
            link = null;
            if (whole != null) {
                to.accept(whole.note(note.toString()).build());
            }
            note.setLength(0);
        }

        private static @Nullable Instant month(String text) {
            try {
                return YearMonth.parse(text).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            } catch (DateTimeException none) {
                return null;
            }
        }

        private static String plain(String escaped) {
            return escaped.replaceAll("\\\\(.)", "$1");
        }
    }
}
