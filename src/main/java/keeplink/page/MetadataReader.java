package keeplink.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// Reads the [Metadata] of one page.
final class MetadataReader {
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}");
    private static final Pattern KEYWORDS = Pattern.compile("[,，;；、|\\n]");
    /// The name of an account is no name of a person.
    private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9_.-]*");
    private static final Pattern BY = Pattern.compile("(?i)^\\s*by\\s+");
    private static final int MAX_METAS = 1_000;
    private static final int MAX_AUTHORS = 10;

    private final Document page;
    private final String url;
    private final Addresses addresses;
    private final JsonLd described;
    /// By lower-case name or property, separators made colons; the first one of a name wins, and a property
    /// before a name.
    private final Map<String, String> metas = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final List<String> tags = new ArrayList<>();
    /// Of a paper, as Google Scholar asks for them: one each.
    private final Set<String> writers = new LinkedHashSet<>();
    private final List<String> scholars = new ArrayList<>();

    MetadataReader(Document page, String url) {
        this.page = page;
        this.url = url;
        this.addresses = new Addresses(page, url);
        this.described = JsonLd.of(page);
        collect();
    }

    private void collect() {
        int left = MAX_METAS;
        for (Element meta : page.getElementsByTag("meta")) {
            if (left-- == 0) {
                return;
            }
            String content = meta.attr("content");
            if (content.isBlank()) {
                continue;
            }
            note(properties, meta.attr("property"), content);
            note(metas, meta.hasAttr("name") ? meta.attr("name") : meta.attr("itemprop"), content);
            if (meta.attr("http-equiv").equalsIgnoreCase("content-language")) {
                metas.putIfAbsent("content-language", content);
            }
        }
    }

    private void note(Map<String, String> into, String names, String content) {
        if (names.isBlank() || names.length() > 200) {
            return;
        }
        for (String name : Texts.parts(names.toLowerCase(Locale.ROOT))) {
            String key = name.replace('.', ':').replace("parsely-", "parsely:");
            if (key.equals("article:tag") && tags.size() < Metadata.MAX_KEYWORDS) {
                tags.add(content);
            }
            if (key.equals("citation_author") && scholars.size() < MAX_AUTHORS) {
                scholars.add(givenNameFirst(content));
            }
            if (key.equals("author") && writers.size() < MAX_AUTHORS && isName(content.strip())) {
                writers.add(content.strip());
            }
            if (key.startsWith("dc:")) {
                // a property of Dublin Core may be repeated: the last one counts, as in readability.js
                into.put(key, content);
            } else {
                into.putIfAbsent(key, content);
            }
        }
    }

    Metadata read() {
        String published = published();
        return new Metadata(
                title(),
                byline(),
                line(first(described.text("publisher"), meta("og:site_name"), meta("application-name", "sitename"))),
                Dates.parse(published),
                line(published),
                Dates.parse(first(
                        described.text("dateModified"),
                        meta("article:modified_time", "og:updated_time", "datemodified"))),
                language(),
                Texts.line(
                        unescaped(first(
                                described.text("description"),
                                meta(
                                        "dc:description",
                                        "dcterm:description",
                                        "og:description",
                                        "weibo:article:description",
                                        "weibo:webpage:description",
                                        "description",
                                        "twitter:description"))),
                        Metadata.MAX_EXCERPT),
                image(),
                canonical(),
                keywords());
    }

    private String title() {
        String stated = statedTitle();
        Titles titles = new Titles(page);
        String title = line(stated == null ? titles.find() : titles.withoutSite(stated));
        if (title == null) {
            title = line(url);
        }
        return title == null ? "?" : title;
    }

    private @Nullable String statedTitle() {
        String name = line(described.text("name"));
        String headline = line(described.text("headline"));
        if (name != null && headline != null && !name.equals(headline)) {
            boolean nameFits = Similarity.of(page.title(), name) > 0.75;
            boolean headlineFits = Similarity.of(page.title(), headline) > 0.75;
            return nameFits && !headlineFits ? name : headline;
        }
        return first(
                name,
                headline,
                meta(
                        "dc:title",
                        "dcterm:title",
                        "og:title",
                        "weibo:article:title",
                        "weibo:webpage:title",
                        "title",
                        "headline",
                        "twitter:title",
                        "parsely:title",
                        "citation_title",
                        "articletitle",
                        "pagetitle"));
    }

    private @Nullable String byline() {
        List<String> authors = described.texts("author").stream()
                .filter(a -> !isAddress(a) && !ACCOUNT.matcher(a).matches())
                .distinct()
                .limit(MAX_AUTHORS)
                .toList();
        String stated = authors.isEmpty() ? null : String.join(", ", authors);
        String byName = meta("dc:creator", "dcterm:creator", "author", "parsely:author");
        String article = meta("article:author", "og:article:author");
        String written = first(
                stated,
                writers.size() > 1 ? String.join(", ", writers) : isName(byName) ? byName : null,
                isName(article) ? article : null,
                scholars.isEmpty() ? null : String.join(", ", scholars));
        String name = written == null ? null : line(BY.matcher(written).replaceFirst(""));
        return name == null ? null : Bylines.withoutAddress(name);
    }

    /// Catalogues write `Family, Given`.
    private static String givenNameFirst(String name) {
        String[] parts = name.strip().split("\\s*,\\s*", -1);
        return parts.length == 2 ? parts[1] + " " + parts[0] : name.strip();
    }

    private static boolean isName(@Nullable String text) {
        return text != null
                && !isAddress(text)
                && !text.contains(" | ")
                && text.codePoints().anyMatch(Character::isLetter);
    }

    private static boolean isAddress(String text) {
        return text.strip().regionMatches(true, 0, "http", 0, 4);
    }

    private @Nullable String published() {
        String stated = first(
                described.text("datePublished"),
                meta(
                        "article:published_time",
                        "parsely:pub-date",
                        "datepublished",
                        "article:published",
                        "og:published_time",
                        "og:article:published_time",
                        "pubdate",
                        "publishdate",
                        "publish-date",
                        "publication_date",
                        "dc:date:issued",
                        "dcterms:created",
                        "dcterms:date",
                        "dc:date",
                        "sailthru:date",
                        "weibo:article:create_at",
                        "citation_publication_date",
                        "citation_online_date",
                        "citation_date",
                        "date",
                        "dateupdate"));
        if (stated != null) {
            return stated;
        }
        for (Element time : page.select("[itemprop=datePublished], time[pubdate], time[datetime]")) {
            String value = first(time.attr("datetime"), time.attr("content"), time.text());
            if (Dates.parse(value) != null) {
                return value;
            }
        }
        return new PrintedDate(page).find();
    }

    private @Nullable String language() {
        Element html = page.firstElementChild();
        String stated = html == null ? null : first(html.attr("lang"), html.attr("xml:lang"));
        String language =
                line(first(stated, described.text("inLanguage"), meta("og:locale", "content-language", "dc:language")));
        return language != null && LANGUAGE.matcher(language).matches() ? language.replace('_', '-') : null;
    }

    private @Nullable String image() {
        String[] places = {
            meta("og:image:secure_url", "og:image", "og:image:url"), meta("twitter:image", "twitter:image:src"),
                    described.address("image"),
            described.address("thumbnailUrl"), meta("image", "thumbnail"), attribute("link[rel=image_src]", "href")
        };
        for (String place : places) {
            String address = addresses.absolute(place);
            if (address != null) {
                return address;
            }
        }
        return null;
    }

    private @Nullable String canonical() {
        return addresses.absolute(attribute("link[rel~=(?i)^canonical$][href]", "href"));
    }

    private @Nullable String attribute(String query, String name) {
        Element element = page.selectFirst(query);
        return element == null ? null : element.attr(name);
    }

    private List<String> keywords() {
        Map<String, String> found = new LinkedHashMap<>();
        tags.forEach(tag -> add(found, tag));
        for (String source : described.texts("keywords")) {
            split(found, source);
        }
        for (String name : List.of("keywords", "news_keywords", "parsely:tags")) {
            split(found, meta(name));
        }
        for (Element link : page.select("a[rel=tag]")) {
            if (found.size() >= Metadata.MAX_KEYWORDS) {
                break;
            }
            add(found, link.text());
        }
        return found.values().stream().limit(Metadata.MAX_KEYWORDS).toList();
    }

    private static void split(Map<String, String> found, @Nullable String list) {
        if (list == null) {
            return;
        }
        String bounded = list.length() > 10_000 ? list.substring(0, 10_000) : list;
        KEYWORDS.splitAsStream(bounded).limit(1_000).forEach(word -> add(found, word));
    }

    private static void add(Map<String, String> found, String word) {
        String keyword = line(word);
        if (keyword != null && keyword.length() <= 64) {
            found.putIfAbsent(keyword.toLowerCase(Locale.ROOT), keyword);
        }
    }

    private @Nullable String meta(String... names) {
        for (String name : names) {
            String value = properties.getOrDefault(name, metas.get(name));
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable String first(@Nullable String... values) {
        for (String value : values) {
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable String line(@Nullable String value) {
        return Texts.line(unescaped(value), Metadata.MAX_LINE);
    }

    /// Many pages escape twice: `&amp;amp;` and `&amp;quot;` in attributes and JSON.
    private static @Nullable String unescaped(@Nullable String value) {
        if (value == null || value.indexOf('&') < 0) {
            return value;
        }
        return Parser.unescapeEntities(value.length() > 10_000 ? value.substring(0, 10_000) : value, false);
    }
}
