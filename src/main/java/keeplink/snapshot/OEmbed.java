package keeplink.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import keeplink.fetch.FetchResult.Fetched;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a site says about a page to those who embed it (oEmbed 1.0, oembed.com): title, author, a picture, and for a
/// post its text. Big video and social sites give that to anybody, and their pages to nobody without scripts.
final class OEmbed {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> ENDPOINTS = endpoints();

    private OEmbed() {}

    /// The address that describes a page of one of the sites in the data file beside this class.
    static Optional<String> describing(String pageUrl) {
        String host = host(pageUrl);
        while (!host.isEmpty()) {
            String endpoint = ENDPOINTS.get(host);
            if (endpoint != null) {
                return Optional.of(endpoint + "?format=json&url=" + URLEncoder.encode(pageUrl, StandardCharsets.UTF_8));
            }
            int dot = host.indexOf('.');
            host = dot < 0 ? "" : host.substring(dot + 1);
        }
        return Optional.empty();
    }

    /// The description as a page of its own, at the address of the page it describes; empty where it says nothing.
    static Optional<Fetched> page(Fetched description, String pageUrl) {
        try {
            JsonNode json = JSON.readTree(description.body());
            String title = text(json, "title");
            String html = text(json, "html");
            if (title.isEmpty() && html.isEmpty()) {
                return Optional.empty();
            }
            Document page = Document.createShell(pageUrl);
            page.title(title.isEmpty() ? text(json, "author_name") : title);
            meta(page, "og:site_name", text(json, "provider_name"));
            meta(page, "og:image", text(json, "thumbnail_url"));
            Element article = page.body().appendElement("article");
            article.appendElement("h1").text(page.title());
            if (!text(json, "author_name").isEmpty()) {
                article.appendElement("p").attr("class", "byline").text(text(json, "author_name"));
            }
            if (!text(json, "thumbnail_url").isEmpty()) {
                article.appendElement("img").attr("src", text(json, "thumbnail_url"));
            }
            article.append(html);
            return Optional.of(new Fetched(
                    pageUrl,
                    List.of(),
                    description.status(),
                    Map.of("content-type", List.of("text/html; charset=utf-8")),
                    page.outerHtml().getBytes(StandardCharsets.UTF_8),
                    false,
                    description.fetchedAt()));
        } catch (JacksonException noJson) {
            // a site that answers something else has no description
            return Optional.empty();
        }
    }

    private static void meta(Document page, String property, String content) {
        if (!content.isEmpty()) {
            page.head().appendElement("meta").attr("property", property).attr("content", content);
        }
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asString("").strip();
    }

    private static String host(String url) {
        int start = url.indexOf("://") + 3;
        int end = start;
        while (end < url.length() && "/?#:".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return start < 3 ? "" : url.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> endpoints() {
        try (InputStream in = Objects.requireNonNull(OEmbed.class.getResourceAsStream("oembed-providers.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s+", 2))
                    .collect(Collectors.toUnmodifiableMap(columns -> columns[0], columns -> columns[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
