package keeplink.page;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// The readable part of a page and what the page says about itself.
///
/// @param title never empty; the address where the page names none
/// @param byline who wrote it
/// @param siteName how the site calls itself
/// @param publishedTime as far as the page says; a date alone is midnight UTC
/// @param modifiedTime likewise
/// @param lang a BCP 47 tag such as `zh-CN`
/// @param excerpt one or two sentences
/// @param image the address of the lead image
/// @param canonicalUrl `<link rel=canonical>` made absolute
/// @param html the readable body as neutral HTML without scripts, empty where no article was found
/// @param text the body as plain text, paragraphs parted by an empty line, without captions and what else stands
///     around the paragraphs; all visible text where no article was found
public record Article(
        String title,
        @Nullable String byline,
        @Nullable String siteName,
        @Nullable Instant publishedTime,
        @Nullable Instant modifiedTime,
        @Nullable String lang,
        @Nullable String excerpt,
        @Nullable String image,
        @Nullable String canonicalUrl,
        String html,
        String text) {
    /// Whether a body was found; else [#text()] is all visible text.
    public boolean hasBody() {
        return !html.isEmpty();
    }

    /// What a stranger claims of a page, as one line each within the bounds of [Metadata], with the text of another
    /// reading of the page; what is claimed wins.
    ///
    /// @param claimed whose body is not used
    public Article saidToBe(Article claimed) {
        return new Article(
                Objects.requireNonNullElse(Texts.line(claimed.title, Metadata.MAX_LINE), title),
                orNull(Texts.line(claimed.byline, Metadata.MAX_LINE), byline),
                orNull(Texts.line(claimed.siteName, Metadata.MAX_LINE), siteName),
                claimed.publishedTime == null ? publishedTime : claimed.publishedTime,
                claimed.modifiedTime == null ? modifiedTime : claimed.modifiedTime,
                orNull(Texts.line(claimed.lang, Metadata.MAX_LINE), lang),
                orNull(Texts.line(claimed.excerpt, Metadata.MAX_EXCERPT), excerpt),
                orNull(Addresses.orNull(claimed.image), image),
                orNull(Addresses.orNull(claimed.canonicalUrl), canonicalUrl),
                html,
                text);
    }

    private static @Nullable String orNull(@Nullable String claimed, @Nullable String otherwise) {
        return claimed == null ? otherwise : claimed;
    }

    /// All of its words, for searching: the text, and what else the body says that the text leaves out, above all what
    /// its pictures show.
    public String words() {
        if (!hasBody()) {
            return text;
        }
        Element body = Jsoup.parseBodyFragment(html).body();
        if (WorkingCopy.isTooLarge(body)) {
            return text;
        }
        Set<String> said = text.lines().map(Texts::bare).collect(Collectors.toSet());
        String others = PlainText.of(WorkingCopy.of(body, false))
                .lines()
                .filter(line -> !line.isBlank() && !said.contains(Texts.bare(line)) && !EdgeLines.isLabel(line))
                .collect(Collectors.joining("\n\n"));
        return others.isEmpty() ? text : text + "\n\n" + others;
    }
}
