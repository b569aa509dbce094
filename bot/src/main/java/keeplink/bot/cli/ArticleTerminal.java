package keeplink.bot.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import keeplink.fetch.FetchResult;
import keeplink.page.Article;
import keeplink.page.ArticleExtractor;
import keeplink.page.Charsets;
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

    private final Workbench workbench;
    private final PrintStream out;
    private final PageParser parser = new PageParser();
    private final ArticleExtractor extractor = new ArticleExtractor();

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
                case FetchResult.Fetched page ->
                    article(
                            source,
                            page.url(),
                            page.body(),
                            page.header("content-type").orElse(null));
                case FetchResult.NotFetched failed ->
                    throw new IOException(
                            "not fetched: " + failed.reason() + (failed.status() == 0 ? "" : " " + failed.status()));
            };
        }
        byte[] body = Files.readAllBytes(Path.of(source));
        return article(source, url == null ? Path.of(source).toUri().toString() : url, body, null);
    }

    private Map<String, @Nullable Object> article(
            String source, String address, byte[] body, @Nullable String contentType) throws IOException {
        if (!(parser.parse(Charsets.decode(body, contentType), address) instanceof PageParser.Parsed parsed)) {
            throw new IOException("too complex to read");
        }
        Metadata metadata = Metadata.of(parsed.document(), address);
        Article article = extractor.extract(parsed.document(), address, metadata);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("source", source);
        fields.put("url", address);
        // an address stands in for a title only where a title must be
        fields.put("title", article.title().equals(address) ? null : article.title());
        fields.put("byline", article.byline());
        fields.put("siteName", article.siteName());
        // as the page writes it: a page that gives a date gives no time of day
        String published = metadata.publishedText();
        boolean sentence = published != null && published.length() > 40 && article.publishedTime() != null;
        fields.put("publishedTime", sentence ? String.valueOf(article.publishedTime()) : published);
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
