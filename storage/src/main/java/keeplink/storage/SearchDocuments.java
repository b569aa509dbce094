package keeplink.storage;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.Tag;
import keeplink.search.Hit;
import keeplink.search.LinkTraits;
import keeplink.search.SearchQuery;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/// What the index keeps of a link.
///
/// | field | holds |
/// | --- | --- |
/// | `id` | collection and number, to replace and remove by |
/// | `collection`, `tag`, `state`, `host`, `person`, `type` | exact keys, as [LinkTraits] makes them |
/// | `title`, `note`, `text`, `site`, `address` | terms; as written in `said.title` and so on, for snippets |
/// | `added`, `number` | times in milliseconds and numbers, to sort and to limit by |
/// | `named` | key and spelling of every tag, to count |
final class SearchDocuments {
    static final String ID = "id";
    static final String COLLECTION = "collection";
    static final String TAG = "tag";
    static final String STATE = "state";
    static final String HOST = "host";
    static final String PERSON = "person";
    static final String TYPE = "type";
    static final String TITLE = "title";
    static final String NOTE = "note";
    static final String TEXT = "text";
    static final String SITE = "site";
    static final String ADDRESS = "address";
    static final String ADDED = "added";
    static final String NUMBER = "number";
    static final String NAMED = "named";

    /// Parts the key of a tag from its spelling: no tag has it.
    static final char BETWEEN_KEY_AND_NAME = '\u0000';

    /// How much of a text is kept, in UTF-16 units: more than any book has.
    private static final int LONGEST_TEXT = 4_000_000;

    private static final String SAID = "said.";
    private static final Map<Hit.Field, String> NAMES = Map.of(
            Hit.Field.TITLE, TITLE,
            Hit.Field.NOTE, NOTE,
            Hit.Field.TEXT, TEXT,
            Hit.Field.SITE, SITE,
            Hit.Field.ADDRESS, ADDRESS);

    private SearchDocuments() {}

    static Term id(LinkCollection collection, int number) {
        return new Term(ID, collection.id() + "/" + number);
    }

    static String state(SearchQuery.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static Document of(Link link, String text) {
        LinkTraits traits = LinkTraits.of(link, text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
        Document document = new Document();
        Term id = id(link.collection(), link.number());
        document.add(new StringField(id.field(), id.bytes(), Field.Store.NO));
        exact(document, COLLECTION, Set.of(link.collection().id()));
        exact(document, TAG, traits.tags());
        exact(document, HOST, traits.hosts());
        exact(document, PERSON, traits.people());
        exact(document, TYPE, traits.types());
        traits.states().forEach(state -> exact(document, STATE, Set.of(state(state))));
        for (Tag tag : link.tags()) {
            document.add(new SortedSetDocValuesField(NAMED, new BytesRef(TagCounts.spelling(tag))));
        }
        long added = link.addedAt().toEpochMilli();
        document.add(new LongPoint(ADDED, added));
        document.add(new NumericDocValuesField(ADDED, added));
        document.add(new NumericDocValuesField(NUMBER, link.number()));
        traits.words().forEach((field, words) -> {
            String name = name(field);
            if (!words.isEmpty()) {
                document.add(new StoredField(SAID + name, words));
                // Two titles are two values: no phrase spans them.
                words.lines()
                        .limit(field == Hit.Field.TITLE ? 2 : 0)
                        .forEach(line ->
                                document.add(new TextField(name, SearchAnalyzer.separated(line), Field.Store.NO)));
                if (field != Hit.Field.TITLE) {
                    document.add(new TextField(name, SearchAnalyzer.separated(words), Field.Store.NO));
                }
            }
        });
        return document;
    }

    /// What a stored document says, in the order [LinkTraits] has its fields.
    static SequencedMap<Hit.Field, String> words(Document document) {
        SequencedMap<Hit.Field, String> words = new LinkedHashMap<>();
        for (Hit.Field field : LinkTraits.FIELDS) {
            String said = document.get(SAID + name(field));
            if (said != null) {
                words.put(field, said);
            }
        }
        return words;
    }

    private static String name(Hit.Field field) {
        String name = NAMES.get(field);
        if (name == null) {
            throw new IllegalArgumentException("no words are kept in " + field);
        }
        return name;
    }

    private static void exact(Document document, String field, Iterable<String> keys) {
        for (String key : keys) {
            if (key.length() <= LONGEST_KEY) {
                document.add(new StringField(field, key, Field.Store.NO));
            }
        }
    }

    /// Lucene takes terms of up to 32,766 octets; a key longer than this many UTF-16 units is nothing anybody
    /// asks for.
    static final int LONGEST_KEY = 8_000;
}
