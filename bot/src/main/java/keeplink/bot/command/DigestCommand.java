package keeplink.bot.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Members;
import keeplink.bot.chat.Reply;
import keeplink.bot.schedule.DigestLetters;
import keeplink.bot.schedule.DigestScheduler;
import keeplink.bot.text.Html;
import keeplink.bot.text.Texts.Phrases;
import keeplink.bot.view.DigestPage;
import keeplink.bot.view.ScheduleView;
import keeplink.bot.view.Times;
import keeplink.conversation.Chat;
import keeplink.digest.DigestSchedule;
import keeplink.digest.PauseWords;
import keeplink.digest.ScheduleWords;
import keeplink.link.Tag;
import keeplink.schedule.QuietHours;

/// `/digest` shows when the next letter comes, `/digest now` sends one, `/digest off` stops them, `/digest mon 09:00`
/// sets when they come ([ScheduleWords]). `/digest pause 2w` and `/digest resume`, `/digest quiet 22:00-07:00`; in a
/// group `/digest subscribe #tag` and `/digest unsubscribe`.
public final class DigestCommand implements ChatCommand {
    private final DigestLetters letters;
    private final DigestScheduler scheduler;
    private final Members members;
    private final Clock clock;

    public DigestCommand(DigestLetters letters, DigestScheduler scheduler, Members members, Clock clock) {
        this.letters = letters;
        this.scheduler = scheduler;
        this.members = members;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "digest";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        String wish = call.line().arguments().strip().toLowerCase(Locale.ROOT);
        int end = wish.indexOf(' ');
        String word = end < 0 ? wish : wish.substring(0, end);
        String rest = end < 0 ? "" : wish.substring(end).strip();
        if (word.equals("on") && !rest.isEmpty()) {
            return List.of(Reply.say(set(asker, rest)));
        }
        return List.of(
                switch (word) {
                    case "" -> Reply.say(schedule(asker, asker.chat()));
                    case "now", "现在", "立即" -> now(asker);
                    case "off", "stop", "none", "关闭", "停止" -> {
                        scheduler.reschedule(asker.chat().withSchedule(Optional.empty()));
                        yield Reply.say(asker.phrases().say("digest.off"));
                    }
                    case "pause", "暂停" -> Reply.say(pause(asker, rest));
                    case "resume", "continue", "on", "继续", "恢复" -> Reply.say(resume(asker));
                    case "quiet", "免打扰" -> Reply.say(quiet(asker, rest));
                    case "subscribe", "订阅" -> Reply.say(subscribe(asker, rest));
                    case "unsubscribe", "退订", "取消订阅" -> Reply.say(unsubscribe(asker));
                    default -> Reply.say(set(asker, wish));
                });
    }

    private Reply now(Asker asker) {
        Instant now = clock.instant();
        ZonedDateTime end = now.atZone(asker.zone());
        boolean monthly = scheduler
                .schedule(asker.chat())
                .filter(schedule -> schedule.days() instanceof DigestSchedule.Monthly)
                .isPresent();
        Instant from = (monthly ? end.minusMonths(1) : end.minusWeeks(1)).toInstant();
        DigestPage page = DigestPage.of(asker.collection().id(), from, now, List.of());
        return letters.digest(page, asker.zone()).isEmpty()
                ? Reply.say(asker.phrases().say("digest.nothing"))
                : letters.say(asker, page);
    }

    /// Lets letters come on other days, at the time they come at.
    ///
    /// @return a few words on when the next comes
    public Html onDays(Asker asker, DigestSchedule.Days days) {
        DigestSchedule schedule = scheduler.schedule(asker.chat()).orElseGet(scheduler::defaultSchedule);
        Chat chat = asker.chat().withSchedule(Optional.of(schedule.on(days)));
        scheduler.reschedule(chat);
        return asker.phrases()
                .say(
                        "digest.next",
                        "when",
                        next(chat).map(at -> when(asker, at)).orElse(""));
    }

    private Html set(Asker asker, String wish) {
        Phrases phrases = asker.phrases();
        return switch (ScheduleWords.read(wish)) {
            case ScheduleWords.Understood(DigestSchedule schedule) -> {
                Chat chat = asker.chat().withSchedule(Optional.of(schedule));
                scheduler.reschedule(chat);
                yield schedule(asker, chat);
            }
            case ScheduleWords.NoTime(var days)
            when days != null -> phrases.say("digest.no-time", "text", shortened(wish));
            case ScheduleWords.NoTime _ -> phrases.say("digest.what", "text", shortened(wish));
            case ScheduleWords.NotATime(String text) -> phrases.say("digest.not-a-time", "text", shortened(text));
            case ScheduleWords.NotADay(String text) ->
                text.isEmpty()
                        ? phrases.say("digest.no-day", "text", shortened(wish))
                        : phrases.say("digest.not-a-day", "text", shortened(text));
        };
    }

    private Html pause(Asker asker, String wish) {
        ZonedDateTime now = clock.instant().atZone(asker.zone());
        Optional<ZonedDateTime> until = PauseWords.read(wish, now);
        if (until.isEmpty()) {
            return asker.phrases().say("digest.pause-what", "text", shortened(wish));
        }
        if (scheduler.schedule(asker.chat()).isEmpty()) {
            return asker.phrases().say("digest.is-off");
        }
        scheduler.pause(asker.chat(), until.get().toInstant());
        return schedule(asker, asker.chat());
    }

    private Html resume(Asker asker) {
        Chat chat = asker.chat();
        if (scheduler.schedule(chat).isEmpty()) {
            chat = chat.withSchedule(Optional.of(scheduler.defaultSchedule()));
            scheduler.reschedule(chat);
        }
        scheduler.resume(chat);
        return schedule(asker, chat);
    }

    private Html quiet(Asker asker, String wish) {
        Phrases phrases = asker.phrases();
        QuietHours known = asker.chat().preferences().quiet();
        if (wish.isEmpty()) {
            return known == null ? phrases.say("quiet.none") : phrases.say("quiet.are", "hours", known);
        }
        boolean off = List.of("off", "none", "关闭").contains(wish);
        Optional<QuietHours> hours = QuietHours.parse(wish);
        if (!off && hours.isEmpty()) {
            return phrases.say("quiet.what", "text", shortened(wish));
        }
        Chat chat =
                asker.chat().withPreferences(asker.chat().preferences().withQuiet(off ? null : hours.orElseThrow()));
        scheduler.reschedule(chat);
        return off ? phrases.say("quiet.off") : phrases.say("quiet.set", "hours", hours.orElseThrow());
    }

    private Html subscribe(Asker asker, String wish) {
        Phrases phrases = asker.phrases();
        if (asker.place().isPrivate()) {
            return phrases.say("digest.groups-only");
        }
        String group = asker.place().chat();
        String person = asker.person().id();
        if (!members.belongs(group, person)) {
            return phrases.say("digest.members-only");
        }
        List<Tag> tags = new ArrayList<>();
        for (String word : wish.split("\\s+")) {
            Tag.of(word).ifPresent(tags::add);
        }
        if (!scheduler.subscribe(person, group, tags)) {
            return phrases.say("digest.unreachable");
        }
        return tags.isEmpty()
                ? phrases.say("digest.subscribed")
                : phrases.say(
                        "digest.subscribed-tags",
                        "tags",
                        tags.stream().map(Tag::toString).collect(Collectors.joining(" ")));
    }

    private Html unsubscribe(Asker asker) {
        if (asker.place().isPrivate()) {
            return asker.phrases().say("digest.groups-only");
        }
        return asker.phrases()
                .say(
                        scheduler.unsubscribe(asker.person().id(), asker.place().chat())
                                ? "digest.unsubscribed"
                                : "digest.not-subscribed");
    }

    private Html schedule(Asker asker, Chat chat) {
        Phrases phrases = asker.phrases();
        Optional<DigestSchedule> schedule = scheduler.schedule(chat);
        Optional<Instant> next = next(chat);
        if (schedule.isEmpty() || next.isEmpty()) {
            return phrases.say("digest.is-off");
        }
        Html text = phrases.say(
                "digest.schedule",
                "how",
                ScheduleView.words(schedule.get(), phrases),
                "when",
                when(asker, next.get()),
                "zone",
                asker.zone().getId(),
                "in",
                Times.span(Duration.between(clock.instant(), next.get()), phrases));
        return scheduler
                .plan(chat)
                .flatMap(plan -> Optional.ofNullable(plan.pausedUntil()))
                .filter(until -> until.isAfter(clock.instant()))
                .map(until -> phrases.say(
                                "digest.paused", "until", Times.dateTime(until, phrases.language(), asker.zone()))
                        .plus(new Html("\n"))
                        .plus(text))
                .orElse(text);
    }

    private Optional<Instant> next(Chat chat) {
        if (scheduler.plan(chat).isEmpty()) {
            scheduler.arrived(chat);
        }
        return scheduler.plan(chat).flatMap(plan -> Optional.ofNullable(plan.at()));
    }

    private static String when(Asker asker, Instant at) {
        return Times.weekTime(at, asker.phrases().language(), asker.zone());
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, text.offsetByCodePoints(0, 30)) + "…";
    }
}
