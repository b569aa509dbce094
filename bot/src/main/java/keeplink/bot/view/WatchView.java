package keeplink.bot.view;

import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.text.Html;
import keeplink.bot.text.Texts.Phrases;
import keeplink.conversation.Chat;
import keeplink.link.Link;
import keeplink.link.Person;

/// What somebody who watches a tag is told.
public final class WatchView {
    /// Ids of supergroups begin so; the rest is what an address of one of its messages has.
    private static final String SUPERGROUP = "-100";

    private WatchView() {}

    /// @param message the number of the message that kept the link, in its chat
    public static OutgoingMessage news(Link link, Person by, String chat, long message, Phrases phrases) {
        Html text = phrases.say(
                "watch.news",
                "by",
                by.display(),
                "title",
                Html.link(link.url(), CardView.shortened(link.title(), 200)),
                "tags",
                CardView.shortened(CardView.written(link.tags()), 200));
        String group = Chat.whole(chat);
        if (group.startsWith(SUPERGROUP)) {
            String address = "https://t.me/c/" + group.substring(SUPERGROUP.length()) + "/" + message;
            text = text.plus(new Html("\n")).plus(Html.link(address, phrases.label("watch.where")));
        }
        return OutgoingMessage.of(text).withPreview(link.url()).withSilent(true);
    }
}
