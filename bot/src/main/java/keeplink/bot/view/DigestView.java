package keeplink.bot.view;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.text.Html;
import keeplink.bot.text.Texts.Phrases;
import keeplink.digest.Digest;
import keeplink.link.Link;
import keeplink.link.Tag;

/// The weekly letter as one message.
public final class DigestView {
    /// Lengths with which a letter fits into one message of 4,096 characters.
    private static final int TITLE = 60;

    private static final int TAGS = 7;
    private static final int FEW = 4;

    public OutgoingMessage letter(Digest digest, Phrases phrases, ZoneId zone) {
        StringBuilder text = new StringBuilder(phrases.say(
                        "digest.head",
                        "from",
                        Times.date(digest.from(), phrases.language(), zone),
                        "to",
                        Times.date(digest.to(), phrases.language(), zone))
                .markup());
        if (!digest.kept().isEmpty()) {
            text.append("\n\n")
                    .append(phrases.say("digest.kept", "count", digest.kept().size())
                            .markup());
            int tags = 0;
            int named = 0;
            for (Map.Entry<Tag, List<Link>> tag : digest.byTag().entrySet()) {
                if (tags++ == TAGS) {
                    break;
                }
                text.append("\n")
                        .append(Html.bold(CardView.shortened(tag.getKey().toString(), 40))
                                .markup());
                named += lines(text, tag.getValue());
            }
            if (!digest.untagged().isEmpty()) {
                text.append("\n").append(phrases.say("digest.untagged").markup());
                named += lines(text, digest.untagged());
            }
            if (named < digest.kept().size()) {
                text.append("\n")
                        .append(phrases.say(
                                        "digest.more", "count", digest.kept().size() - named)
                                .markup());
            }
        }
        section(text, digest.unread(), phrases.say("digest.unread", "count", digest.unreadInAll()));
        section(text, digest.broken(), phrases.say("digest.broken"));
        section(text, digest.yearAgo().stream().toList(), phrases.say("digest.year-ago"));
        return OutgoingMessage.of(new Html(text.toString()));
    }

    private static void section(StringBuilder text, List<Link> links, Html head) {
        if (!links.isEmpty()) {
            text.append("\n\n").append(head.markup());
            lines(text, links);
        }
    }

    private static int lines(StringBuilder text, List<Link> links) {
        links.stream()
                .limit(FEW)
                .forEach(link -> text.append("\n• ")
                        .append(Html.link(link.url(), CardView.shortened(link.title(), TITLE))
                                .markup())
                        .append(" /l")
                        .append(link.number()));
        return Math.min(links.size(), FEW);
    }
}
