package keeplink.transfer;

import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import keeplink.link.Link;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;
import org.jspecify.annotations.Nullable;

/// Reads Netscape bookmarks, as browsers, Raindrop, Shiori, linkding and [BookmarksExport] write them, and
/// the list of links Pocket exports.
///
/// Folders become a tag that nests like them; a browser's own (its toolbar, what lies in none) are no
/// folders. `TAGS` are parted by commas, `DD` is the note. `TOREAD` says what is unread, in our own files
/// by its absence as well; in Pocket's file the headings do.
final class BookmarksImport implements LinkReader {
    private static final String KEEPLINK = "Keeplink";
    private static final Set<String> POCKET_UNREAD = Set.of("unread");
    private static final Set<String> POCKET_READ = Set.of("read archive", "archive");

    /// Whether the beginning of a file is that of such a list: pages as such have links, too.
    static boolean fits(String head) {
        String lower = head.toLowerCase(Locale.ROOT);
        return lower.contains("<!doctype netscape-bookmark")
                || lower.contains("<title>pocket export")
                || lower.matches("(?s).*<(dt|li)>\\s*<(h3|a)[\\s>].*")
                        && lower.matches("(?s).*(<dl|add_date=|time_added=).*");
    }

    @Override
    public boolean read(InputStream in, Consumer<ImportedLink> to) throws IOException {
        Bounds bounds = new Bounds(TextFile.reader(in));
        Reading reading = new Reading(to);
        try (StreamParser parser = new StreamParser(Parser.htmlParser()).parse(bounds, "")) {
            Iterator<Element> elements = parser.iterator();
            while (elements.hasNext()) {
                bounds.element();
                reading.closed(elements.next());
            }
        } catch (BrokenFileException | UncheckedIOException broken) {
            reading.end();
            throw broken instanceof BrokenFileException known ? known : new BrokenFileException(broken);
        }
        reading.end();
        return true;
    }

    /// What is known on the way through one file.
    private static final class Reading {
        private final Consumer<ImportedLink> to;
        /// The ways to the lists that are open.
        private final Map<Element, List<String>> folders = new IdentityHashMap<>();

        private @Nullable String heading;
        private ImportedLink.@Nullable Builder pending;
        private Link.@Nullable State unlessSaid;

        Reading(Consumer<ImportedLink> to) {
            this.to = to;
        }

        /// An element is whole. The tree keeps nothing of it that is not needed any more.
        void closed(Element element) {
            switch (element.normalName()) {
                case "title" -> title(element);
                case "h1" -> {
                    title(element);
                    section(element.text().strip().toLowerCase(Locale.ROOT));
                }
                case "h3" -> {
                    hand();
                    folder(element);
                    heading = isBrowsersOwn(element, "personal_toolbar_folder", "unfiled_bookmarks_folder")
                            ? ""
                            : element.text();
                }
                case "a" -> link(element);
                case "dl" -> {
                    hand();
                    if (folders.remove(element) == null) {
                        heading = null;
                    }
                    element.empty();
                    return;
                }
                case "dd" -> note(element);
                default -> {
                    // nothing of ours
                }
            }
            if (element.parent() != null && element.selectFirst("dl, h3, a") == null
                    || element.normalName().equals("a")) {
                element.remove();
            }
        }

        void end() {
            hand();
        }

        private void title(Element title) {
            if (title.text().strip().equals(KEEPLINK)) {
                unlessSaid = Link.State.READ;
            }
        }

        private void section(String title) {
            if (POCKET_UNREAD.contains(title)) {
                unlessSaid = Link.State.UNREAD;
            } else if (POCKET_READ.contains(title)) {
                unlessSaid = Link.State.READ;
            }
        }

        private static boolean isBrowsersOwn(Element heading, String... attributes) {
            return KeeperWords.NO_FOLDERS.contains(heading.text().strip().toLowerCase(Locale.ROOT))
                    || List.of(attributes).stream()
                            .anyMatch(name -> heading.attr(name).equalsIgnoreCase("true"));
        }

        /// The folders an element lies in. A list that is met for the first time is that of the last heading.
        private List<String> folder(Element element) {
            List<Element> lists = new ArrayList<>();
            for (Element around = element.parent(); around != null; around = around.parent()) {
                if (around.normalName().equals("dl")) {
                    lists.addFirst(around);
                }
            }
            List<String> path = List.of();
            for (Element list : lists) {
                List<String> known = folders.get(list);
                if (known == null) {
                    List<String> inner = new ArrayList<>(path);
                    if (heading != null) {
                        inner.add(heading);
                    }
                    heading = null;
                    known = List.copyOf(inner);
                    folders.put(list, known);
                }
                path = known;
            }
            return path;
        }

        private void link(Element a) {
            hand();
            if (!a.hasAttr("href")) {
                return;
            }
            String unread = a.attr("toread");
            Link.State state = unread.isEmpty() ? unlessSaid : unread.equals("1") ? Link.State.UNREAD : Link.State.READ;
            pending = ImportedLink.at(a.attr("href"))
                    .title(a.text())
                    .tags(List.of(a.attr("tags").split(",")))
                    .folder(folder(a))
                    .state(state)
                    .starred(a.attr("starred").equals("1")
                            || a.attr("data-important").equalsIgnoreCase("true"))
                    .addedAt(Moments.read(a.hasAttr("add_date") ? a.attr("add_date") : a.attr("time_added")));
        }

        private void note(Element dd) {
            ImportedLink.Builder before = pending;
            if (before != null && dd.selectFirst("dl") == null) {
                before.note(dd.wholeText());
            }
        }

        private void hand() {
            ImportedLink.Builder link = pending;
            pending = null;
            if (link != null) {
                to.accept(link.build());
            }
        }
    }

    /// Ends the reading of what only looks like bookmarks: tags without end, and elements that multiply.
    private static final class Bounds extends FilterReader {
        /// A bookmark's picture may lie in its tag.
        private static final int LONGEST_TAG = 1 << 20;

        private static final int ELEMENTS_FOR_NOTHING = 10_000;
        private static final int CHARACTERS_PER_ELEMENT = 3;

        private long read;
        private long elements;
        private int inTag = -1;

        Bounds(Reader in) {
            super(in);
        }

        void element() throws BrokenFileException {
            elements++;
            if (elements > ELEMENTS_FOR_NOTHING + read / CHARACTERS_PER_ELEMENT) {
                throw new BrokenFileException("more elements than there are tags");
            }
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            for (int i = offset; i < offset + count; i++) {
                inTag = buffer[i] == '>' ? -1 : buffer[i] == '<' ? 0 : inTag < 0 ? -1 : inTag + 1;
                if (inTag > LONGEST_TAG) {
                    throw new BrokenFileException("a tag of more than a million characters");
                }
            }
            read += Math.max(count, 0);
            return count;
        }
    }
}
