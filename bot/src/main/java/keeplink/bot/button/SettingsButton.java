package keeplink.bot.button;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Members;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.Reply;
import keeplink.bot.command.SettingsCommand;
import keeplink.bot.schedule.DigestScheduler;
import keeplink.bot.text.Texts;
import keeplink.bot.view.ScheduleView;
import keeplink.bot.view.SettingsView;
import keeplink.conversation.Chat;
import keeplink.conversation.Preferences;
import keeplink.conversation.Preferences.Receipt;
import keeplink.conversation.Zones;
import keeplink.digest.DigestSchedule;
import keeplink.digest.PauseWords;
import keeplink.schedule.QuietHours;

/// Changes a setting: `set` shows all, `set:WHAT` the choices, `set:WHAT:CHOICE` takes one.
public final class SettingsButton implements ButtonAction {
    private static final String PAUSE = "pause ";

    private final SettingsCommand command;
    private final SettingsView view;
    private final DigestScheduler scheduler;
    private final Members members;
    private final Texts texts;
    private final Clock clock;

    public SettingsButton(
            SettingsCommand command,
            SettingsView view,
            DigestScheduler scheduler,
            Members members,
            Texts texts,
            Clock clock) {
        this.command = command;
        this.view = view;
        this.scheduler = scheduler;
        this.members = members;
        this.texts = texts;
        this.clock = clock;
    }

    @Override
    public String verb() {
        return SettingsView.VERB;
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String shown) {
        if (!members.mayDecide(asker)) {
            return List.of(new Reply.Toast(asker.phrases().say("group.administrators")));
        }
        List<String> arguments = data.arguments();
        String what = arguments.isEmpty() ? "" : arguments.getFirst();
        // a time has a colon as well
        String choice = String.join(":", arguments.subList(Math.min(1, arguments.size()), arguments.size()));
        if (choice.isEmpty()) {
            return List.of(choices(asker, what));
        }
        if (what.equals("digest") && (choice.startsWith(PAUSE) || choice.equals("resume"))) {
            pause(asker, choice);
            return List.of(edit(view.all(asker, letters(asker.chat()))));
        }
        Optional<Chat> changed = changed(asker.chat(), what, choice);
        if (changed.isEmpty()) {
            return List.of(new Reply.Toast(asker.phrases().say("button.unknown")));
        }
        scheduler.reschedule(changed.get());
        Asker now = asker.in(changed.get(), texts.in(changed.get().locale()));
        return List.of(edit(view.all(now, letters(changed.get()))));
    }

    private SettingsView.Letters letters(Chat chat) {
        return command.letters(chat);
    }

    private void pause(Asker asker, String choice) {
        if (choice.equals("resume")) {
            scheduler.resume(asker.chat());
        } else {
            PauseWords.read(choice.substring(PAUSE.length()), clock.instant().atZone(asker.zone()))
                    .ifPresent(until -> scheduler.pause(asker.chat(), until.toInstant()));
        }
    }

    private Reply choices(Asker asker, String what) {
        return switch (what) {
            case "language" ->
                edit(view.languages(asker.phrases(), asker.place().kind()));
            case "zone" -> command.askZone(asker);
            case "digest" -> edit(view.schedules(asker.phrases(), letters(asker.chat())));
            case "quiet" -> edit(view.quietHours(asker.phrases()));
            case "receipt" -> edit(view.receipts(asker.phrases()));
            default -> edit(view.all(asker, letters(asker.chat())));
        };
    }

    /// The chat after a choice, empty where there is no such choice.
    private Optional<Chat> changed(Chat chat, String what, String choice) {
        Preferences preferences = chat.preferences();
        return switch (what) {
            case "language" -> language(chat, choice);
            case "zone" -> Zones.named(choice, Locale.ENGLISH).map(chat::withZone);
            case "digest" -> schedule(chat, choice).map(chat::withSchedule);
            case "quiet" ->
                choice.equals("off")
                        ? Optional.of(chat.withPreferences(preferences.withQuiet(null)))
                        : QuietHours.parse(choice).map(hours -> chat.withPreferences(preferences.withQuiet(hours)));
            case "receipt" ->
                Arrays.stream(Receipt.values())
                        .filter(receipt -> receipt.name().equals(choice))
                        .findFirst()
                        .map(receipt -> chat.withPreferences(preferences.withReceipt(receipt)));
            case "snapshots" -> Optional.of(chat.withPreferences(preferences.withSnapshots(choice.equals("1"))));
            default -> Optional.empty();
        };
    }

    /// What was chosen: other days, another time, no letters, or all at once.
    private Optional<Optional<DigestSchedule>> schedule(Chat chat, String choice) {
        if (choice.equals("off")) {
            return Optional.of(Optional.empty());
        }
        DigestSchedule known = scheduler.schedule(chat).orElseGet(scheduler::defaultSchedule);
        return DigestSchedule.parse(choice)
                .or(() -> DigestSchedule.parse(choice + " " + ScheduleView.time(known.time())))
                .or(() -> DigestSchedule.parse(known.days() + " " + choice))
                .map(Optional::of);
    }

    private static Optional<Chat> language(Chat chat, String choice) {
        Preferences preferences = chat.preferences();
        if (choice.equals("own")) {
            return Optional.of(chat.withPreferences(preferences.withLanguageChosen(false)));
        }
        return Texts.LANGUAGES.stream()
                .filter(locale -> locale.getLanguage().equals(choice))
                .findFirst()
                .map(locale -> chat.withLocale(locale).withPreferences(preferences.withLanguageChosen(true)));
    }

    private static Reply edit(OutgoingMessage body) {
        return new Reply.Edit(body, List.of(), "");
    }
}
