package keeplink.bot.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import keeplink.bot.text.Html;
import keeplink.bot.text.Texts.Phrases;
import keeplink.bot.view.Times;
import keeplink.page.Article;
import keeplink.viewing.Viewing.Seen;
import org.jspecify.annotations.Nullable;

/// The viewer's own pages: an article to read, and a few words in place of what is not shown. They are
/// documents of their own, light or dark as the reader likes it. Thread-safe.
final class ViewerPages {
    private static final String STYLE = style();

    private final ZoneId zone;

    /// @param zone in which dates are given
    ViewerPages(ZoneId zone) {
        this.zone = zone;
    }

    private static String style() {
        try (InputStream in = ViewerPages.class.getResourceAsStream("viewer.css")) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: viewer.css");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An article.
    ///
    /// @param body its HTML, which loads nothing
    String article(Seen.Reading reading, String body, Phrases phrases) {
        Article article = reading.article();
        String lang = article.lang();
        String head = "<header><h1 dir=\"auto\">" + escaped(reading.link().title()) + "</h1><p dir=\"auto\">"
                + escaped(facts(reading, phrases)) + "</p></header>";
        String foot = "<footer><p>"
                + phrases.say("viewer.kept", "when", date(reading.snapshot().takenAt(), phrases))
                + " <a href=\"" + escaped(reading.snapshot().url()) + "\" rel=\"noopener noreferrer nofollow\">"
                + phrases.say("viewer.original") + "</a> <a href=\"" + escaped(reading.copy()) + "\">"
                + phrases.say("viewer.copy") + "</a></p></footer>";
        String main =
                "<main dir=\"auto\"" + (lang == null ? "" : " lang=\"" + escaped(lang) + "\"") + ">" + body + "</main>";
        return document(reading.link().title(), head + main + foot, phrases);
    }

    private String facts(Seen.Reading reading, Phrases phrases) {
        Article article = reading.article();
        List<String> facts = new ArrayList<>();
        add(facts, article.byline());
        String site = article.siteName();
        add(facts, site == null ? reading.link().site() : site);
        Instant published = article.publishedTime();
        add(facts, published == null ? null : date(published, phrases));
        Times.reading(reading.link(), phrases).ifPresent(facts::add);
        return String.join(" · ", facts);
    }

    private static void add(List<String> facts, @Nullable String fact) {
        if (fact != null && !fact.isBlank()) {
            facts.add(fact.strip());
        }
    }

    private String date(Instant moment, Phrases phrases) {
        return Times.date(moment, phrases.language(), zone);
    }

    /// A few words in place of a copy.
    String notice(String headline, Html words, Phrases phrases) {
        return document(headline, "<main><h1>" + escaped(headline) + "</h1><p>" + words + "</p></main>", phrases);
    }

    private static String document(String title, String body, Phrases phrases) {
        return "<!DOCTYPE html><html lang=\"" + phrases.language().toLanguageTag()
                + "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                + "<meta name=\"color-scheme\" content=\"light dark\"><title>" + escaped(title) + "</title><style>"
                + STYLE + "</style></head><body>" + body + "</body></html>";
    }

    private static String escaped(String text) {
        return Html.escape(text).markup();
    }
}
