package keeplink.bot.telegram;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import keeplink.schedule.Rest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells Telegram which commands there are, in each language, so that apps list them after `/`. Tried until it
/// works; nothing waits for it.
public final class CommandMenu implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommandMenu.class);

    /// One command in one language.
    ///
    /// @param name without `/`
    /// @param language two letters (ISO 639-1), empty for everybody whose language has no list of its own
    public record Item(String name, String language, String description) {}

    private final TelegramApi api;
    private final Map<String, List<Item>> languages;
    private final BackOff backOff = new BackOff(RandomGenerator.getDefault());
    private final Rest rest = new Rest();

    public CommandMenu(TelegramApi api, List<Item> items) {
        this.api = api;
        this.languages =
                items.stream().collect(Collectors.groupingBy(Item::language, LinkedHashMap::new, Collectors.toList()));
    }

    /// Begins, in a thread of its own.
    public void start() {
        Thread.ofVirtual().name("telegram-commands").start(this::register);
    }

    private void register() {
        for (Map.Entry<String, List<Item>> each : languages.entrySet()) {
            for (int failures = 1; !set(each.getKey(), each.getValue()); failures++) {
                if (!rest.rest(backOff.after(failures))) {
                    return;
                }
            }
        }
    }

    /// Whether this language is settled, for good or bad.
    private boolean set(String language, List<Item> items) {
        List<Map<String, String>> commands = items.stream()
                .map(item -> Map.of("command", item.name(), "description", item.description()))
                .toList();
        ApiResult result = api.call(
                "setMyCommands",
                language.isEmpty()
                        ? Map.of("commands", commands)
                        : Map.of("commands", commands, "language_code", language));
        return switch (result) {
            case ApiResult.Ok ok -> true;
            case ApiResult.Refused refused
            when refused.errorCode() == 400 -> {
                LOG.error("Our bug: Telegram does not take the commands for '{}': {}", language, refused.description());
                yield true;
            }
            case ApiResult.Refused refused -> false;
            case ApiResult.NotSent notSent -> false;
            case ApiResult.Unknown unknown -> false;
        };
    }

    @Override
    public void close() {
        rest.end();
    }
}
