package keeplink.storage;

import static keeplink.storage.Documents.ID;
import static keeplink.storage.Documents.append;
import static keeplink.storage.Documents.appendDate;
import static keeplink.storage.Documents.date;
import static keeplink.storage.Documents.instant;
import static keeplink.storage.Documents.instantOrNull;
import static keeplink.storage.Documents.textOrNull;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import keeplink.link.CanonicalUrl;
import keeplink.link.Condition;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.Origin;
import keeplink.link.Person;
import keeplink.link.Tag;
import keeplink.page.Verdict;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A [Link] as it is stored.
final class LinkDocument {
    static final String CHANGED_AT = "changedAt";
    static final String REVISION = "revision";
    static final String NUMBER = "number";

    private static final String COLLECTION = "collection";
    private static final String URL = "url";
    private static final String CANONICAL_URL = "canonicalUrl";
    private static final String VALUE = "value";
    private static final String KEY = "key";
    private static final String SITE = "site";
    private static final String ALIASES = "aliases";
    private static final String PAGE_TITLE = "pageTitle";
    private static final String GIVEN_TITLE = "givenTitle";
    private static final String NOTE = "note";
    private static final String TAGS = "tags";
    private static final String NAME = "name";
    private static final String STATE = "state";
    private static final String STARRED = "starred";
    private static final String ADDED_AT = "addedAt";
    private static final String ADDED_BY = "addedBy";
    private static final String PERSON = "person";
    private static final String USERNAME = "username";
    private static final String ORIGIN = "origin";
    private static final String FROM = "from";
    private static final String DATE = "date";
    private static final String SOURCE = "source";
    private static final String DESCRIPTION = "description";
    static final String VERDICT = "verdict";
    private static final String READING_SECONDS = "readingSeconds";
    private static final String PUBLISHED_AT = "publishedAt";
    private static final String KEYWORDS = "keywords";
    private static final String CAPTURES = "captures";
    private static final String SNAPSHOT = "snapshot";
    private static final String TAKEN_AT = "takenAt";
    private static final String IMAGE = "image";
    private static final String BYTES = "bytes";
    private static final String REMOVED_TAGS = "removedTags";
    private static final String CONDITION = "condition";
    private static final String OPENED_AT = "openedAt";
    private static final String DELETED_AT = "deletedAt";

    private LinkDocument() {}

    static Document of(Link link) {
        Document document = new Document(ID, Documents.linkId(link.collection(), link.number()))
                .append(COLLECTION, link.collection().id())
                .append(NUMBER, link.number())
                .append(REVISION, link.revision())
                .append(URL, link.url())
                .append(
                        CANONICAL_URL,
                        new Document(VALUE, link.canonicalUrl().value())
                                .append(KEY, link.canonicalUrl().key())
                                .append(SITE, link.canonicalUrl().site()))
                .append(ALIASES, link.aliases())
                .append(NOTE, link.note())
                .append(TAGS, tagDocuments(link.tags()))
                .append(REMOVED_TAGS, tagDocuments(link.removedTags()))
                .append(STATE, link.state().name())
                .append(STARRED, link.starred())
                .append(ADDED_AT, date(link.addedAt()))
                .append(ADDED_BY, personDocument(link.addedBy()))
                .append(SOURCE, link.source())
                .append(READING_SECONDS, link.readingSeconds())
                .append(KEYWORDS, link.keywords())
                .append(
                        CAPTURES,
                        link.captures().stream()
                                .map(LinkDocument::captureDocument)
                                .toList())
                .append(CHANGED_AT, date(link.changedAt()));
        append(document, PAGE_TITLE, link.pageTitle());
        append(document, GIVEN_TITLE, link.givenTitle());
        append(document, ORIGIN, originDocument(link.origin()));
        append(document, DESCRIPTION, link.description());
        append(document, VERDICT, link.verdict() == null ? null : VerdictDocument.of(link.verdict()));
        append(document, IMAGE, link.image());
        appendDate(document, PUBLISHED_AT, link.publishedAt());
        append(document, CONDITION, link.condition() == null ? null : ConditionDocument.of(link.condition()));
        appendDate(document, OPENED_AT, link.openedAt());
        appendDate(document, DELETED_AT, link.deletedAt());
        return document;
    }

    static Link link(Document document) {
        Document canonical = document.get(CANONICAL_URL, Document.class);
        return new Link(
                new LinkCollection(document.getString(COLLECTION)),
                document.getInteger(NUMBER),
                document.getString(URL),
                new CanonicalUrl(canonical.getString(VALUE), canonical.getString(KEY), canonical.getString(SITE)),
                document.getList(ALIASES, String.class),
                textOrNull(document, PAGE_TITLE),
                textOrNull(document, GIVEN_TITLE),
                document.getString(NOTE),
                tags(document, TAGS),
                Link.State.valueOf(document.getString(STATE)),
                document.getBoolean(STARRED),
                instant(document, ADDED_AT),
                person(document.get(ADDED_BY, Document.class)),
                origin(document),
                document.getString(SOURCE),
                textOrNull(document, DESCRIPTION),
                verdict(document),
                document.getInteger(READING_SECONDS),
                instantOrNull(document, PUBLISHED_AT),
                textOrNull(document, IMAGE),
                // a link that was stored before they were kept has none
                document.getList(KEYWORDS, String.class, List.of()),
                document.getList(CAPTURES, Document.class).stream()
                        .map(LinkDocument::capture)
                        .toList(),
                tags(document, REMOVED_TAGS),
                condition(document),
                instantOrNull(document, OPENED_AT),
                instantOrNull(document, DELETED_AT),
                instant(document, CHANGED_AT),
                document.getLong(REVISION));
    }

    private static List<Document> tagDocuments(SequencedSet<Tag> tags) {
        // The key is there for those who look at the documents with other tools; the name gives it anew.
        return tags.stream()
                .map(tag -> new Document(NAME, tag.name()).append(KEY, tag.key()))
                .toList();
    }

    private static SequencedSet<Tag> tags(Document document, String field) {
        SequencedSet<Tag> tags = new LinkedHashSet<>();
        document.getList(field, Document.class)
                .forEach(tag -> Tag.of(tag.getString(NAME)).ifPresent(tags::add));
        return tags;
    }

    private static Document personDocument(Person person) {
        return append(new Document(PERSON, person.id()).append(NAME, person.name()), USERNAME, person.username());
    }

    private static Person person(Document document) {
        return new Person(document.getString(PERSON), document.getString(NAME), textOrNull(document, USERNAME));
    }

    private static @Nullable Document originDocument(@Nullable Origin origin) {
        return origin == null ? null : new Document(FROM, origin.from()).append(DATE, date(origin.date()));
    }

    private static @Nullable Origin origin(Document document) {
        Document origin = document.get(ORIGIN, Document.class);
        return origin == null ? null : new Origin(origin.getString(FROM), instant(origin, DATE));
    }

    private static @Nullable Verdict verdict(Document document) {
        Document verdict = document.get(VERDICT, Document.class);
        return verdict == null ? null : VerdictDocument.verdict(verdict);
    }

    private static @Nullable Condition condition(Document document) {
        Document condition = document.get(CONDITION, Document.class);
        return condition == null ? null : ConditionDocument.condition(condition);
    }

    private static Document captureDocument(Link.Capture capture) {
        return new Document(SNAPSHOT, capture.snapshot())
                .append(TAKEN_AT, date(capture.takenAt()))
                .append(VERDICT, VerdictDocument.of(capture.verdict()))
                .append(BYTES, capture.bytes());
    }

    private static Link.Capture capture(Document document) {
        return new Link.Capture(
                document.getString(SNAPSHOT),
                instant(document, TAKEN_AT),
                VerdictDocument.verdict(document.get(VERDICT, Document.class)),
                document.getLong(BYTES));
    }
}
