package keeplink.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Pages with the text a good extractor gets out of them, and the measure for how near another comes: the F1 of
/// the two multisets of words, where each Han, kana and hangul character is a word.
public final class Corpus {
    /// One page.
    ///
    /// @param metadata what is expected of it, empty where the corpus says nothing
    public record Case(String name, String url, String html, String text, Optional<JsonNode> metadata) {
        public Document page() {
            return Jsoup.parse(html, url);
        }
    }

    private static final String CJK = "\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af";
    private static final Pattern WORD =
            Pattern.compile("[" + CJK + "]|[\\w&&[^" + CJK + "]]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final JsonMapper JSON = new JsonMapper();

    private Corpus() {}

    /// The pages of mozilla/readability with its own results.
    public static List<Case> readability(Path corpora) throws IOException {
        List<Case> cases = new ArrayList<>();
        try (Stream<Path> folders = Files.list(corpora.resolve("readability"))) {
            for (Path folder : folders.sorted().toList()) {
                cases.add(new Case(
                        folder.getFileName().toString(),
                        "http://fakehost/test/page.html",
                        text(folder.resolve("source.html")),
                        words(Jsoup.parse(text(folder.resolve("expected.html")))),
                        Optional.of(JSON.readTree(text(folder.resolve("expected-metadata.json"))))));
            }
        }
        return cases;
    }

    /// Chinese articles with the text a person marked.
    public static List<Case> chinese(Path corpora) throws IOException {
        JsonNode gold = JSON.readTree(text(corpora.resolve("zh/gold.json")));
        List<Case> cases = new ArrayList<>();
        for (String name : gold.propertyNames().stream().sorted().toList()) {
            JsonNode page = gold.get(name);
            cases.add(new Case(
                    name,
                    page.get("url").asString(),
                    text(corpora.resolve("zh/" + name + ".html")),
                    page.get("content").asString(),
                    Optional.empty()));
        }
        return cases;
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, UTF_8).replace("\ufeff", "");
    }

    private static String words(Document page) {
        StringBuilder words = new StringBuilder();
        page.body().traverse((node, depth) -> {
            if (node instanceof TextNode text) {
                words.append(text.getWholeText());
            } else if (node instanceof Element element
                    && (element.isBlock()
                            || element.normalName().matches("br|li|td|th|tr|dt|dd|figcaption|figure|section"))) {
                words.append(' ');
            }
        });
        return words.toString();
    }

    /// 0 for nothing in common to 1 for the same words.
    public static double f1(String first, String second) {
        Map<String, Integer> one = bag(first);
        Map<String, Integer> other = bag(second);
        int all = one.values().stream().mapToInt(Integer::intValue).sum()
                + other.values().stream().mapToInt(Integer::intValue).sum();
        int same = one.entrySet().stream()
                .mapToInt(e -> Math.min(e.getValue(), other.getOrDefault(e.getKey(), 0)))
                .sum();
        return all == 0 ? 1 : 2.0 * same / all;
    }

    private static Map<String, Integer> bag(String text) {
        Map<String, Integer> bag = new HashMap<>();
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            bag.merge(words.group(), 1, Integer::sum);
        }
        return bag;
    }
}
