package keeplink.bot.view;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import keeplink.bot.chat.OutgoingMessage.Button;
import keeplink.bot.text.Html;
import keeplink.bot.text.Texts.Phrases;
import keeplink.link.Link;
import keeplink.viewing.ViewerAddresses;

/// What opens copies in a browser, where one reaches them; nothing where none does.
public record CopyButtons(ViewerAddresses addresses) {
    /// A row for the newest copy, and for the article where there is one.
    List<Button> row(Link link, Phrases phrases) {
        return Stream.of(
                        addresses.copy(link).map(url -> Button.link(phrases.label("button.open-copy"), url)),
                        Optional.of(link)
                                .filter(read -> read.readingSeconds() > 0)
                                .flatMap(addresses::article)
                                .map(url -> Button.link(phrases.label("button.open-article"), url)))
                .flatMap(Optional::stream)
                .toList();
    }

    /// When a copy was taken, leading to it.
    Html dated(Link link, Link.Capture copy, String when) {
        return addresses.copy(link, copy).map(url -> Html.link(url, when)).orElseGet(() -> Html.escape(when));
    }
}
