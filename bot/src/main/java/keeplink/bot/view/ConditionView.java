package keeplink.bot.view;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.OutgoingMessage.Button;
import keeplink.bot.text.Html;
import keeplink.bot.text.Texts.Phrases;
import keeplink.fetch.FetchFailure;
import keeplink.link.Condition;
import keeplink.link.Link;

/// How the page of a link fares, as its card says it, with the way to what is left of it.
final class ConditionView {
    private static final int ADDRESS = 100;

    private ConditionView() {}

    static Html sentence(Link link, Condition condition, Phrases phrases, ZoneId zone) {
        String since = Times.date(condition.since(), phrases.language(), zone);
        return switch (condition) {
            case Condition.Gone(var at, int status, Optional<String> copy) ->
                status == 0
                        ? broken("condition.no-name", link, since, copy, phrases)
                        : broken("condition.gone", link, since, copy, phrases);
            case Condition.Parked parked -> broken("condition.parked", link, since, parked.copy(), phrases);
            case Condition.Unreachable(var at, FetchFailure reason, int status, Optional<String> copy) ->
                broken("condition.unreachable", link, since, copy, phrases);
            case Condition.Walled walled -> phrases.say("condition.walled", "since", since);
            case Condition.Moved moved ->
                phrases.say(
                        "condition.moved",
                        "to",
                        Html.link(moved.to(), CardView.shortened(moved.to(), ADDRESS)),
                        "since",
                        since);
            case Condition.Changed changed ->
                phrases.say(
                        "condition.changed",
                        "percent",
                        changed.percent(),
                        "since",
                        since,
                        "number",
                        Integer.toString(link.number()));
        };
    }

    private static Html broken(String key, Link link, String since, Optional<String> copy, Phrases phrases) {
        Html sentence = phrases.say(key, "since", since);
        Optional<Link.Capture> own = link.captures().stream().findFirst();
        if (own.isPresent()) {
            sentence = sentence.plus(new Html(" "))
                    .plus(phrases.say("condition.own-copy", "number", Integer.toString(link.number())));
        }
        return copy.isEmpty()
                ? sentence
                : sentence.plus(new Html(" "))
                        .plus(phrases.say(
                                "condition.copy", "copy", Html.link(copy.get(), phrases.label("condition.wayback"))));
    }

    /// One tap to take the new address, where there is one.
    static List<List<Button>> buttons(Link link, Phrases phrases) {
        return link.condition() instanceof Condition.Moved
                ? List.of(List.of(Button.press(phrases.label("button.move"), ButtonData.of("move", link.number()))))
                : List.of();
    }
}
