package keeplink.bot.view;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.OutgoingMessage.Button;
import keeplink.bot.text.Html;
import keeplink.bot.text.Texts.Phrases;
import keeplink.link.Link;
import keeplink.link.Person;
import keeplink.reminder.Moment;
import keeplink.reminder.MomentReader;
import keeplink.reminder.Reminder;
import keeplink.reminder.Repetition;

/// What reminders look like: the choice of a moment, what was set, the list, and the one that comes.
public final class ReminderView {
    /// Sets a reminder: `remind:NUMBER:CHOICE`.
    public static final String SET = "remind";
    /// One reminder there is: `rem:ID`, `rem:ID:CHOICE` to move it, `rem:ID:x` to cancel it, `rem:ID:other` to name
    /// another moment.
    public static final String ONE = "rem";
    /// A page of the list: `rems:PAGE`.
    public static final String LIST = "rems";

    public static final String CANCEL = "x";
    public static final String OTHER = "other";

    /// Reminders to a page of the list.
    public static final int PAGE = 8;

    private static final int TITLE = 60;
    private static final int IN_A_ROW = 4;

    /// From when on a reminder says how late it is.
    private static final Duration LATE = Duration.ofHours(1);

    /// Nearer than this a day needs no year.
    private static final Duration SOON = Duration.ofDays(300);

    /// What a button says, as a phrase for [MomentReader].
    private static final SequencedMap<String, String> CHOICES = new LinkedHashMap<>();

    static {
        CHOICES.put("hour", "in 1 hour");
        CHOICES.put("tonight", "tonight");
        CHOICES.put("tomorrow", "tomorrow");
        CHOICES.put("week", "next week");
        CHOICES.put("month", "in 1 month");
    }

    private final CardView cards;
    private final Clock clock;

    public ReminderView(CardView cards, Clock clock) {
        this.cards = cards;
        this.clock = clock;
    }

    /// The phrase of a button, empty where there is no such button.
    public static Optional<String> phrase(String choice) {
        return Optional.ofNullable(CHOICES.get(choice));
    }

    /// Asks when a link shall come back.
    public OutgoingMessage choice(Asker asker, Link link) {
        Html text = asker.phrases().say("remind.when", "title", named(link), "number", number(link));
        return OutgoingMessage.of(text).withButtons(rows(choices(asker.phrases(), asker.zone(), SET, link.number())));
    }

    /// What was set or changed.
    public OutgoingMessage set(Asker asker, Link link, Reminder reminder) {
        return one(asker, link, reminder, reminder.repetition() == null ? "remind.set" : "remind.set-repeated")
                .withButtons(List.of(List.of(
                        Button.press(asker.phrases().label("button.other-time"), ButtonData.of(ONE, reminder.id())),
                        Button.press(
                                asker.phrases().label("button.cancel"), ButtonData.of(ONE, reminder.id(), CANCEL)))));
    }

    /// One reminder, to be moved or cancelled.
    public OutgoingMessage change(Asker asker, Link link, Reminder reminder) {
        Phrases phrases = asker.phrases();
        List<List<Button>> rows = new ArrayList<>(rows(choices(phrases, asker.zone(), ONE, reminder.id())));
        rows.add(List.of(
                Button.press(phrases.label("button.name-time"), ButtonData.of(ONE, reminder.id(), OTHER)),
                Button.press(phrases.label("button.cancel"), ButtonData.of(ONE, reminder.id(), CANCEL))));
        rows.add(List.of(Button.press(phrases.label("button.reminders"), ButtonData.of(LIST, 0))));
        return one(asker, link, reminder, reminder.repetition() == null ? "remind.is-set" : "remind.is-repeated")
                .withButtons(rows);
    }

    private OutgoingMessage one(Asker asker, Link link, Reminder reminder, String key) {
        Instant audible = asker.chat().preferences().mayDisturb(reminder.dueAt().atZone(asker.zone()));
        Html quiet = audible.equals(reminder.dueAt())
                ? Html.EMPTY
                : new Html("\n")
                        .plus(asker.phrases()
                                .say("remind.quiet", "when", when(audible, asker.phrases(), asker.zone())));
        return OutgoingMessage.of(asker.phrases()
                .say(
                        key,
                        "title",
                        named(link),
                        "number",
                        number(link),
                        "when",
                        when(reminder.dueAt(), asker.phrases(), asker.zone()),
                        "zone",
                        asker.zone().getId(),
                        "in",
                        in(reminder.dueAt(), asker.phrases()),
                        "every",
                        every(reminder, asker.phrases()))
                .plus(quiet));
    }

    /// What a person's reminders are, the next one first.
    ///
    /// @param links the links of the reminders, in the same order
    public OutgoingMessage list(Asker asker, List<Reminder> reminders, List<Link> links, int page) {
        Phrases phrases = asker.phrases();
        if (reminders.isEmpty()) {
            return OutgoingMessage.of(phrases.say("remind.none"));
        }
        int pages = (reminders.size() + PAGE - 1) / PAGE;
        int shown = Math.clamp(page, 0, pages - 1);
        StringBuilder text = new StringBuilder(
                phrases.say("remind.list", "count", reminders.size()).markup());
        List<Button> buttons = new ArrayList<>();
        for (int i = shown * PAGE; i < Math.min(reminders.size(), (shown + 1) * PAGE); i++) {
            Reminder reminder = reminders.get(i);
            text.append("\n")
                    .append(phrases.say(
                                    reminder.repetition() == null ? "remind.line" : "remind.line-repeated",
                                    "place",
                                    Integer.toString(i + 1),
                                    "when",
                                    when(reminder.dueAt(), phrases, asker.zone()),
                                    "title",
                                    named(links.get(i)),
                                    "number",
                                    number(links.get(i)),
                                    "every",
                                    every(reminder, phrases))
                            .markup());
            buttons.add(Button.press("✎ " + (i + 1), ButtonData.of(ONE, reminder.id())));
        }
        List<List<Button>> rows = new ArrayList<>(rows(buttons));
        List<Button> turn = new ArrayList<>();
        if (shown > 0) {
            turn.add(Button.press("◀", ButtonData.of(LIST, shown - 1)));
        }
        if (shown < pages - 1) {
            turn.add(Button.press("▶", ButtonData.of(LIST, shown + 1)));
        }
        rows.add(turn);
        return OutgoingMessage.of(new Html(text.toString())).withButtons(rows);
    }

    /// Says why a phrase sets nothing: where it goes wrong and what could be said.
    public Html refused(Asker asker, String phrase, Moment moment) {
        Phrases phrases = asker.phrases();
        return switch (moment) {
            case Moment.Past(ZonedDateTime at) ->
                phrases.say(
                        "remind.past",
                        "when",
                        Times.dateTime(at.toInstant(), phrases.language(), asker.zone()),
                        "zone",
                        asker.zone().getId());
            case Moment.TooFar tooFar -> phrases.say("remind.too-far", "years", MomentReader.FARTHEST);
            case Moment.Unreadable(String place) ->
                place.isEmpty()
                        ? phrases.say("remind.unfinished", "text", CardView.shortened(phrase, TITLE))
                        : phrases.say("remind.unreadable", "place", CardView.shortened(place, TITLE));
            case Moment.Once once -> throw new IllegalArgumentException("nothing is wrong with " + once);
            case Moment.Repeated repeated -> throw new IllegalArgumentException("nothing is wrong with " + repeated);
        };
    }

    public Html cancelled(Asker asker, Optional<Link> link) {
        return link.map(known ->
                        asker.phrases().say("remind.cancelled", "title", named(known), "number", number(known)))
                .orElseGet(() -> asker.phrases().say("remind.gone"));
    }

    /// The reminder that comes: the card with what to do about it now.
    ///
    /// @param expected when it should have come, which is later than when it was due where that is in quiet hours
    public OutgoingMessage arrived(
            Link link, Reminder reminder, Instant expected, boolean inGroup, Phrases phrases, ZoneId zone) {
        Html head = phrases.say("remind.arrived");
        if (inGroup) {
            head = mention(reminder.person()).plus(new Html(" ")).plus(head);
        }
        Duration late = Duration.between(expected, clock.instant());
        if (late.compareTo(LATE) > 0) {
            head = head.plus(new Html("\n"))
                    .plus(phrases.say(
                            "remind.late",
                            "when",
                            Times.dateTime(expected, phrases.language(), zone),
                            "late",
                            Times.span(late, phrases)));
        }
        OutgoingMessage card = cards.card(link, phrases, zone, null);
        return OutgoingMessage.of(head.plus(new Html("\n\n" + card.text())))
                .withButtons(arrivedButtons(link, reminder, phrases, zone));
    }

    private List<List<Button>> arrivedButtons(Link link, Reminder reminder, Phrases phrases, ZoneId zone) {
        List<Button> first = new ArrayList<>();
        if (!link.captures().isEmpty()) {
            first.add(Button.press(phrases.label("button.read"), ButtonData.of("read", link.number())));
        }
        first.add(Button.press(phrases.label("button.mark-read"), ButtonData.of("mark", link.number(), 1)));
        List<Button> again = choices(phrases, zone, SET, link.number());
        List<List<Button>> rows = new ArrayList<>(List.of(first));
        rows.addAll(rows(again.subList(0, again.size() - 2)));
        if (reminder.repetition() != null) {
            rows.add(List.of(Button.press(phrases.label("button.stop"), ButtonData.of(ONE, reminder.id(), CANCEL))));
        }
        return rows;
    }

    /// A button for each choice that is still to come.
    private List<Button> choices(Phrases phrases, ZoneId zone, String verb, Object about) {
        ZonedDateTime now = clock.instant().atZone(zone);
        List<Button> buttons = new ArrayList<>();
        for (Map.Entry<String, String> choice : CHOICES.entrySet()) {
            if (MomentReader.read(choice.getValue(), now) instanceof Moment.Once) {
                buttons.add(Button.press(
                        phrases.label("remind.choice." + choice.getKey()),
                        ButtonData.of(verb, about, choice.getKey())));
            }
        }
        return buttons;
    }

    private static List<List<Button>> rows(List<Button> buttons) {
        List<List<Button>> rows = new ArrayList<>();
        for (int i = 0; i < buttons.size(); i += IN_A_ROW) {
            rows.add(buttons.subList(i, Math.min(buttons.size(), i + IN_A_ROW)));
        }
        return rows;
    }

    /// The weekday and time, with the year where the day alone could be this one's too.
    private String when(Instant moment, Phrases phrases, ZoneId zone) {
        return Duration.between(clock.instant(), moment).compareTo(SOON) < 0
                ? Times.weekTime(moment, phrases.language(), zone)
                : Times.dateTime(moment, phrases.language(), zone);
    }

    private String in(Instant moment, Phrases phrases) {
        // what was asked for a moment ago is in 3 days, not in 2
        Duration left = Duration.between(clock.instant(), moment).plusSeconds(30);
        return Times.span(left.compareTo(Duration.ofMinutes(1)) < 0 ? left.minusSeconds(30) : left, phrases);
    }

    private static String every(Reminder reminder, Phrases phrases) {
        Repetition repetition = reminder.repetition();
        return repetition == null
                ? ""
                : phrases.label(
                        "remind.every." + repetition.unit().name().toLowerCase(Locale.ROOT),
                        "count",
                        repetition.every());
    }

    /// Names a person so that the chat tells them (Bot API, "HTML style").
    private static Html mention(Person person) {
        return person.username() == null
                ? Html.link("tg://user?id=" + person.id(), person.name())
                : Html.escape(person.display());
    }

    private static Html named(Link link) {
        return Html.link(link.url(), CardView.shortened(link.title(), TITLE));
    }

    private static String number(Link link) {
        return Integer.toString(link.number());
    }
}
