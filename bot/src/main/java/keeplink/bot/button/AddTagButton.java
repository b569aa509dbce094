package keeplink.bot.button;

import java.util.List;
import java.util.Optional;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.link.Tag;

/// Takes a suggested tag: `add:NUMBER:NAME`.
public record AddTagButton(Links links, CardView cards) implements OnLink {
    @Override
    public String verb() {
        return "add";
    }

    @Override
    public List<Reply> press(Asker asker, Link link, ButtonData data, String view) {
        Optional<Tag> tag = data.arguments().size() < 2
                ? Optional.empty()
                : Tag.of(data.arguments().get(1));
        return OnLink.card(
                asker,
                links.retag(link.collection(), link.number(), tag.stream().toList(), List.of()),
                cards);
    }
}
