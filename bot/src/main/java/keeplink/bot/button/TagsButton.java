package keeplink.bot.button;

import java.util.ArrayList;
import java.util.List;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.OutgoingMessage.Button;
import keeplink.bot.chat.Reply;
import keeplink.bot.text.Html;
import keeplink.bot.view.CardView;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.link.Tag;

/// Shows a link's tags to take off one by one: `tags:NUMBER`, `tags:NUMBER:PLACE` takes off the one at that
/// place.
public record TagsButton(Links links, CardView cards) implements OnLink {
    @Override
    public String verb() {
        return "tags";
    }

    @Override
    public List<Reply> press(Asker asker, Link link, ButtonData data, String view) {
        // a place names the tag only while the message still shows these tags
        boolean current = view.equals(tagsOf(link));
        int place = data.number(1);
        if (place >= 0 && current && place < link.tags().size()) {
            Tag off = List.copyOf(link.tags()).get(place);
            links.retag(link.collection(), link.number(), List.of(), List.of(off));
        }
        Link now = links.find(link.collection(), link.number()).orElse(link);
        return List.of(editor(asker, now));
    }

    private Reply editor(Asker asker, Link link) {
        OutgoingMessage card = cards.card(link, asker.phrases(), asker.zone(), null);
        List<List<Button>> rows = new ArrayList<>();
        int place = 0;
        for (Tag tag : link.tags()) {
            rows.add(List.of(Button.press("✕ " + tag, ButtonData.of("tags", link.number(), place++))));
        }
        rows.add(List.of(Button.press(asker.phrases().label("button.card"), ButtonData.of("card", link.number()))));
        OutgoingMessage body = OutgoingMessage.of(
                        new Html(card.text() + "\n\n").plus(asker.phrases().say("tags.edit")))
                .withButtons(rows);
        return new Reply.Edit(body, List.of(link.number()), tagsOf(link));
    }

    private static String tagsOf(Link link) {
        return "tags\n" + String.join(" ", link.tags().stream().map(Tag::key).toList());
    }
}
