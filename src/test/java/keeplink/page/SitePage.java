package keeplink.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeFilter.FilterResult;

/// A page built as one kind of site builds its pages, with sentences of ours in it. Its file says what is expected:
/// elements with `keep` are the article, but for those within them with `drop`; the comment at its head has the
/// metadata, and `{en:3}` stands for the next three sentences in that language.
///
/// @param expected by name: `url`, `title`, `byline`, `published` (the day), `lang`
/// @param keep what is expected of the text, in the order of the page
/// @param rest whatever else the page shows
record SitePage(String name, Map<String, String> expected, String html, List<String> keep, List<String> rest) {
    private static final Pattern SENTENCES = Pattern.compile("\\{([a-z]{2}):(\\d)}");

    @Override
    public String toString() {
        return name;
    }

    String url() {
        return Objects.requireNonNull(expected.get("url"), name);
    }

    Document page() {
        return Jsoup.parse(html, url());
    }

    static List<SitePage> all() {
        try (Stream<Path> files = Files.list(Path.of(Objects.requireNonNull(SitePage.class.getResource("/pages/sites"))
                .toURI()))) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .map(SitePage::read)
                    .toList();
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static SitePage read(Path file) {
        Document marked = Jsoup.parse(withSentences(text(file), Objects.requireNonNull(file.getParent())));
        Map<String, String> expected = expectations((Comment) Objects.requireNonNull(marked.firstChild()));
        List<String> keep = texts(marked, SitePage::isKept);
        List<String> rest = texts(marked, (text, own) -> !isKept(text, own));
        Objects.requireNonNull(marked.firstChild()).remove();
        marked.select("[keep], [drop]").removeAttr("keep").removeAttr("drop");
        String name = file.getFileName().toString().replace(".html", "");
        return new SitePage(
                name,
                expected,
                marked.outputSettings(marked.outputSettings().prettyPrint(false))
                        .outerHtml(),
                keep,
                rest);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String withSentences(String html, Path folder) {
        Map<String, Integer> used = new HashMap<>();
        Matcher places = SENTENCES.matcher(html);
        return places.replaceAll(place -> Matcher.quoteReplacement(sentences(place, folder, used)));
    }

    private static String sentences(MatchResult place, Path folder, Map<String, Integer> used) {
        String language = place.group(1);
        List<String> all =
                text(folder.resolve("prose-" + language + ".txt")).lines().toList();
        int from = used.getOrDefault(language, 0);
        int count = Integer.parseInt(place.group(2));
        used.put(language, from + count);
        String between = language.equals("zh") || language.equals("ja") ? "" : " ";
        return String.join(
                between,
                Stream.iterate(from, i -> i + 1)
                        .limit(count)
                        .map(i -> all.get(i % all.size()))
                        .toList());
    }

    private static Map<String, String> expectations(Comment head) {
        Map<String, String> expected = new HashMap<>();
        head.getData().lines().filter(line -> !line.isBlank()).forEach(line -> {
            int colon = line.indexOf(": ");
            expected.put(line.substring(0, colon), line.substring(colon + 2).strip());
        });
        return expected;
    }

    private static boolean isKept(Node text, Element around) {
        Optional<Element> nearest = Stream.iterate(around, Objects::nonNull, Element::parent)
                .filter(element -> element.hasAttr("keep") || element.hasAttr("drop"))
                .findFirst();
        return nearest.filter(element -> element.hasAttr("keep")).isPresent();
    }

    /// The text of the body, bit by bit as it stands in the markup.
    private static List<String> texts(Document page, BiPredicate<Node, Element> wanted) {
        List<String> texts = new java.util.ArrayList<>();
        page.body().filter((node, depth) -> {
            if (node instanceof org.jsoup.nodes.TextNode text
                    && !text.isBlank()
                    && wanted.test(text, (Element) Objects.requireNonNull(text.parent()))) {
                texts.add(text.getWholeText().strip());
            }
            return FilterResult.CONTINUE;
        });
        return texts;
    }
}
