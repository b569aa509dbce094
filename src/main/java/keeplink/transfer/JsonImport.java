package keeplink.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads links out of JSON: our own, that of Karakeep, Linkwarden, Omnivore, Shiori and others that list
/// links, and the chats Telegram Desktop exports (`result.json`).
///
/// Every one of them is a list of entries, at the top or under a known name; an entry is in memory at a time.
final class JsonImport implements LinkReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Lists of entries.
    private static final Set<String> ENTRIES = Set.of("links", "bookmarks", "messages", "pinnedLinks");

    /// What such lists lie in: Linkwarden's collections, Telegram's chats.
    private static final Set<String> AROUND = Set.of("collections", "chats", "left_chats", "list");

    private static final int DEEPEST = 12;

    private final ImportedCopy.Folder files;

    /// @param files what lies beside it
    JsonImport(ImportedCopy.Folder files) {
        this.files = files;
    }

    @Override
    public boolean read(InputStream in, Consumer<ImportedLink> to) throws IOException {
        try (JsonParser json = JSON.createParser(in)) {
            if (json.nextToken() == null) {
                return false;
            }
            Walk walk = new Walk(json, files, to);
            walk.value("", List.of(), 0);
            return walk.known;
        } catch (JacksonException broken) {
            throw new BrokenFileException(broken);
        }
    }

    /// A way through one file.
    private static final class Walk {
        private final JsonParser json;
        private final ImportedCopy.Folder files;
        private final Consumer<ImportedLink> to;
        /// Linkwarden's collections that were met, by id: the way of folders to each.
        private final Map<String, List<String>> folders = new HashMap<>();

        private boolean known;

        Walk(JsonParser json, ImportedCopy.Folder files, Consumer<ImportedLink> to) {
            this.json = json;
            this.files = files;
            this.to = to;
        }

        void value(String name, List<String> folder, int depth) {
            if (depth > DEEPEST) {
                json.skipChildren();
            } else if (json.currentToken() == JsonToken.START_ARRAY) {
                array(name, folder, depth);
            } else if (json.currentToken() == JsonToken.START_OBJECT) {
                object(name, depth);
            }
        }

        private void array(String name, List<String> folder, int depth) {
            boolean entries = ENTRIES.contains(name) || depth == 0;
            known |= ENTRIES.contains(name);
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (entries && json.currentToken() == JsonToken.START_OBJECT) {
                    entry(name, folder);
                } else {
                    value(name, folder, depth + 1);
                }
            }
        }

        private void object(String name, int depth) {
            Map<String, String> said = new HashMap<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String property = json.currentName();
                JsonToken value = json.nextToken();
                if (value.isScalarValue()) {
                    said.put(property, json.getValueAsString(""));
                } else if (ENTRIES.contains(property) || AROUND.contains(property)) {
                    value(property, name.equals("collections") ? folder(said) : List.of(), depth + 1);
                } else {
                    json.skipChildren();
                }
            }
        }

        private List<String> folder(Map<String, String> collection) {
            List<String> path =
                    new ArrayList<>(folders.getOrDefault(collection.getOrDefault("parentId", ""), List.of()));
            path.add(collection.getOrDefault("name", ""));
            // a circle of parents, or a way without end, is no folder
            List<String> bounded = path.size() > DEEPEST ? path.subList(path.size() - DEEPEST, path.size()) : path;
            folders.put(collection.getOrDefault("id", ""), List.copyOf(bounded));
            return bounded;
        }

        private void entry(String list, List<String> folder) {
            ObjectNode entry = new Entry(json).read();
            if (list.equals("messages")) {
                TelegramMessage.links(entry).forEach(to);
            } else if (known || JsonEntry.isLink(entry)) {
                known = true;
                to.accept(JsonEntry.link(entry, folder, list.equals("pinnedLinks"), files));
            }
        }
    }

    /// One entry as a tree, within bounds: what is too much of it is passed over.
    private static final class Entry {
        private static final int MOST_VALUES = 20_000;
        private static final int MOST_CHARACTERS = 2_000_000;

        private final JsonParser json;
        private int values;
        private int characters;

        Entry(JsonParser json) {
            this.json = json;
        }

        ObjectNode read() {
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            Deque<Object> open = new ArrayDeque<>(List.of(root));
            while (!open.isEmpty()) {
                JsonToken token = json.nextToken();
                if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                    open.pop();
                } else if (token != JsonToken.PROPERTY_NAME) {
                    add(token, open);
                }
            }
            return root;
        }

        private void add(JsonToken token, Deque<Object> open) {
            String name = open.peek() instanceof ObjectNode ? json.currentName() : "";
            boolean room = ++values <= MOST_VALUES && open.size() <= DEEPEST;
            if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                if (!room) {
                    json.skipChildren();
                } else if (open.peek() instanceof ObjectNode object) {
                    open.push(token == JsonToken.START_OBJECT ? object.putObject(name) : object.putArray(name));
                } else if (open.peek() instanceof ArrayNode array) {
                    open.push(token == JsonToken.START_OBJECT ? array.addObject() : array.addArray());
                }
            } else if (room && token != JsonToken.VALUE_NULL) {
                text(name, json.getValueAsString(""), open);
            }
        }

        /// All scalars as text: the formats differ in which of them are numbers.
        private void text(String name, String text, Deque<Object> open) {
            characters += text.length();
            if (characters > MOST_CHARACTERS) {
                return;
            }
            if (open.peek() instanceof ObjectNode object) {
                object.put(name, text);
            } else if (open.peek() instanceof ArrayNode array) {
                array.add(text);
            }
        }
    }
}
