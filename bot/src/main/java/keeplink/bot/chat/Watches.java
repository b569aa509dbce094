package keeplink.bot.chat;

import java.util.ArrayList;
import java.util.List;
import keeplink.bot.text.Texts;
import keeplink.bot.view.WatchView;
import keeplink.conversation.Chat;
import keeplink.conversation.ConversationStore;
import keeplink.conversation.MessageMemory;
import keeplink.link.Link;
import keeplink.link.Links;
import keeplink.link.Tag;

/// Who wants to hear privately when a link is kept under a tag in a group. Survives a restart. Thread-safe within
/// one process, which is enough: one instance holds the conversation.
public final class Watches {
    private static final String NAME = "watches";

    private final Memories memories;
    private final ConversationStore conversations;
    private final Links links;
    private final Members members;
    private final Texts texts;

    public Watches(Memories memories, ConversationStore conversations, Links links, Members members, Texts texts) {
        this.memories = memories;
        this.conversations = conversations;
        this.links = links;
        this.members = members;
        this.texts = texts;
    }

    private record Watch(String person, Tag tag) {}

    /// What a person watches in a group, in the order it was asked for.
    public synchronized List<Tag> of(Asker asker) {
        return all(asker.place().chat()).stream()
                .filter(watch -> watch.person().equals(asker.person().id()))
                .map(Watch::tag)
                .toList();
    }

    public synchronized void add(Asker asker, List<Tag> tags) {
        List<Watch> watches = new ArrayList<>(all(asker.place().chat()));
        for (Tag tag : tags) {
            Watch watch = new Watch(asker.person().id(), tag);
            if (!watches.contains(watch)) {
                watches.add(watch);
            }
        }
        put(asker.place().chat(), watches);
    }

    public synchronized void remove(Asker asker, List<Tag> tags) {
        List<Watch> watches = new ArrayList<>(all(asker.place().chat()));
        watches.removeIf(watch -> watch.person().equals(asker.person().id()) && tags.contains(watch.tag()));
        put(asker.place().chat(), watches);
    }

    /// Whether a person can be written to: only who has opened the private chat with the bot.
    public boolean reaches(String person) {
        return conversations.chat(person).filter(chat -> !chat.gone()).isPresent();
    }

    /// What is told to whom because a link was kept, never to who kept it nor to somebody who left the group.
    List<Reply> news(Asker asker, long message, Link link) {
        List<Reply> told = new ArrayList<>();
        List<String> done = new ArrayList<>(List.of(asker.person().id()));
        for (Watch watch : all(asker.place().chat())) {
            Tag meant = links.aliases(asker.collection()).meaning(watch.tag());
            boolean carries = link.tags().stream().anyMatch(tag -> tag.isWithin(meant));
            if (carries
                    && !done.contains(watch.person())
                    && reaches(watch.person())
                    && members.belongs(asker.place().chat(), watch.person())) {
                done.add(watch.person());
                Chat chat = conversations.chat(watch.person()).orElseThrow();
                told.add(new Reply.Tell(
                        watch.person(),
                        WatchView.news(link, asker.person(), asker.place().chat(), message, texts.in(chat.locale()))));
            }
        }
        return told;
    }

    private List<Watch> all(String chat) {
        return memories.named(chat, NAME)
                .map(MessageMemory::view)
                .orElse("")
                .lines()
                .map(line -> line.split(" ", 2))
                .map(parts -> new Watch(parts[0], new Tag(parts[1])))
                .toList();
    }

    private void put(String chat, List<Watch> watches) {
        StringBuilder view = new StringBuilder();
        watches.forEach(watch -> view.append(watch.person())
                .append(' ')
                .append(watch.tag().name())
                .append('\n'));
        memories.name(chat, NAME, List.of(), view.toString());
    }
}
