package keeplink.bot.button;

import java.util.List;
import java.util.Optional;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.CardView;
import keeplink.link.Links;
import keeplink.link.Tag;

/// Takes a suggested tag: `add:NUMBER:NAME`.
public final class AddTagButton implements ButtonAction {
    private final Links links;
    private final CardView cards;

    public AddTagButton(Links links, CardView cards) {
        this.links = links;
        this.cards = cards;
    }

    @Override
    public String verb() {
        return "add";
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String view) {
        Optional<Tag> tag = data.arguments().size() < 2
                ? Optional.empty()
                : Tag.of(data.arguments().get(1));
        return OnLink.press(
                links,
                asker,
                data,
                link -> OnLink.card(
                        asker,
                        links.retag(
                                link.collection(), link.number(), tag.stream().toList(), List.of()),
                        cards));
    }
}
