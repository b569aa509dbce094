package keeplink.bot.view;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.OutgoingMessage.Button;
import keeplink.bot.text.Html;
import keeplink.bot.text.Texts.Phrases;
import keeplink.link.Condition;
import keeplink.link.Link;
import keeplink.link.Tag;
import keeplink.page.Verdict;
import keeplink.snapshot.CaptureJob;
import org.jspecify.annotations.Nullable;

/// The message about one link: title, site, reading time, date, a sentence of the page, tags, note, verdict,
/// number, buttons.
public final class CardView {
    private static final int TITLE = 200;
    private static final int DESCRIPTION = 300;
    private static final int NOTE = 800;
    private static final int HISTORY = 50;
    private static final int TAGS = 500;
    private static final int SITE = 80;

    private final Clock clock;
    private final CopyButtons copies;
    private final Function<Link, List<Tag>> suggestions;

    /// @param copies what opens its copies in a browser
    /// @param suggestions tags a link may want, best first
    public CardView(Clock clock, CopyButtons copies, Function<Link, List<Tag>> suggestions) {
        this.clock = clock;
        this.copies = copies;
        this.suggestions = suggestions;
    }

    /// What is shown from the moment a link is safe until its page is captured.
    public OutgoingMessage saving(Link link, Phrases phrases) {
        Html text = phrases.say("save.saved", "number", Integer.toString(link.number()))
                .plus(new Html("\n"))
                .plus(Html.link(link.url(), shortened(link.title(), TITLE)))
                .plus(tagLine(link))
                .plus(new Html("\n"))
                .plus(phrases.say("save.fetching"));
        return OutgoingMessage.of(text);
    }

    /// The card of a link that was kept before, with since when and by whom.
    public OutgoingMessage already(Link link, List<Tag> added, Phrases phrases, ZoneId zone) {
        String date = Times.date(link.addedAt(), phrases.language(), zone);
        // a private chat has the number of its person
        boolean own = link.addedBy().id().equals(link.collection().id());
        Html since = own
                ? phrases.say("save.already-yours", "date", date)
                : phrases.say("save.already", "date", date, "by", link.addedBy().display());
        if (!added.isEmpty()) {
            since = since.plus(new Html(" "))
                    .plus(phrases.say("save.tags-added", "tags", shortened(written(added), TAGS)));
        }
        OutgoingMessage card = card(link, phrases, zone, null);
        return OutgoingMessage.of(since.plus(new Html("\n\n" + card.text()))).withButtons(card.buttons());
    }

    /// The card.
    ///
    /// @param next when the capture will be tried again, null where it will not
    public OutgoingMessage card(Link link, Phrases phrases, ZoneId zone, @Nullable CaptureJob next) {
        Instant now = clock.instant();
        List<Html> lines = new ArrayList<>();
        lines.add(new Html("<b>" + Html.link(link.url(), shortened(link.title(), TITLE)) + "</b>"));
        lines.add(Html.italic(facts(link, phrases, zone)));
        if (link.description() != null && !link.description().isBlank()) {
            lines.add(Html.escape(shortened(link.description(), DESCRIPTION)));
        }
        if (!link.tags().isEmpty()) {
            lines.add(Html.escape(shortened(written(link.tags()), TAGS)));
        }
        if (!link.note().isEmpty()) {
            lines.add(phrases.say("card.note", "note", shortened(link.note(), NOTE)));
        }
        Verdict verdict = link.verdict();
        if (verdict != null) {
            lines.add(VerdictView.sentence(link, verdict, next, now, phrases));
        }
        Condition condition = link.condition();
        if (condition != null) {
            lines.add(ConditionView.sentence(link, condition, phrases, zone));
        }
        lines.add(phrases.say(
                "card.number",
                "number",
                Integer.toString(link.number()),
                "star",
                link.starred() ? "⭐ " : "",
                "state",
                phrases.label(link.state() == Link.State.READ ? "card.read" : "card.unread")));
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(text.isEmpty() ? "" : "\n").append(line.markup()));
        return OutgoingMessage.of(new Html(text.toString())).withButtons(buttons(link, phrases));
    }

    /// The link's title, leading to its page.
    public Html named(Link link) {
        return Html.link(link.url(), shortened(link.title(), TITLE));
    }

    /// What is shown while a new snapshot is taken.
    public OutgoingMessage again(Link link, Phrases phrases) {
        return OutgoingMessage.of(phrases.say(
                "again.working",
                "title",
                Html.link(link.url(), shortened(link.title(), TITLE)),
                "number",
                Integer.toString(link.number())));
    }

    /// The snapshots of a link, newest first, one line each; where a browser reaches them, the dates lead to
    /// them.
    ///
    /// @param unchanged the ids of those that found the page as the one before did
    public OutgoingMessage history(Link link, Set<String> unchanged, Phrases phrases, ZoneId zone) {
        if (link.captures().isEmpty()) {
            return OutgoingMessage.of(phrases.say("snapshot.none", "number", Integer.toString(link.number())));
        }
        StringBuilder text =
                new StringBuilder(Html.bold(shortened(link.title(), TITLE)).markup());
        link.captures().stream()
                .limit(HISTORY)
                .forEach(capture -> text.append("\n")
                        .append(phrases.say(
                                        "history.line",
                                        "when",
                                        copies.dated(
                                                link,
                                                capture,
                                                Times.dateTime(capture.takenAt(), phrases.language(), zone)),
                                        "verdict",
                                        phrases.label("verdict.kind."
                                                + capture.verdict().kind().replace(' ', '-')),
                                        "kilobytes",
                                        VerdictView.kilobytes(capture),
                                        "unchanged",
                                        unchanged.contains(capture.snapshot())
                                                ? " · " + phrases.label("history.unchanged")
                                                : "")
                                .markup()));
        return OutgoingMessage.of(new Html(text.toString())).withButtons(List.of(copies.row(link, phrases)));
    }

    private List<List<Button>> buttons(Link link, Phrases phrases) {
        int number = link.number();
        List<Button> first = new ArrayList<>();
        if (!link.captures().isEmpty()) {
            first.add(Button.press(phrases.label("button.read"), ButtonData.of("read", number)));
            first.add(Button.press(phrases.label("button.file"), ButtonData.of("file", number)));
        }
        first.add(Button.press(phrases.label("button.again"), ButtonData.of("again", number)));
        boolean read = link.state() == Link.State.READ;
        List<List<Button>> rows = new ArrayList<>(suggested(link));
        rows.addAll(ConditionView.buttons(link, phrases));
        rows.add(first);
        rows.add(copies.row(link, phrases));
        rows.add(List.of(
                Button.press(
                        phrases.label(link.starred() ? "button.unstar" : "button.star"),
                        ButtonData.of("star", number, link.starred() ? 0 : 1)),
                Button.press(
                        phrases.label(read ? "button.mark-unread" : "button.mark-read"),
                        ButtonData.of("mark", number, read ? 0 : 1)),
                Button.press(phrases.label("button.tags"), ButtonData.of("tags", number)),
                Button.press(phrases.label("button.delete"), ButtonData.of("delete", number))));
        return rows;
    }

    /// One-tap tags, for a link whose page is known; one too long for a button is left out.
    private List<List<Button>> suggested(Link link) {
        if (link.verdict() == null) {
            return List.of();
        }
        return TagsView.rows(suggestions.apply(link).stream()
                .filter(tag -> ButtonData.fits("add:" + link.number() + ":" + tag.name()))
                .map(tag -> Button.press("+ " + tag, ButtonData.of("add", link.number(), tag.name())))
                .toList());
    }

    private static String facts(Link link, Phrases phrases, ZoneId zone) {
        List<String> facts = new ArrayList<>();
        facts.add(shortened(link.site(), SITE));
        Times.reading(link, phrases).ifPresent(facts::add);
        Instant date = link.publishedAt() != null ? link.publishedAt() : link.addedAt();
        facts.add(Times.date(date, phrases.language(), zone));
        if (link.origin() != null) {
            facts.add(
                    phrases.label("card.origin", "from", shortened(link.origin().from(), 60)));
        }
        return String.join(" · ", facts);
    }

    private static Html tagLine(Link link) {
        return link.tags().isEmpty()
                ? Html.EMPTY
                : new Html("\n").plus(Html.escape(shortened(written(link.tags()), TAGS)));
    }

    /// Tags as people type them.
    static String written(Iterable<Tag> tags) {
        StringBuilder text = new StringBuilder();
        tags.forEach(tag -> text.append(text.isEmpty() ? "" : " ").append(tag));
        return text.toString();
    }

    /// A text cut at a length in UTF-16 units, never within a character, on one line where it is a title.
    static String shortened(String text, int length) {
        String tidy = text.strip();
        if (tidy.length() <= length) {
            return tidy;
        }
        int end = Character.isHighSurrogate(tidy.charAt(length - 2)) ? length - 2 : length - 1;
        return tidy.substring(0, end).stripTrailing() + "…";
    }
}
