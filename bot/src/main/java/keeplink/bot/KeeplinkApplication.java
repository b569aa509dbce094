package keeplink.bot;

import java.security.Security;
import java.util.Map;
import keeplink.bot.cli.TerminalCommands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;

/// Starts Keeplink: the bot when it is run with nothing but settings, else a terminal command.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(KeeplinkProperties.class)
@Import({
    CommandConfiguration.class,
    CoreConfiguration.class,
    FetchConfiguration.class,
    HealthConfiguration.class,
    StorageConfiguration.class,
    TelegramConfiguration.class,
    TelegramHealth.class,
    ViewerConfiguration.class,
    KeeplinkLifecycle.class
})
public class KeeplinkApplication {
    static void main(String[] args) {
        rememberNamesBriefly();
        if (!TerminalCommands.asked(args)) {
            application().run(args);
            return;
        }
        System.setProperty(SpringWorkbench.BEGINNING_OF_LOGS, SpringWorkbench.LOGS);
        int exit;
        try (SpringWorkbench workbench = new SpringWorkbench(TerminalCommands.settings(args))) {
            exit = TerminalCommands.run(workbench, args);
        }
        System.exit(exit);
    }

    /// The JVM remembers for 10 s that a name was not found, and with it an outage that is over; and for 30 s where
    /// a server was. A second is enough for the many files a page has from one server that is not there. Read when
    /// the first name is looked up, so it is set before all else.
    public static void rememberNamesBriefly() {
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
        Security.setProperty("networkaddress.cache.ttl", "5");
    }

    static SpringApplication application() {
        SpringApplication application = new SpringApplication(KeeplinkApplication.class);
        application.addListeners((ApplicationListener<ApplicationEnvironmentPreparedEvent>) KeeplinkApplication::bind);
        return application;
    }

    /// Without a token anybody who reaches the chat page is the owner, so it answers on the loopback interface
    /// alone unless the settings say otherwise.
    private static void bind(ApplicationEnvironmentPreparedEvent event) {
        boolean local = event.getEnvironment()
                .getProperty("keeplink.telegram.token", "")
                .isBlank();
        if (local) {
            event.getEnvironment()
                    .getPropertySources()
                    .addLast(new MapPropertySource("local chat", Map.of("server.address", "127.0.0.1")));
        }
    }
}
