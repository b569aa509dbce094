package keeplink.storage;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// Watches what is sent and notes whatever does not work the same on a MongoDB server and on the embedded engine:
/// commands, operators and options outside short lists of those that were tried on both. What ShedLock sends is
/// its own;
/// it was tried on both, and its collection is small enough to be searched.
final class BothEngines implements CommandListener {
    private static final Set<String> COMMANDS = Set.of(
            "find",
            "getMore",
            "killCursors",
            "insert",
            "update",
            "delete",
            "findAndModify",
            "createIndexes",
            "dropDatabase",
            "ping",
            "hello",
            "isMaster",
            "endSessions");

    private static final Set<String> FILTER_OPERATORS =
            Set.of("$gt", "$gte", "$lt", "$lte", "$ne", "$in", "$nin", "$exists");

    private static final Set<String> UPDATE_OPERATORS = Set.of(
            "$set",
            "$unset",
            "$setOnInsert",
            "$inc",
            "$max",
            "$min",
            "$push",
            "$each",
            "$sort",
            "$slice",
            "$pull",
            "$addToSet");

    private static final Set<String> INDEX_OPTIONS = Set.of("key", "name", "unique");

    private static final Set<String> NEVER =
            Set.of("collation", "let", "arrayFilters", "hint", "pipeline", "apiVersion", "startTransaction");

    private final Queue<String> found = new ConcurrentLinkedQueue<>();

    @Override
    public void commandStarted(CommandStartedEvent event) {
        BsonDocument command = event.getCommand();
        String name = event.getCommandName();
        if (!COMMANDS.contains(name)) {
            note(name, "is no command of both engines", command);
            return;
        }
        if (MongoStorage.LEASES.equals(collection(command, name))) {
            return;
        }
        NEVER.stream().filter(command::containsKey).forEach(option -> note(name, "has " + option, command));
        switch (name) {
            case "find" -> filter(name, command.getDocument("filter", new BsonDocument()));
            case "findAndModify" -> {
                filter(name, command.getDocument("query", new BsonDocument()));
                if (command.containsKey("update")) {
                    update(name, Objects.requireNonNull(command.get("update")));
                }
            }
            case "update" ->
                command.getArray("updates").forEach(each -> {
                    filter(name, each.asDocument().getDocument("q"));
                    update(name, Objects.requireNonNull(each.asDocument().get("u")));
                });
            case "delete" ->
                command.getArray("deletes")
                        .forEach(each -> filter(name, each.asDocument().getDocument("q")));
            case "createIndexes" ->
                command.getArray("indexes")
                        .forEach(index -> index.asDocument().keySet().stream()
                                .filter(option -> !INDEX_OPTIONS.contains(option))
                                .forEach(option -> note(name, "has " + option, index)));
            default -> {
                // nothing in the others differs
            }
        }
    }

    private static @Nullable String collection(BsonDocument command, String name) {
        return command.get(name) instanceof BsonString collection ? collection.getValue() : null;
    }

    /// Starts anew.
    void forget() {
        found.clear();
    }

    /// Fails where something was found.
    void check() {
        if (!found.isEmpty()) {
            throw new AssertionError("Not for both engines:\n" + String.join("\n", found));
        }
    }

    /// A flat document of fields, each with a value or operators from the list.
    private void filter(String command, BsonDocument filter) {
        filter.forEach((field, condition) -> {
            if (field.startsWith("$")) {
                note(command, "filters by " + field, filter);
            } else if (condition.isDocument()) {
                condition.asDocument().keySet().stream()
                        .filter(key -> key.startsWith("$") && !FILTER_OPERATORS.contains(key))
                        .forEach(operator -> note(command, "filters by " + operator, filter));
            }
        });
    }

    private void update(String command, BsonValue update) {
        if (!update.isDocument()) {
            note(command, "updates by a pipeline", update);
            return;
        }
        update.asDocument().forEach((operator, change) -> {
            if (operator.startsWith("$")) {
                if (!UPDATE_OPERATORS.contains(operator)) {
                    note(command, "updates by " + operator, update);
                }
                change.asDocument().values().stream()
                        .filter(BsonValue::isDocument)
                        .flatMap(value -> value.asDocument().keySet().stream())
                        .filter(key -> key.startsWith("$") && !UPDATE_OPERATORS.contains(key))
                        .forEach(modifier -> note(command, "updates by " + modifier, update));
            }
        });
    }

    private void note(String command, String what, BsonValue where) {
        String text = where.toString();
        found.add(command + " " + what + ": " + text.substring(0, Math.min(text.length(), 500)));
    }
}
