package keeplink.bot.command;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Dialogues;
import keeplink.bot.chat.Incoming;
import keeplink.bot.chat.Members;
import keeplink.bot.chat.Reply;
import keeplink.bot.schedule.DigestScheduler;
import keeplink.bot.view.SettingsView;
import keeplink.conversation.Chat;
import keeplink.conversation.Zones;

/// `/settings` shows what can be set, with buttons. A message after the question for the time zone names it.
public final class SettingsCommand implements ChatCommand {
    /// What the dialogue waits for.
    public static final String ZONE = "zone";

    private final SettingsView view;
    private final DigestScheduler scheduler;
    private final Members members;
    private final Dialogues dialogues;

    public SettingsCommand(SettingsView view, DigestScheduler scheduler, Members members, Dialogues dialogues) {
        this.view = view;
        this.scheduler = scheduler;
        this.members = members;
        this.dialogues = dialogues;
    }

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        return List.of(
                members.mayDecide(asker)
                        ? Reply.say(view.all(asker, letters(asker.chat())))
                        : Reply.say(asker.phrases().say("group.administrators")));
    }

    /// When letters come to a chat, for the view.
    public SettingsView.Letters letters(Chat chat) {
        Optional<Instant> pausedUntil = scheduler.plan(chat).flatMap(plan -> Optional.ofNullable(plan.pausedUntil()));
        return new SettingsView.Letters(scheduler.schedule(chat), pausedUntil);
    }

    /// Shows the choice of time zones and waits for one by name.
    public Reply askZone(Asker asker) {
        dialogues.ask(asker, this, ZONE);
        return new Reply.Edit(view.zones(asker.phrases()), List.of(), "");
    }

    @Override
    public List<Reply> answered(Asker asker, String about, Incoming.Message message) {
        String wish = message.text().text();
        Optional<ZoneId> zone = Zones.named(wish, asker.phrases().language());
        if (zone.isEmpty()) {
            dialogues.ask(asker, this, ZONE);
            return List.of(Reply.say(asker.phrases().say("settings.no-zone", "text", shortened(wish))));
        }
        return List.of(moved(asker, zone.get()));
    }

    /// A place answers the question for the time zone; alone with the bot it may also come unasked.
    @Override
    public Optional<List<Reply>> located(Asker asker, Incoming.Location where) {
        boolean asked = dialogues.close(asker, this).filter(ZONE::equals).isPresent();
        if (!asked && !asker.place().isPrivate()) {
            return Optional.empty();
        }
        Optional<ZoneId> zone = Zones.at(where.latitude(), where.longitude());
        Reply reply = zone.isEmpty()
                ? Reply.say(asker.phrases().say("settings.no-zone-there"))
                : asked ? moved(asker, zone.get()) : Reply.say(view.moveTo(zone.get(), asker.phrases()));
        return Optional.of(List.of(reply));
    }

    private Reply moved(Asker asker, ZoneId zone) {
        Chat chat = asker.chat().withZone(zone);
        scheduler.reschedule(chat);
        Asker there = asker.in(chat, asker.phrases());
        return Reply.say(view.all(there, letters(chat)));
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, text.offsetByCodePoints(0, 50)) + "…";
    }
}
