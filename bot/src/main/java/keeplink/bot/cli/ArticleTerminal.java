package keeplink.bot.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import keeplink.fetch.FetchLimits;
import keeplink.fetch.FetchResult;
import keeplink.page.Article;
import keeplink.page.ArticleExtractor;
import keeplink.page.Charsets;
import keeplink.page.MediaReader;
import keeplink.page.MediaTypes;
import keeplink.page.Metadata;
import keeplink.page.PageParser;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/// `article [--url URL] FILE|URL…`: the readable part of pages, one JSON object a line.
@Command(
        name = "article",
        description =
                "Prints the article of each page as one JSON object a line: source, url, title, byline, siteName, "
                        + "publishedTime, modifiedTime, lang, excerpt, image, canonicalUrl, html, text.")
final class ArticleTerminal implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> TYPES = Map.of(
            ".txt", "text/plain",
            ".md", "text/markdown",
            ".json", "application/json",
            ".rss", "application/rss+xml",
            ".atom", "application/atom+xml",
            ".xml", "application/xml");

    private final Workbench workbench;
    private final PrintStream out;
    private final PageParser parser = new PageParser();
    private final ArticleExtractor extractor = new ArticleExtractor();
    private final MediaReader media = new MediaReader();

    @Option(names = "--url", paramLabel = "URL", description = "where the files came from")
    private @Nullable String url;

    @Parameters(paramLabel = "FILE|URL", arity = "1..*")
    private List<String> sources = new ArrayList<>();

    ArticleTerminal(Workbench workbench, PrintStream out) {
        this.workbench = workbench;
        this.out = out;
    }

    @Override
    public Integer call() {
        int exit = 0;
        for (String source : sources) {
            try {
                out.println(JSON.writeValueAsString(article(source)));
            } catch (IOException e) {
                System.err.println(
                        source + ": " + (e instanceof NoSuchFileException ? "there is no such file" : e.getMessage()));
                exit = 1;
            }
        }
        return exit;
    }

    private Map<String, @Nullable Object> article(String source) throws IOException {
        if (source.startsWith("http://") || source.startsWith("https://")) {
            return switch (workbench.fetcher().page(source)) {
                case FetchResult.Fetched page -> {
                    if (page.truncated()) {
                        sayCut(source);
                    }
                    yield article(
                            source,
                            page.url(),
                            page.body(),
                            page.header("content-type").orElse(null));
                }
                case FetchResult.NotFetched failed ->
                    throw new IOException(
                            "not fetched: " + failed.reason() + (failed.status() == 0 ? "" : " " + failed.status()));
            };
        }
        String address = url == null ? Path.of(source).toUri().toString() : url;
        return article(source, address, read(source, address), null);
    }

    /// A text is cut where one that is fetched would be; of anything else, half is worth nothing.
    private static byte[] read(String source, String address) throws IOException {
        int most = (int) FetchLimits.defaults().decodedBytes();
        try (InputStream in = Files.newInputStream(Path.of(source))) {
            byte[] start = in.readNBytes(most);
            if (in.read() < 0) {
                return start;
            }
            String type = mediaType(address, start, null);
            if (!MediaTypes.isPage(type) && !MediaTypes.isText(type)) {
                throw new IOException("too large to read");
            }
            sayCut(source);
            return start;
        }
    }

    private static void sayCut(String source) {
        System.err.println(source + ": too long, only its beginning was read");
    }

    private Map<String, @Nullable Object> article(
            String source, String address, byte[] body, @Nullable String contentType) throws IOException {
        String mediaType = mediaType(address, body, contentType);
        if (!MediaTypes.isPage(mediaType)) {
            Charset charset = MediaTypes.isText(mediaType)
                    ? Charsets.decode(body, contentType).charset()
                    : StandardCharsets.UTF_8;
            Article read = media.read(body, mediaType, charset, address).article();
            String published =
                    read.publishedTime() == null ? null : read.publishedTime().toString();
            return fields(source, address, read, published);
        }
        if (!(parser.parse(Charsets.decode(body, contentType), mediaType, address)
                instanceof PageParser.Parsed parsed)) {
            throw new IOException("too complex to read");
        }
        if (parsed.cut()) {
            sayCut(source);
        }
        Metadata metadata = Metadata.of(parsed.document(), address);
        Article article = extractor.extract(parsed.document(), address, metadata);
        // as the page writes it: a page that gives a date gives no time of day
        String published = metadata.publishedText();
        boolean sentence = published != null && published.length() > 40 && article.publishedTime() != null;
        return fields(source, address, article, sentence ? String.valueOf(article.publishedTime()) : published);
    }

    /// Where no server says what a file is, its name does, and its bytes where it is no text; all else is a page.
    private static String mediaType(String address, byte[] body, @Nullable String contentType) {
        if (contentType != null) {
            return MediaTypes.of(contentType, body);
        }
        String name = address.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> type : TYPES.entrySet()) {
            if (name.endsWith(type.getKey())) {
                return type.getValue();
            }
        }
        String sniffed = MediaTypes.of(null, body);
        return sniffed.equals("application/octet-stream") || sniffed.startsWith("text/") ? "text/html" : sniffed;
    }

    private static Map<String, @Nullable Object> fields(
            String source, String address, Article article, @Nullable String published) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("source", source);
        fields.put("url", address);
        // an address stands in for a title only where a title must be
        fields.put("title", article.title().equals(address) ? null : article.title());
        fields.put("byline", article.byline());
        fields.put("siteName", article.siteName());
        fields.put("publishedTime", published);
        fields.put(
                "modifiedTime",
                article.modifiedTime() == null ? null : article.modifiedTime().toString());
        fields.put("lang", article.lang());
        fields.put("excerpt", article.excerpt());
        fields.put("image", article.image());
        fields.put("canonicalUrl", article.canonicalUrl());
        fields.put("html", article.html());
        fields.put("text", article.text());
        return fields;
    }
}
