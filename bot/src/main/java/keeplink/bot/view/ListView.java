package keeplink.bot.view;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.OutgoingMessage.Button;
import keeplink.bot.chat.QueryPages;
import keeplink.bot.text.Html;
import keeplink.bot.text.Texts.Phrases;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.link.Tag;
import keeplink.search.Hit;
import keeplink.search.ParsedQuery;
import keeplink.search.ResultPage;

/// Pages of links, with where each one matched, and what is said when a query finds
/// nothing.
public final class ListView {
    /// Lengths with which ten links and their snippets fit into one message of 4,096 characters.
    private static final int TITLE = 90;

    private static final int SITE = 40;
    private static final int TAGS = 60;

    /// What a button shows on a phone before it cuts it.
    private static final int WIDER = 32;

    private final Links links;
    private final Clock clock;

    public ListView(Links links, Clock clock) {
        this.links = links;
        this.clock = clock;
    }

    /// A page of a list.
    public OutgoingMessage page(Asker asker, ResultPage page, QueryPages view) {
        Phrases phrases = asker.phrases();
        StringBuilder text =
                new StringBuilder(head(view.query(), page.total(), phrases).markup());
        int number = view.at() * QueryPages.SIZE;
        for (Hit hit : page.hits()) {
            number++;
            Optional<Link> link = links.find(asker.collection(), hit.number());
            if (link.isPresent()) {
                text.append("\n\n")
                        .append(entry(number, link.get(), hit, phrases).markup());
            }
        }
        return OutgoingMessage.of(new Html(text.toString())).withButtons(List.of(turning(view, page, phrases)));
    }

    private static Html head(String query, int total, Phrases phrases) {
        return query.isBlank()
                ? phrases.say("list.all", "total", total)
                : phrases.say("list.found", "total", total, "query", CardView.shortened(query, 200));
    }

    private static List<Button> turning(QueryPages view, ResultPage page, Phrases phrases) {
        int pages = Math.max(1, (page.total() + QueryPages.SIZE - 1) / QueryPages.SIZE);
        List<Button> row = new ArrayList<>();
        if (view.at() > 0) {
            row.add(Button.press("◀", ButtonData.of("page", -1)));
        }
        if (pages > 1) {
            row.add(Button.press(
                    phrases.label("list.page", "page", view.at() + 1, "pages", Math.max(pages, view.at() + 1)),
                    ButtonData.of("page", 0)));
        }
        if (page.next().isPresent()) {
            row.add(Button.press("▶", ButtonData.of("page", 1)));
        }
        return row;
    }

    private Html entry(int number, Link link, Hit hit, Phrases phrases) {
        String age = Times.span(Duration.between(link.addedAt(), clock.instant()), phrases);
        StringBuilder text = new StringBuilder();
        text.append(number)
                .append(". ")
                .append(Html.link(link.url(), CardView.shortened(link.title(), TITLE))
                        .markup())
                .append(link.starred() ? " ⭐" : "")
                .append("\n")
                .append(phrases.say(
                                "list.facts",
                                "site",
                                CardView.shortened(link.site(), SITE),
                                "age",
                                age,
                                "number",
                                Integer.toString(link.number()))
                        .markup());
        if (!link.tags().isEmpty()) {
            text.append(" · ")
                    .append(Html.escape(CardView.shortened(CardView.written(link.tags()), TAGS))
                            .markup());
        }
        if (hit.where() != Hit.Field.NONE
                && hit.where() != Hit.Field.TITLE
                && !hit.snippet().isBlank()) {
            text.append("\n<i>").append(marked(hit).markup()).append("</i>");
        }
        return new Html(text.toString());
    }

    private static Html marked(Hit hit) {
        StringBuilder text = new StringBuilder();
        String snippet = hit.snippet();
        int at = 0;
        for (Hit.Mark mark : hit.marks()) {
            if (mark.start() < at || mark.end() > snippet.length()) {
                continue;
            }
            text.append(Html.escape(snippet.substring(at, mark.start())).markup())
                    .append("<b>")
                    .append(Html.escape(snippet.substring(mark.start(), mark.end()))
                            .markup())
                    .append("</b>");
            at = mark.end();
        }
        return new Html(text.append(Html.escape(snippet.substring(at)).markup())
                .toString()
                .replace('\n', ' '));
    }

    /// Where a query goes wrong, and what was expected there.
    public Html malformed(String query, ParsedQuery.Malformed malformed, Phrases phrases) {
        String expected = phrases.label("query.expected."
                + malformed.expected().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        int position = Math.clamp(malformed.position(), 0, query.length());
        Html place = new Html(
                "<code>" + Html.escape(ended(query.substring(0, position))).markup() + "⟶"
                        + Html.escape(CardView.shortened(query.substring(position), 100))
                                .markup() + "</code>");
        return phrases.say("query.malformed", "place", place, "position", position + 1, "expected", expected);
    }

    /// The end of a text, where the trouble is.
    private static String ended(String text) {
        return text.length() <= 100 ? text : "…" + text.substring(text.length() - 99);
    }

    /// A query found nothing; these tags are near it, and these wider queries find so many links.
    public OutgoingMessage nothing(String query, List<Tag> near, SequencedMap<String, Integer> wider, Phrases phrases) {
        Html text = query.isBlank()
                ? phrases.say("list.empty")
                : phrases.say("list.nothing", "query", CardView.shortened(query, 200));
        if (!near.isEmpty()) {
            text = text.plus(new Html("\n")).plus(phrases.say("list.near"));
        }
        if (!wider.isEmpty()) {
            text = text.plus(new Html("\n")).plus(phrases.say("list.wider"));
        }
        List<List<Button>> rows = new ArrayList<>(TagsView.choice(near));
        int number = 0;
        for (Map.Entry<String, Integer> less : wider.entrySet()) {
            rows.add(List.of(Button.press(
                    phrases.label(
                            "list.wider-button",
                            "query",
                            CardView.shortened(less.getKey(), WIDER),
                            "count",
                            less.getValue()),
                    ButtonData.of("wider", number++))));
        }
        return OutgoingMessage.of(text).withButtons(rows);
    }
}
