package keeplink.bot.view;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.text.Html;
import keeplink.bot.text.Texts.Phrases;
import keeplink.digest.Digest;
import keeplink.link.Link;
import org.jspecify.annotations.Nullable;

/// A letter, to be read in a minute; with more on its pages for who wants it.
public final class DigestView {
    /// Lengths with which a letter fits into one message of 4,096 characters.
    private static final int TITLE = 60;

    private static final int NAME = 24;
    private static final int TAG = 40;
    private static final int TAGS = 5;
    private static final int FEW = 3;
    private static final int LINES = 25;

    /// Who reads it.
    ///
    /// @param own whether it is about the links of the chat it comes to: then `/l12` means one of them
    /// @param several whether several people keep links there, so that it says who kept what
    public record Reader(Phrases phrases, ZoneId zone, boolean own, boolean several) {}

    /// A line of a letter: words, or a link.
    private record Line(Html words, @Nullable Link link) {}

    public OutgoingMessage letter(Digest digest, DigestPage page, Reader reader) {
        List<Line> lines = new ArrayList<>();
        kept(lines, digest, page, reader.phrases());
        section(lines, digest.unread(), "digest.unread", page, reader.phrases());
        section(lines, digest.broken(), "digest.broken", page, reader.phrases());
        section(lines, digest.changed(), "digest.changed", page, reader.phrases());
        section(lines, digest.yearAgo().stream().toList(), "digest.year-ago", page, reader.phrases());
        section(lines, digest.gem().stream().toList(), "digest.gem", page, reader.phrases());
        int pages = page.more() ? Math.max(1, (lines.size() + LINES - 1) / LINES) : 1;
        int at = Math.clamp(page.at(), 0, pages - 1);
        List<Line> shown = pages == 1 ? lines : lines.subList(at * LINES, Math.min(lines.size(), (at + 1) * LINES));
        StringBuilder text = new StringBuilder(head(digest, page, reader).markup());
        for (Line line : shown) {
            Link link = line.link();
            text.append(link == null ? "\n\n" : "\n")
                    .append((link == null ? line.words() : named(link, page, reader)).markup());
        }
        List<Link> links = shown.stream()
                .flatMap(line -> Stream.ofNullable(line.link()))
                .distinct()
                .toList();
        return OutgoingMessage.of(new Html(text.toString()))
                .withButtons(new DigestKeys(reader).below(page, links, at, pages));
    }

    private static Html head(Digest digest, DigestPage page, Reader reader) {
        Phrases phrases = reader.phrases();
        List<Html> lines = new ArrayList<>();
        String span = span(digest);
        lines.add(phrases.say(reader.own() ? "digest.head" : "digest.head-group", "span", span));
        if (!page.tags().isEmpty()) {
            lines.add(Html.escape(CardView.shortened(CardView.written(page.tags()), 200)));
        }
        lines.add(Html.italic(Times.date(digest.from(), phrases.language(), reader.zone()) + " – "
                + Times.date(digest.to(), phrases.language(), reader.zone())));
        if (page.skipped() > 0) {
            lines.add(phrases.say("digest.skipped", "count", page.skipped()));
        }
        DigestPage.Uncertain before = page.uncertain();
        if (before != null) {
            lines.add(phrases.say(
                    "digest.uncertain", "date", Times.date(before.to(), phrases.language(), reader.zone())));
        }
        lines.add(numbers(digest, span, phrases));
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(text.isEmpty() ? "" : "\n").append(line.markup()));
        return new Html(text.toString());
    }

    private static Html numbers(Digest digest, String span, Phrases phrases) {
        Digest.Numbers numbers = digest.numbers();
        int by = numbers.kept() - numbers.keptBefore();
        String way = !numbers.older() ? "none" : by > 0 ? "more" : by < 0 ? "fewer" : "same";
        return phrases.say(
                "digest.numbers",
                "kept",
                numbers.kept(),
                "way",
                way,
                "by",
                Math.abs(by),
                "span",
                span,
                "opened",
                numbers.opened(),
                "unread",
                numbers.unread());
    }

    /// What people call a period, for the catalogs.
    private static String span(Digest digest) {
        long hours = Duration.between(digest.from(), digest.to()).toHours();
        if (hours <= 36) {
            return "day";
        }
        if (hours >= 6 * 24 + 12 && hours <= 7 * 24 + 12) {
            return "week";
        }
        return hours >= 27 * 24 && hours <= 32 * 24 ? "month" : "other";
    }

    private static void kept(List<Line> lines, Digest digest, DigestPage page, Phrases phrases) {
        int named = 0;
        for (Digest.Section section :
                page.more() ? digest.kept() : digest.kept().stream().limit(TAGS).toList()) {
            Html head = section.tag() == null
                    ? phrases.say("digest.untagged", "count", section.links().size())
                    : phrases.say(
                            "digest.tag",
                            "tag",
                            CardView.shortened(section.tag().toString(), TAG),
                            "count",
                            section.links().size());
            named += add(lines, head, section.links(), page.more() ? Integer.MAX_VALUE : FEW);
        }
        if (named < digest.numbers().kept()) {
            lines.add(new Line(
                    phrases.say("digest.rest", "count", digest.numbers().kept() - named), null));
        }
    }

    private static void section(List<Line> lines, List<Link> links, String key, DigestPage page, Phrases phrases) {
        if (!links.isEmpty()) {
            add(lines, phrases.say(key), links, page.more() ? Integer.MAX_VALUE : FEW);
        }
    }

    private static int add(List<Line> lines, Html head, List<Link> links, int most) {
        lines.add(new Line(head, null));
        links.stream().limit(most).forEach(link -> lines.add(new Line(Html.EMPTY, link)));
        return Math.min(links.size(), most);
    }

    private static Html named(Link link, DigestPage page, Reader reader) {
        Html title = Html.link(link.url(), CardView.shortened(link.title(), TITLE));
        boolean chosen = page.chosen() == link.number();
        StringBuilder line = new StringBuilder(chosen ? "▸ <b>" + title.markup() + "</b>" : "• " + title.markup());
        if (reader.own()) {
            line.append(" /l").append(link.number());
        }
        line.append(link.starred() ? " ⭐" : "");
        if (reader.several()) {
            line.append(" · ")
                    .append(Html.escape(CardView.shortened(link.addedBy().display(), NAME))
                            .markup());
        }
        return new Html(line.toString());
    }
}
