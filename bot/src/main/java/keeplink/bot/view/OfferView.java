package keeplink.bot.view;

import keeplink.bot.chat.Offer;
import keeplink.bot.text.Html;
import keeplink.bot.text.Texts.Phrases;
import keeplink.link.Link;
import keeplink.search.Hit;
import org.jspecify.annotations.Nullable;

/// A link as it is offered in another chat, and what is shared when it is chosen: title and address, and nothing
/// a person wrote for himself.
public final class OfferView {
    private static final int TITLE = 100;
    private static final int DESCRIPTION = 150;

    /// What a button above the offers may say, in characters.
    private static final int LABEL = 64;

    private OfferView() {}

    public static Offer.Item item(Link link, Hit hit) {
        String tags = link.tags().isEmpty() ? "" : " · " + CardView.written(link.tags());
        String words = hit.snippet().isBlank() ? "" : "\n" + hit.snippet().replace('\n', ' ');
        return new Offer.Item(
                Integer.toString(link.number()),
                CardView.shortened(link.title(), TITLE),
                CardView.shortened(link.site() + tags + words, DESCRIPTION),
                Html.link(link.url(), CardView.shortened(link.title(), TITLE))
                        .plus(new Html("\n"))
                        .plus(Html.escape(link.url())),
                link.url(),
                thumbnail(link.image()));
    }

    private static @Nullable String thumbnail(@Nullable String image) {
        boolean remote = image != null && image.matches("https?://.{1,2000}");
        return remote ? image : null;
    }

    public static Offer.Start start(Phrases phrases, String key) {
        return new Offer.Start(CardView.shortened(phrases.label(key), LABEL), "inline");
    }
}
