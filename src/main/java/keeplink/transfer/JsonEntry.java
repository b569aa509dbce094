package keeplink.transfer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import keeplink.link.Link;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A link as the JSON of a keeper of links has it, by the names the keepers give to the same things:
///
/// | | Keeplink | Karakeep | Linkwarden | Omnivore | Shiori | others |
/// | --- | --- | --- | --- | --- | --- | --- |
/// | address | `url` | `content.url` | `url` | `url` | `url` | `href` |
/// | title | `title` | `title` | `name` | `title` | `title` | `description` beside `href` |
/// | note | `note` | `note` | `description` | | | `extended` |
/// | tags | `tags` | `tags` | `tags[].name`, the collections | `labels` | `tags[].name` | words |
/// | kept at | `addedAt` | `createdAt` | `importDate`, `createdAt` | `savedAt` | `createdAt` | `time` |
/// | read | `state` | `archived` | | `state` | | `is_archived`, `toread` |
/// | star | `starred` | `favourited` | in `pinnedLinks` | | | `is_starred` |
final class JsonEntry {
    private static final List<String> TIMES = List.of(
            "addedAt",
            "importDate",
            "createdAt",
            "created_at",
            "savedAt",
            "created",
            "time",
            "time_added",
            "date_added",
            "modifiedAt",
            "modified");

    private JsonEntry() {}

    static boolean isLink(JsonNode entry) {
        return !url(entry).isEmpty();
    }

    /// The link; with an empty address where the entry is something else, such as a note.
    ///
    /// @param files where the copies of its page are
    static ImportedLink link(JsonNode entry, List<String> folder, boolean pinned, ImportedCopy.Folder files) {
        ImportedLink.Builder link = ImportedLink.at(url(entry))
                .title(title(entry))
                .note(first(entry, "note", "notes", "extended"))
                .tags(tags(entry))
                .state(state(entry))
                .starred(pinned
                        || says(KeeperWords.YES, entry, "starred", "favourited", "favorite", "is_starred", "important"))
                .addedAt(TIMES.stream()
                        .map(name -> Moments.read(entry.path(name).asString("")))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null))
                .addedBy(entry.path("addedBy").asString(""));
        if (entry.has("canonicalUrl")) {
            link.number(KeeperWords.number(entry.path("number").asString("")))
                    .verdict(entry.path("verdict").asString(""))
                    .copies(JsonCopies.read(entry.path("snapshots"), files));
        }
        if (entry.has("collectionId") || !folder.isEmpty()) {
            link.note(first(entry, "note", "description"));
        }
        if (folder.size() != 1
                || !KeeperWords.NO_FOLDERS.contains(folder.getFirst().toLowerCase(Locale.ROOT))) {
            link.folder(folder);
        }
        return link.build();
    }

    private static String url(JsonNode entry) {
        String url = first(entry, "url", "href", "uri", "link");
        return url.isEmpty() ? first(entry.path("content"), "url", "sourceUrl") : url;
    }

    private static String title(JsonNode entry) {
        String title = first(entry, "title", "name");
        return title.isEmpty() && entry.has("href") ? entry.path("description").asString("") : title;
    }

    private static String first(JsonNode entry, String... names) {
        return Stream.of(names)
                .map(name -> entry.path(name).asString(""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }

    private static List<String> tags(JsonNode entry) {
        List<String> names = new ArrayList<>();
        for (JsonNode list : List.of(entry.path("tags"), entry.path("labels"))) {
            if (list.isString()) {
                String text = list.asString();
                names.addAll(Arrays.asList(text.split(text.contains(",") ? "," : "\\s+")));
            }
            list.values().forEach(tag -> names.add(tag.isObject() ? first(tag, "name", "label") : tag.asString("")));
        }
        return names;
    }

    private static Link.@Nullable State state(JsonNode entry) {
        String state = entry.path("state").asString("").toLowerCase(Locale.ROOT);
        if (Set.of("read", "archived").contains(state) || says(KeeperWords.YES, entry, "archived", "is_archived")) {
            return Link.State.READ;
        }
        if (says(KeeperWords.NO, entry, "toread", "unread")) {
            return Link.State.READ;
        }
        boolean unread = Set.of("unread", "active").contains(state)
                || says(KeeperWords.NO, entry, "archived", "is_archived")
                || says(KeeperWords.YES, entry, "toread", "unread");
        return unread ? Link.State.UNREAD : null;
    }

    private static boolean says(Set<String> words, JsonNode entry, String... names) {
        return Stream.of(names)
                .anyMatch(name -> words.contains(entry.path(name).asString("").toLowerCase(Locale.ROOT)));
    }
}
