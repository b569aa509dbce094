package keeplink.bot.view;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import keeplink.bot.button.TopicsButton;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.OutgoingMessage.Button;
import keeplink.bot.text.Html;
import keeplink.bot.text.Texts;
import keeplink.bot.text.Texts.Phrases;
import keeplink.conversation.Chat;
import keeplink.conversation.Preferences;
import keeplink.conversation.Preferences.Receipt;
import keeplink.digest.DigestSchedule;
import keeplink.schedule.QuietHours;

/// What a chat's settings are, and the buttons that change them.
public final class SettingsView {
    /// The verb of all its buttons.
    public static final String VERB = "set";

    private static final List<String> TIMES =
            List.of("07:00", "08:00", "09:00", "12:00", "18:00", "20:00", "21:00", "22:00");
    private static final List<Integer> PAUSES = List.of(1, 2, 4);
    private static final List<String> QUIET =
            List.of("21:00-07:00", "22:00-07:00", "22:00-08:00", "23:00-07:00", "23:00-08:00", "00:00-09:00");
    private static final List<String> ZONES = List.of(
            "Asia/Shanghai",
            "Asia/Tokyo",
            "Asia/Kolkata",
            "Europe/Berlin",
            "Europe/London",
            "America/New_York",
            "America/Los_Angeles",
            "UTC");

    private final Clock clock;

    public SettingsView(Clock clock) {
        this.clock = clock;
    }

    /// When letters come.
    ///
    /// @param schedule empty while they do not
    /// @param pausedUntil no letter before this, empty where there is no pause
    public record Letters(Optional<DigestSchedule> schedule, Optional<Instant> pausedUntil) {}

    /// All settings with what they are now.
    public OutgoingMessage all(Asker asker, Letters letters) {
        Phrases phrases = asker.phrases();
        Preferences preferences = asker.chat().preferences();
        boolean group = !asker.place().isPrivate();
        Instant now = clock.instant();
        List<Html> lines = new ArrayList<>();
        lines.add(phrases.say("settings.head"));
        lines.add(phrases.say("settings.language", "language", language(phrases.language())));
        lines.add(phrases.say("settings.zone", "zone", asker.zone().getId(), "now", Times.time(now, asker)));
        lines.add(
                letters.schedule().isEmpty()
                        ? phrases.say("settings.digest-off")
                        : phrases.say(
                                "settings.digest",
                                "when",
                                ScheduleView.words(letters.schedule().get(), phrases)));
        letters.pausedUntil()
                .filter(until -> until.isAfter(now) && letters.schedule().isPresent())
                .ifPresent(until -> lines.add(phrases.say(
                        "digest.paused", "until", Times.dateTime(until, phrases.language(), asker.zone()))));
        QuietHours quiet = preferences.quiet();
        lines.add(quiet == null ? phrases.say("settings.quiet-off") : phrases.say("settings.quiet", "hours", quiet));
        if (group) {
            lines.add(phrases.say("settings.receipt", "how", phrases.label(key(preferences.receipt()))));
        }
        lines.add(phrases.say(preferences.snapshots() ? "settings.snapshots-on" : "settings.snapshots-off"));
        boolean apart = preferences.topics() || Chat.topic(asker.place().chat()).isPresent();
        boolean topics = group && (apart || asker.place().topic() != null);
        if (topics) {
            lines.add(phrases.say(apart ? "settings.topics-apart" : "settings.topics-together"));
        }
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(text.isEmpty() ? "" : "\n").append(line.markup()));
        List<List<Button>> rows = new ArrayList<>();
        rows.add(List.of(
                button(phrases, "settings.button.language", "language"),
                button(phrases, "settings.button.zone", "zone")));
        List<Button> second = new ArrayList<>(List.of(
                button(phrases, "settings.button.digest", "digest"),
                button(phrases, "settings.button.quiet", "quiet")));
        if (group) {
            second.add(button(phrases, "settings.button.receipt", "receipt"));
        }
        rows.add(second);
        rows.add(List.of(Button.press(
                phrases.label(
                        preferences.snapshots() ? "settings.button.snapshots-off" : "settings.button.snapshots-on"),
                ButtonData.of(VERB, "snapshots", preferences.snapshots() ? 0 : 1))));
        if (topics) {
            rows.add(List.of(Button.press(
                    phrases.label(apart ? "settings.button.topics-together" : "settings.button.topics-apart"),
                    ButtonData.of(TopicsButton.VERB, apart ? 0 : 1))));
        }
        return OutgoingMessage.of(new Html(text.toString())).withButtons(rows);
    }

    public OutgoingMessage languages(Phrases phrases, Chat.Kind kind) {
        List<Button> buttons = new ArrayList<>();
        for (Locale locale : Texts.LANGUAGES) {
            buttons.add(Button.press(language(locale), ButtonData.of(VERB, "language", locale.getLanguage())));
        }
        List<Button> own = kind == Chat.Kind.PRIVATE
                ? List.of(Button.press(phrases.label("settings.language-own"), ButtonData.of(VERB, "language", "own")))
                : List.of();
        return choice(phrases.say("settings.which-language"), List.of(buttons, own), phrases);
    }

    public OutgoingMessage zones(Phrases phrases) {
        List<List<Button>> rows = new ArrayList<>();
        for (int i = 0; i < ZONES.size(); i += 2) {
            rows.add(ZONES.subList(i, i + 2).stream()
                    .map(zone -> Button.press(city(zone), ButtonData.of(VERB, "zone", zone)))
                    .toList());
        }
        return choice(phrases.say("settings.which-zone"), rows, phrases);
    }

    /// Asks whether the chat shall follow the clocks of another zone.
    public OutgoingMessage moveTo(ZoneId zone, Phrases phrases) {
        Html question = phrases.say(
                "settings.move", "zone", zone.getId(), "now", Times.time(clock.instant(), phrases.language(), zone));
        Button yes = Button.press(phrases.label("settings.move-yes"), ButtonData.of(VERB, "zone", zone.getId()));
        return OutgoingMessage.of(question).withButtons(List.of(List.of(yes)));
    }

    /// Which days, what time; a pause, or none at all.
    public OutgoingMessage schedules(Phrases phrases, Letters letters) {
        List<Button> days = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            days.add(digest(
                    Times.weekday(day, phrases.language(), false), new DigestSchedule.Weekly(Set.of(day)).toString()));
        }
        days.add(digest(phrases.label("settings.digest-daily"), "daily"));
        days.add(digest(phrases.label("settings.digest-monthly"), "monthly 1"));
        List<Button> times = TIMES.stream().map(time -> digest(time, time)).toList();
        boolean paused = letters.pausedUntil().filter(clock.instant()::isBefore).isPresent();
        List<Button> rest = paused
                ? List.of(digest(phrases.label("settings.digest-resume"), "resume"))
                : PAUSES.stream()
                        .map(weeks ->
                                digest(phrases.label("settings.digest-pause", "weeks", weeks), "pause " + weeks + "w"))
                        .toList();
        return choice(
                phrases.say("settings.which-digest"),
                List.of(
                        days.subList(0, 3),
                        days.subList(3, 6),
                        days.subList(6, 9),
                        times.subList(0, 4),
                        times.subList(4, 8),
                        rest,
                        List.of(digest(phrases.label("settings.digest-none"), "off"))),
                phrases);
    }

    private static Button digest(String label, String choice) {
        return Button.press(label, ButtonData.of(VERB, "digest", choice));
    }

    public OutgoingMessage quietHours(Phrases phrases) {
        List<Button> hours = QUIET.stream()
                .map(each -> Button.press(each.replace("-", " – "), ButtonData.of(VERB, "quiet", each)))
                .toList();
        Button none = Button.press(phrases.label("settings.quiet-none"), ButtonData.of(VERB, "quiet", "off"));
        return choice(
                phrases.say("settings.which-quiet"),
                List.of(hours.subList(0, 2), hours.subList(2, 4), hours.subList(4, 6), List.of(none)),
                phrases);
    }

    public OutgoingMessage receipts(Phrases phrases) {
        List<List<Button>> rows = Arrays.stream(Receipt.values())
                .map(receipt -> List.of(
                        Button.press(phrases.label(key(receipt)), ButtonData.of(VERB, "receipt", receipt.name()))))
                .toList();
        return choice(phrases.say("settings.which-receipt"), rows, phrases);
    }

    private static OutgoingMessage choice(Html text, List<List<Button>> choices, Phrases phrases) {
        List<List<Button>> rows = new ArrayList<>(choices);
        rows.add(List.of(Button.press(phrases.label("settings.back"), ButtonData.of(VERB))));
        return OutgoingMessage.of(text).withButtons(rows);
    }

    private static Button button(Phrases phrases, String label, String what) {
        return Button.press(phrases.label(label), ButtonData.of(VERB, what));
    }

    private static String language(Locale locale) {
        return locale.getDisplayLanguage(locale);
    }

    private static String city(String zone) {
        ZoneId id = ZoneId.of(zone);
        return id.getId().substring(id.getId().indexOf('/') + 1).replace('_', ' ');
    }

    private static String key(Receipt receipt) {
        return "settings.receipts." + receipt.name().toLowerCase(Locale.ROOT);
    }
}
