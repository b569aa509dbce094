package keeplink.storage;

import static keeplink.storage.Documents.ID;
import static keeplink.storage.Documents.byId;
import static keeplink.storage.Documents.textOrNull;
import static keeplink.storage.Documents.upserting;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import keeplink.conversation.Chat;
import keeplink.conversation.ConversationStore;
import keeplink.conversation.MessageMemory;
import keeplink.conversation.Preferences;
import keeplink.digest.DigestSchedule;
import keeplink.schedule.QuietHours;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Chats, and what their messages were about.
final class MongoConversationStore implements ConversationStore {
    static final String CHATS = "chats";
    static final String MESSAGES = "messages";

    private static final String KIND = "kind";
    private static final String LOCALE = "locale";
    private static final String ZONE = "zone";
    private static final String SCHEDULE = "schedule";
    private static final String OFF = "off";
    private static final String WHEN = "when";
    private static final String DAY = "day";
    private static final String TIME = "time";
    private static final String LAST_SHOWN = "lastShown";
    private static final String GONE = "gone";
    private static final String LANGUAGE_CHOSEN = "languageChosen";
    private static final String RECEIPT = "receipt";
    private static final String TOPICS = "topics";
    private static final String SNAPSHOTS = "snapshots";
    private static final String QUIET = "quiet";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String CHAT = "chat";
    private static final String MESSAGE = "message";
    private static final String LINKS = "links";
    private static final String VIEW = "view";

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<Document> chats;
    private final MongoCollection<Document> messages;
    private final Gathered knownChats;
    private final Gathered knownMessages;
    private final Together<Document, Boolean> remembered = new Together<>(this::rememberAll);

    MongoConversationStore(MongoDatabase database) {
        chats = database.getCollection(CHATS);
        messages = database.getCollection(MESSAGES);
        knownChats = new Gathered(chats);
        knownMessages = new Gathered(messages);
    }

    @Override
    public Optional<Chat> chat(String id) {
        return knownChats.find(id).map(MongoConversationStore::chat);
    }

    @Override
    public void put(Chat chat) {
        upserting(() -> chats.replaceOne(byId(chat.id()), document(chat), UPSERT));
    }

    @Override
    public List<Chat> chats() {
        return chats.find().map(MongoConversationStore::chat).into(new ArrayList<>());
    }

    @Override
    public void remember(MessageMemory memory) {
        remembered.with(byId(messageId(memory.chat(), memory.message()))
                .append(CHAT, memory.chat())
                .append(MESSAGE, memory.message())
                .append(LINKS, memory.links())
                .append(VIEW, memory.view()));
    }

    private List<Boolean> rememberAll(List<Document> memories) {
        if (memories.size() == 1) {
            Document document = memories.getFirst();
            upserting(() -> messages.replaceOne(byId(document.getString(ID)), document, UPSERT));
        } else {
            messages.bulkWrite(memories.stream()
                    .map(document -> new ReplaceOneModel<>(byId(document.getString(ID)), document, UPSERT))
                    .toList());
        }
        return Collections.nCopies(memories.size(), true);
    }

    @Override
    public Optional<MessageMemory> recall(String chat, String message) {
        return knownMessages
                .find(messageId(chat, message))
                .map(document -> new MessageMemory(
                        document.getString(CHAT),
                        document.getString(MESSAGE),
                        document.getList(LINKS, Integer.class),
                        document.getString(VIEW)));
    }

    @Override
    public void forget(String chat) {
        // the ids of a chat's messages lie between its id with a line break and with the character after that
        Document range = new Document("$gt", messageId(chat, "")).append("$lt", chat + "\u000b");
        messages.deleteMany(byId(range));
        chats.deleteOne(byId(chat));
    }

    /// A chat's id has no line break, as it names a collection of links.
    private static String messageId(String chat, String message) {
        return chat + "\n" + message;
    }

    private static Document document(Chat chat) {
        Document document = byId(chat.id())
                .append(KIND, chat.kind().name())
                .append(LOCALE, chat.locale().toLanguageTag())
                .append(LAST_SHOWN, chat.lastShown())
                .append(GONE, chat.gone())
                .append(LANGUAGE_CHOSEN, chat.preferences().languageChosen())
                .append(RECEIPT, chat.preferences().receipt().name())
                .append(SNAPSHOTS, chat.preferences().snapshots())
                .append(TOPICS, chat.preferences().topics());
        ZoneId zone = chat.zone();
        Documents.append(document, ZONE, zone == null ? null : zone.getId());
        Documents.append(document, SCHEDULE, scheduleDocument(chat.schedule()));
        Documents.append(document, QUIET, quietDocument(chat.preferences().quiet()));
        return document;
    }

    private static Chat chat(Document document) {
        String zone = textOrNull(document, ZONE);
        return new Chat(
                document.getString(ID),
                Chat.Kind.valueOf(document.getString(KIND)),
                Locale.forLanguageTag(document.getString(LOCALE)),
                zone == null ? null : ZoneId.of(zone),
                schedule(document),
                document.getInteger(LAST_SHOWN),
                document.getBoolean(GONE),
                preferences(document));
    }

    /// A chat that was stored before there were preferences has the usual ones.
    private static Preferences preferences(Document document) {
        return document.containsKey(RECEIPT)
                ? new Preferences(
                        document.getBoolean(LANGUAGE_CHOSEN),
                        Preferences.Receipt.valueOf(document.getString(RECEIPT)),
                        document.getBoolean(SNAPSHOTS),
                        quiet(document),
                        document.getBoolean(TOPICS, false))
                : Preferences.DEFAULT;
    }

    private static @Nullable QuietHours quiet(Document document) {
        Document quiet = document.get(QUIET, Document.class);
        return quiet == null
                ? null
                : new QuietHours(LocalTime.parse(quiet.getString(FROM)), LocalTime.parse(quiet.getString(TO)));
    }

    private static @Nullable Document quietDocument(@Nullable QuietHours quiet) {
        return quiet == null
                ? null
                : new Document(FROM, quiet.from().toString())
                        .append(TO, quiet.to().toString());
    }

    /// Three answers: nothing said (null, no field), off (empty), a schedule.
    @SuppressWarnings("NullableOptional")
    private static @Nullable Document scheduleDocument(@Nullable Optional<DigestSchedule> schedule) {
        if (schedule == null) {
            return null;
        }
        return schedule.map(set -> new Document(WHEN, set.toString())).orElseGet(() -> new Document(OFF, true));
    }

    @SuppressWarnings("NullableOptional")
    private static @Nullable Optional<DigestSchedule> schedule(Document document) {
        Document schedule = document.get(SCHEDULE, Document.class);
        if (schedule == null) {
            return null;
        }
        return schedule.containsKey(OFF) ? Optional.empty() : Optional.of(written(schedule));
    }

    /// At first there was one day of the week.
    private static DigestSchedule written(Document schedule) {
        return schedule.containsKey(WHEN)
                ? DigestSchedule.parse(schedule.getString(WHEN)).orElseThrow()
                : new DigestSchedule(
                        DayOfWeek.valueOf(schedule.getString(DAY)), LocalTime.parse(schedule.getString(TIME)));
    }
}
