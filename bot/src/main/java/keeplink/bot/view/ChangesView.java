package keeplink.bot.view;

import java.time.ZoneId;
import java.util.List;
import keeplink.bot.text.Html;
import keeplink.bot.text.Texts.Phrases;
import keeplink.link.Link;
import keeplink.snapshot.Changes;
import keeplink.snapshot.Snapshots;
import keeplink.snapshot.TextDiff;

/// What changed in a page, as one message: whole sentences, first those that are gone, then those that are new.
public final class ChangesView {
    private static final int TITLE = 200;

    /// A message holds 4,096 characters (Bot API, "sendMessage"); the rest is for the lines around.
    private static final int ROOM = 3_300;

    private static final int SENTENCE = 1_000;

    private final Snapshots snapshots;

    public ChangesView(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    public Html of(Link link, Phrases phrases, ZoneId zone) {
        return switch (snapshots.changes(link)) {
            case Changes.NoCopy none -> phrases.say("snapshot.none", "number", Integer.toString(link.number()));
            case Changes.OneCopy one ->
                phrases.say(
                        "changes.one",
                        "number",
                        Integer.toString(link.number()),
                        "when",
                        Times.dateTime(one.takenAt(), phrases.language(), zone));
            case Changes.Compared compared -> compared(link, compared, phrases, zone);
        };
    }

    private static Html compared(Link link, Changes.Compared compared, Phrases phrases, ZoneId zone) {
        Html head = Html.bold(CardView.shortened(link.title(), TITLE))
                .plus(new Html("\n"))
                .plus(phrases.say(
                        compared.diff().isEmpty() ? "changes.nothing" : "changes.between",
                        "before",
                        Times.dateTime(compared.before(), phrases.language(), zone),
                        "after",
                        Times.dateTime(compared.after(), phrases.language(), zone)));
        TextDiff diff = compared.diff();
        int removed = length(diff.removed());
        int added = length(diff.added());
        // Each side has half of the room, and what the other leaves of its own.
        int forRemoved = Math.max(ROOM / 2, ROOM - added);
        int forAdded = Math.max(ROOM / 2, ROOM - removed);
        return head.plus(sentences(diff.removed(), "\u2796 ", forRemoved, phrases))
                .plus(sentences(diff.added(), "\u2795 ", forAdded, phrases));
    }

    private static int length(List<String> sentences) {
        return sentences.stream()
                .mapToInt(sentence -> Math.min(SENTENCE, sentence.length()) + 4)
                .sum();
    }

    private static Html sentences(List<String> sentences, String sign, int room, Phrases phrases) {
        StringBuilder text = new StringBuilder();
        int left = room;
        int shown = 0;
        for (String sentence : sentences) {
            String line = CardView.shortened(sentence, SENTENCE);
            left -= line.length() + 4;
            if (left < 0) {
                break;
            }
            text.append(shown == 0 ? "\n\n" : "\n")
                    .append(sign)
                    .append(Html.escape(line).markup());
            shown++;
        }
        return shown == sentences.size()
                ? new Html(text.toString())
                : new Html(text + "\n").plus(phrases.say("changes.more", "count", sentences.size() - shown));
    }
}
