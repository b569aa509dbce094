package keeplink.bot.command;

import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Reply;
import keeplink.bot.schedule.DigestScheduler;
import keeplink.bot.view.DigestView;
import keeplink.bot.view.Times;
import keeplink.conversation.Chat;
import keeplink.digest.Digest;
import keeplink.digest.DigestSchedule;
import keeplink.digest.Digests;

/// `/digest` shows when the weekly letter comes, `/digest now` sends it, `/digest off` stops it, `/digest mon
/// 09:00` sets its day and time.
public final class DigestCommand implements ChatCommand {
    private final Digests digests;
    private final DigestView view;
    private final DigestScheduler scheduler;
    private final Clock clock;

    public DigestCommand(Digests digests, DigestView view, DigestScheduler scheduler, Clock clock) {
        this.digests = digests;
        this.view = view;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "digest";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        String wish = call.line().arguments().toLowerCase(Locale.ROOT);
        return List.of(
                switch (wish) {
                    case "" -> schedule(asker, asker.chat());
                    case "now" -> now(asker);
                    case "off" -> {
                        scheduler.reschedule(asker.chat().withSchedule(Optional.empty()));
                        yield Reply.say(asker.phrases().say("digest.off"));
                    }
                    default -> {
                        Optional<DigestSchedule> wished = DigestSchedule.parse(wish);
                        if (wished.isEmpty()) {
                            yield Reply.say(asker.phrases().say("digest.what", "text", wish));
                        }
                        Chat chat = asker.chat().withSchedule(wished);
                        scheduler.reschedule(chat);
                        yield schedule(asker, chat);
                    }
                });
    }

    private Reply now(Asker asker) {
        Digest digest = digests.compose(asker.collection(), ZonedDateTime.ofInstant(clock.instant(), asker.zone()));
        return digest.isEmpty()
                ? Reply.say(asker.phrases().say("digest.nothing"))
                : Reply.say(view.letter(digest, asker.phrases(), asker.zone()));
    }

    private Reply schedule(Asker asker, Chat chat) {
        Optional<DigestSchedule> schedule = scheduler.schedule(chat);
        if (schedule.isEmpty()) {
            return Reply.say(asker.phrases().say("digest.is-off"));
        }
        ZonedDateTime now = ZonedDateTime.ofInstant(clock.instant(), asker.zone());
        ZonedDateTime next = schedule.get().nextAfter(now);
        return Reply.say(asker.phrases()
                .say(
                        "digest.schedule",
                        "when",
                        Times.weekTime(next.toInstant(), asker.phrases().language(), asker.zone()),
                        "zone",
                        asker.zone().getId(),
                        "in",
                        Times.span(Duration.between(now, next), asker.phrases())));
    }
}
