package keeplink.storage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import keeplink.link.Tag;
import keeplink.link.TagAliases;
import org.bson.Document;

/// [TagAliases] as they are stored: in a field of a document, each with what it means.
final class AliasDocument {
    static final String ALIASES = "aliases";

    private static final String ALIAS = "alias";
    private static final String MEANS = "means";

    private AliasDocument() {}

    static Document append(Document document, TagAliases aliases) {
        List<Document> pairs = aliases.meanings().entrySet().stream()
                .map(pair -> new Document(ALIAS, pair.getKey().name())
                        .append(MEANS, pair.getValue().name()))
                .toList();
        return document.append(ALIASES, pairs);
    }

    static TagAliases aliases(Document document) {
        SequencedMap<Tag, Tag> meanings = new LinkedHashMap<>();
        document.getList(ALIASES, Document.class)
                .forEach(pair -> meanings.put(new Tag(pair.getString(ALIAS)), new Tag(pair.getString(MEANS))));
        return new TagAliases(meanings);
    }
}
