package keeplink.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a feed says: RSS 2.0 and 1.0, Atom (RFC 4287) and JSON Feed 1.1.
///
/// @param title of the feed
/// @param description of the feed
/// @param author of the feed
/// @param newest when its newest entry was published
/// @param entries a paragraph each: the title, and what is said of it as plain text
record Feed(
        @Nullable String title,
        @Nullable String description,
        @Nullable String author,
        @Nullable Instant newest,
        List<String> entries) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /// A longer feed is read so far: parsers take quadratic time for some broken ones.
    private static final int MAX_READ = 500_000;
    private static final int MAX_ENTRIES = 200;
    private static final int MAX_ENTRY = 20_000;

    /// Empty where the text is no feed.
    static Optional<Feed> of(String text) {
        String start = text.stripLeading();
        String bounded = start.substring(0, Math.min(start.length(), MAX_READ));
        if (bounded.startsWith("{")) {
            return json(bounded);
        }
        String head = bounded.substring(0, Math.min(bounded.length(), 2_000));
        return bounded.startsWith("<") && (head.contains("<rss") || head.contains("<feed") || head.contains("<rdf:RDF"))
                ? xml(bounded)
                : Optional.empty();
    }

    private static Optional<Feed> xml(String text) {
        Document document = Jsoup.parse(text, "", Parser.xmlParser());
        Element root = document.firstElementChild();
        if (root == null) {
            return Optional.empty();
        }
        Element channel = root.selectFirst("channel");
        Element about = channel == null ? root : channel;
        Instant newest = null;
        List<String> entries = new ArrayList<>();
        for (Element entry : root.select("item, entry")) {
            if (entries.size() == MAX_ENTRIES) {
                break;
            }
            Instant published = Dates.parse(child(entry, "pubDate", "published", "updated", "dc:date"));
            newest = newest == null || (published != null && published.isAfter(newest)) ? published : newest;
            entries.add(
                    entry(child(entry, "title"), child(entry, "content:encoded", "content", "description", "summary")));
        }
        return Optional.of(new Feed(
                plain(child(about, "title"), Metadata.MAX_LINE),
                plain(child(about, "description", "subtitle"), Metadata.MAX_EXCERPT),
                plain(child(about, "author", "itunes:author", "managingEditor"), Metadata.MAX_LINE),
                newest,
                entries));
    }

    private static @Nullable String child(Element of, String... names) {
        for (String name : names) {
            for (Element child = of.firstElementChild(); child != null; child = child.nextElementSibling()) {
                if (child.tagName().equalsIgnoreCase(name) && child.hasText()) {
                    return child.text();
                }
            }
        }
        return null;
    }

    private static Optional<Feed> json(String text) {
        try {
            JsonNode feed = JSON.readTree(text);
            if (!feed.path("version").asString("").startsWith("https://jsonfeed.org/version/")) {
                return Optional.empty();
            }
            Instant newest = null;
            List<String> entries = new ArrayList<>();
            for (JsonNode item : feed.path("items").values()) {
                if (entries.size() == MAX_ENTRIES) {
                    break;
                }
                Instant published = Dates.parse(item.path("date_published").asString(null));
                newest = newest == null || (published != null && published.isAfter(newest)) ? published : newest;
                String content = item.path("content_html")
                        .asString(item.path("content_text").asString(null));
                entries.add(entry(item.path("title").asString(null), content));
            }
            return Optional.of(new Feed(
                    plain(feed.path("title").asString(null), Metadata.MAX_LINE),
                    plain(feed.path("description").asString(null), Metadata.MAX_EXCERPT),
                    plain(feed.path("authors").path(0).path("name").asString(null), Metadata.MAX_LINE),
                    newest,
                    entries));
        } catch (JacksonException noJson) {
            // Cut or broken: it is kept as the text it is.
            return Optional.empty();
        }
    }

    private static String entry(@Nullable String title, @Nullable String content) {
        String head = plain(title, Metadata.MAX_LINE);
        String body = plain(content, MAX_ENTRY);
        return head == null ? body == null ? "" : body : body == null ? head : head + "\n" + body;
    }

    /// Feeds carry HTML as text.
    private static @Nullable String plain(@Nullable String value, int atMost) {
        if (value == null) {
            return null;
        }
        String bounded = value.substring(0, Math.min(value.length(), 4 * atMost));
        return Texts.line(
                bounded.indexOf('<') < 0 && bounded.indexOf('&') < 0
                        ? bounded
                        : Jsoup.parse(bounded).text(),
                atMost);
    }
}
