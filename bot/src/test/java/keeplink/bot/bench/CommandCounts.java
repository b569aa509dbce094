package keeplink.bot.bench;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonValue;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Counts what the store is asked, by command and collection.
@Configuration(proxyBeanMethods = false)
class CommandCounts {
    /// What the driver asks on its own account.
    private static final Set<String> DRIVERS = Set.of("hello", "isMaster", "endSessions");

    final Map<String, AtomicInteger> counts = new ConcurrentSkipListMap<>();

    @Bean
    MongoClientSettingsBuilderCustomizer counting() {
        return settings -> settings.addCommandListener(new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                if (!DRIVERS.contains(event.getCommandName())) {
                    BsonValue collection = event.getCommand().get(event.getCommandName());
                    String name = event.getCommandName() + " "
                            + (collection != null && collection.isString()
                                    ? collection.asString().getValue()
                                    : "");
                    counts.computeIfAbsent(name, id -> new AtomicInteger()).incrementAndGet();
                }
            }
        });
    }
}
