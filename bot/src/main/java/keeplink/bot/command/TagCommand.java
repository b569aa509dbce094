package keeplink.bot.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.CommandLine;
import keeplink.bot.chat.Dialogues;
import keeplink.bot.chat.Incoming;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.Reply;
import keeplink.bot.view.TagsView;
import keeplink.link.LinkCollection;
import keeplink.link.Tag;
import keeplink.link.Vocabulary;
import keeplink.link.Vocabulary.Outcome;
import keeplink.search.NearestTags;
import keeplink.search.SearchIndex;

/// `/tag rename A B`, `/tag merge A B`, `/tag alias A B`, `/tag delete A`: the tags of the whole collection. A `#`
/// before a name may be given.
public final class TagCommand implements ChatCommand {
    private static final int NEAREST = 5;

    private final Vocabulary vocabulary;
    private final SearchIndex index;

    private final Dialogues dialogues;

    public TagCommand(Vocabulary vocabulary, SearchIndex index, Dialogues dialogues) {
        this.vocabulary = vocabulary;
        this.index = index;
        this.dialogues = dialogues;
    }

    @Override
    public String name() {
        return "tag";
    }

    @Override
    public List<Reply> run(Asker asker, Call call) {
        return run(asker, call.line().words());
    }

    @Override
    public List<Reply> answered(Asker asker, String about, Incoming.Message message) {
        List<String> words = new ArrayList<>(List.of(about.split(" ")));
        words.addAll(CommandLine.words(message.text().text()));
        return run(asker, words);
    }

    private List<Reply> run(Asker asker, List<String> words) {
        String wish = words.isEmpty() ? "" : words.getFirst().toLowerCase(Locale.ROOT);
        List<Tag> tags =
                words.stream().skip(1).flatMap(word -> Tag.of(word).stream()).toList();
        boolean understood = tags.size() == words.size() - 1
                && switch (wish) {
                    case "rename", "merge", "alias" -> tags.size() == 2;
                    case "delete" -> tags.size() == 1;
                    default -> false;
                };
        boolean becomesWhat = tags.size() == 1
                && words.size() == 2
                && switch (wish) {
                    case "rename", "merge", "alias" -> true;
                    default -> false;
                };
        if (becomesWhat) {
            dialogues.ask(asker, this, wish + " " + tags.getFirst().name());
            return List.of(Reply.say(asker.phrases().say("tag.which", "from", tags.getFirst())));
        }
        if (!understood) {
            return List.of(Reply.say(asker.phrases().say("tag.what")));
        }
        Tag from = tags.getFirst();
        Outcome outcome = done(asker.collection(), wish, from, tags.getLast());
        return List.of(
                outcome.changed()
                        ? Reply.say(asker.phrases()
                                .say("tag." + wish, "from", from, "to", outcome.tag(), "count", outcome.links()))
                        : nothing(asker, from));
    }

    private Outcome done(LinkCollection collection, String wish, Tag from, Tag to) {
        return switch (wish) {
            case "rename" -> vocabulary.rename(collection, from, to);
            case "merge" -> vocabulary.merge(collection, from, to);
            case "alias" -> vocabulary.alias(collection, from, to);
            default -> vocabulary.delete(collection, from);
        };
    }

    private Reply nothing(Asker asker, Tag from) {
        List<Tag> near = NearestTags.of(from, index.tags(asker.collection()), NEAREST);
        return Reply.say(OutgoingMessage.of(asker.phrases().say("tag.none", "from", from))
                .withButtons(TagsView.choice(near)));
    }
}
