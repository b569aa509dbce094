package keeplink.bot.view;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.OutgoingMessage.Button;
import keeplink.bot.text.Texts.Phrases;
import keeplink.link.Link;

/// The buttons below a letter.
public final class DigestKeys {
    /// The verb of all of them.
    public static final String VERB = "digest";

    private static final int IN_A_ROW = 6;

    private final DigestView.Reader reader;
    private final Phrases phrases;

    DigestKeys(DigestView.Reader reader) {
        this.reader = reader;
        this.phrases = reader.phrases();
    }

    /// @param links those the page names
    List<List<Button>> below(DigestPage page, List<Link> links, int at, int pages) {
        Optional<Link> chosen =
                links.stream().filter(link -> link.number() == page.chosen()).findFirst();
        return switch (page.keys()) {
            case ALL -> all(page, links, at, pages);
            case LINKS -> chosen.map(this::link).orElseGet(() -> choice(links));
            case DAYS -> days();
        };
    }

    private List<List<Button>> all(DigestPage page, List<Link> links, int at, int pages) {
        List<Button> turning = new ArrayList<>();
        if (at > 0) {
            turning.add(Button.press("◀", ButtonData.of(VERB, "turn", -1)));
        }
        if (pages > 1) {
            turning.add(Button.press(
                    phrases.label("list.page", "page", at + 1, "pages", pages), ButtonData.of(VERB, "turn", 0)));
        }
        if (at + 1 < pages) {
            turning.add(Button.press("▶", ButtonData.of(VERB, "turn", 1)));
        }
        List<Button> about = new ArrayList<>();
        if (!links.isEmpty()) {
            about.add(press("digest.button.choose", "choose"));
        }
        if (links.stream().anyMatch(link -> link.state() == Link.State.UNREAD)) {
            about.add(press("digest.button.all-read", "read-all"));
        }
        List<Button> itself = new ArrayList<>();
        itself.add(page.more() ? press("digest.button.fewer", "fewer") : press("digest.button.more", "more"));
        itself.add(press("digest.button.days", "days"));
        List<List<Button>> rows = new ArrayList<>(List.of(turning, about, itself));
        if (page.uncertain() != null) {
            rows.add(List.of(press("digest.button.before", "before")));
        }
        return rows;
    }

    /// The links by their numbers.
    private List<List<Button>> choice(List<Link> links) {
        List<List<Button>> rows = new ArrayList<>();
        for (int i = 0; i < links.size(); i += IN_A_ROW) {
            rows.add(links.subList(i, Math.min(links.size(), i + IN_A_ROW)).stream()
                    .map(link -> reader.own()
                            ? Button.press(
                                    Integer.toString(link.number()), ButtonData.of(VERB, "choose", link.number()))
                            : Button.press(
                                    CardView.shortened(link.title(), 20), ButtonData.of(VERB, "choose", link.number())))
                    .toList());
        }
        rows.add(List.of(back()));
        return rows;
    }

    private List<List<Button>> link(Link link) {
        int number = link.number();
        boolean read = link.state() == Link.State.READ;
        List<Button> opening = new ArrayList<>(List.of(Button.link(phrases.label("digest.button.open"), link.url())));
        if (reader.own() && !link.captures().isEmpty()) {
            opening.add(Button.press(phrases.label("button.read"), ButtonData.of(VERB, "read", number)));
        }
        return List.of(
                opening,
                List.of(
                        Button.press(
                                phrases.label(link.starred() ? "button.unstar" : "button.star"),
                                ButtonData.of(VERB, "star", number, link.starred() ? 0 : 1)),
                        Button.press(
                                phrases.label(read ? "button.mark-unread" : "button.mark-read"),
                                ButtonData.of(VERB, "mark", number, read ? 0 : 1))),
                List.of(back()));
    }

    private List<List<Button>> days() {
        List<Button> days = Arrays.stream(DayOfWeek.values())
                .map(day -> Button.press(
                        Times.weekday(day, phrases.language(), true), ButtonData.of(VERB, "day", day.getValue())))
                .toList();
        return List.of(days.subList(0, 4), days.subList(4, 7), List.of(back()));
    }

    private Button press(String label, String what) {
        return Button.press(phrases.label(label), ButtonData.of(VERB, what));
    }

    private Button back() {
        return press("digest.button.back", "back");
    }
}
