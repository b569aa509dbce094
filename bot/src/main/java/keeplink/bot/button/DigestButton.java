package keeplink.bot.button;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Members;
import keeplink.bot.chat.Reply;
import keeplink.bot.command.DigestCommand;
import keeplink.bot.schedule.DigestLetters;
import keeplink.bot.view.DigestKeys;
import keeplink.bot.view.DigestPage;
import keeplink.bot.view.DigestPage.Keys;
import keeplink.bot.view.ReadingView;
import keeplink.digest.Digest;
import keeplink.digest.DigestSchedule;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.Links;
import keeplink.link.ReadMarks;

/// What is done with a letter: `digest:choose:12` shows what can be done with a link, `digest:star:12:1`,
/// `digest:mark:12:1` and `digest:read:12` do it; `digest:read-all`, `digest:more`, `digest:fewer`, `digest:turn:1`,
/// `digest:days`, `digest:day:5`, `digest:before` and `digest:back` are about all of it.
public final class DigestButton implements ButtonAction {
    private final DigestLetters letters;
    private final DigestCommand command;
    private final Links links;
    private final ReadMarks marks;
    private final ReadingView reading;
    private final Members members;

    public DigestButton(
            DigestLetters letters,
            DigestCommand command,
            Links links,
            ReadMarks marks,
            ReadingView reading,
            Members members) {
        this.letters = letters;
        this.command = command;
        this.links = links;
        this.marks = marks;
        this.reading = reading;
        this.members = members;
    }

    @Override
    public String verb() {
        return DigestKeys.VERB;
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String view) {
        Optional<DigestPage> page = DigestPage.read(view);
        if (page.isEmpty()) {
            return List.of(toast(asker, "list.gone"));
        }
        boolean own = page.get().about().equals(asker.place().chat());
        if (!own && !members.belongs(page.get().about(), asker.person().id())) {
            return List.of(toast(asker, "digest.not-there-any-more"));
        }
        String what = data.arguments().isEmpty() ? "" : data.arguments().getFirst();
        return switch (what) {
            case "choose" -> List.of(edit(asker, page.get().choosing(Math.max(0, data.number(1)))));
            case "back" ->
                List.of(edit(
                        asker,
                        page.get().chosen() > 0
                                ? page.get().choosing(0)
                                : page.get().with(Keys.ALL)));
            case "more" -> List.of(edit(asker, page.get().withMore(true)));
            case "fewer" -> List.of(edit(asker, page.get().withMore(false)));
            case "turn" -> List.of(edit(asker, page.get().turned(by(data))));
            case "days" -> List.of(edit(asker, page.get().with(Keys.DAYS)));
            case "day" -> day(asker, page.get(), data.number(1));
            case "before" -> List.of(before(asker, page.get()));
            case "read-all" -> readAll(asker, page.get());
            case "star" ->
                changed(
                        asker,
                        page.get(),
                        data,
                        link -> links.star(link.collection(), link.number(), data.number(2) == 1));
            case "mark" ->
                changed(
                        asker,
                        page.get(),
                        data,
                        link -> links.mark(
                                link.collection(),
                                link.number(),
                                data.number(2) == 1 ? Link.State.READ : Link.State.UNREAD));
            case "read" ->
                links.find(asker.collection(), Math.max(0, data.number(1)))
                        .map(link -> opened(asker, link))
                        .orElseGet(() -> List.of(toast(asker, "list.gone")));
            default -> List.of(toast(asker, "button.unknown"));
        };
    }

    private static int by(ButtonData data) {
        return switch (data.arguments().size() > 1 ? data.arguments().get(1) : "") {
            case "1" -> 1;
            case "-1" -> -1;
            default -> 0;
        };
    }

    private List<Reply> opened(Asker asker, Link link) {
        links.opened(link.collection(), link.number());
        return List.of(Reply.say(reading.page(link, 0, asker.phrases()), link.number()));
    }

    private List<Reply> changed(Asker asker, DigestPage page, ButtonData data, Function<Link, ?> change) {
        Optional<Link> link = links.find(new LinkCollection(page.about()), Math.max(0, data.number(1)));
        if (link.isEmpty()) {
            return List.of(toast(asker, "list.gone"));
        }
        Object unused = change.apply(link.get());
        return List.of(edit(asker, page.choosing(link.get().number())));
    }

    private List<Reply> readAll(Asker asker, DigestPage page) {
        Digest digest = letters.digest(page, asker.zone());
        List<Integer> named = Stream.concat(
                        digest.kept().stream().flatMap(section -> section.links().stream()), digest.unread().stream())
                .map(Link::number)
                .toList();
        int read = marks.read(new LinkCollection(page.about()), named);
        return List.of(
                edit(asker, page.with(Keys.ALL)),
                new Reply.Toast(asker.phrases().say("digest.all-read", "count", read)));
    }

    private List<Reply> day(Asker asker, DigestPage page, int number) {
        if (!members.mayDecide(asker)) {
            return List.of(toast(asker, "group.administrators"));
        }
        if (number < 1 || number > DayOfWeek.values().length) {
            return List.of(toast(asker, "button.unknown"));
        }
        DigestSchedule.Days day = new DigestSchedule.Weekly(Set.of(DayOfWeek.of(number)));
        return List.of(edit(asker, page.with(Keys.ALL)), new Reply.Toast(command.onDays(asker, day)));
    }

    /// The letter before this one, which may not have arrived.
    private Reply before(Asker asker, DigestPage page) {
        DigestPage.Uncertain before = page.uncertain();
        if (before == null) {
            return toast(asker, "list.gone");
        }
        DigestPage earlier = DigestPage.of(page.about(), before.from(), before.to(), page.tags());
        return letters.say(asker, earlier);
    }

    private Reply edit(Asker asker, DigestPage page) {
        Reply.Say now = letters.say(asker, page);
        return new Reply.Edit(now.body(), now.links(), now.view());
    }

    private static Reply toast(Asker asker, String key) {
        return new Reply.Toast(asker.phrases().say(key));
    }
}
