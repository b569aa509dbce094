package keeplink.bot;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import keeplink.bot.local.BotApiStandIn;
import keeplink.bot.text.Texts;
import keeplink.bot.web.PublicUrl;
import keeplink.bot.web.ViewerServlet;
import keeplink.link.Links;
import keeplink.snapshot.Snapshots;
import keeplink.storage.MongoStorage;
import keeplink.viewing.Tickets;
import keeplink.viewing.ViewerAddresses;
import keeplink.viewing.Viewing;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The web viewer: with a public address for everybody who is given one of its addresses; without, on the local
/// chat's own address for whoever sits at this machine; else not at all.
@Configuration(proxyBeanMethods = false)
class ViewerConfiguration {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Bean
    Tickets tickets(MongoStorage storage, KeeplinkProperties properties, Clock clock) {
        return new Tickets(storage.signingKey(), properties.web().addressLifetime(), clock);
    }

    @Bean
    ViewerAddresses viewerAddresses(
            Tickets tickets,
            KeeplinkProperties properties,
            ObjectProvider<BotApiStandIn> standIn,
            ObjectProvider<WebServerApplicationContext> web,
            @Value("${server.address:}") String address) {
        Optional<String> outside = properties.web().address().map(PublicUrl::value);
        if (outside.isPresent()) {
            return new ViewerAddresses(() -> outside, tickets);
        }
        Supplier<Optional<String>> here =
                () -> Optional.ofNullable(web.getObject().getWebServer())
                        .flatMap(server -> LocalAddress.of(address, server.getPort()));
        return standIn.getIfAvailable() == null ? ViewerAddresses.NONE : new ViewerAddresses(here, tickets);
    }

    @Bean
    Viewing viewing(Tickets tickets, Links links, Snapshots snapshots) {
        return new Viewing(tickets, links, snapshots);
    }

    /// Whatever stands before it may hand on the path before its own or take it off.
    @Bean
    ServletRegistrationBean<ViewerServlet> viewer(
            Viewing viewing,
            Snapshots snapshots,
            Texts texts,
            KeeplinkProperties properties,
            ObjectProvider<BotApiStandIn> standIn) {
        ViewerServlet servlet = new ViewerServlet(viewing, snapshots, texts, properties.zone(), PATIENCE);
        Optional<PublicUrl> outside = properties.web().address();
        String[] paths = Stream.of("", outside.map(PublicUrl::prefix).orElse(""))
                .distinct()
                .map(prefix -> prefix + ViewerAddresses.PATH + "*")
                .toArray(String[]::new);
        ServletRegistrationBean<ViewerServlet> registration = new ServletRegistrationBean<>(servlet, paths);
        registration.setName("viewer");
        registration.setEnabled(outside.isPresent() || standIn.getIfAvailable() != null);
        return registration;
    }
}
