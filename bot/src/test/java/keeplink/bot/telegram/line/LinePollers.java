package keeplink.bot.telegram.line;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import keeplink.bot.KeeplinkApplication;
import keeplink.bot.telegram.PollHealth;
import keeplink.bot.telegram.Secret;
import keeplink.bot.telegram.TelegramConnection;
import keeplink.bot.telegram.UpdatePoller;
import keeplink.delivery.InMemoryInbox;

/// One poller for each line, with the settings that Keeplink has by itself.
///
/// Tells on standard output `got LINE ID MILLIS` for every update, and `listening LINE MILLIS` or
/// `lost LINE MILLIS` when a poller's state changes.
public final class LinePollers {
    private LinePollers() {}

    static void main(String[] arguments) throws InterruptedException {
        KeeplinkApplication.rememberNamesBriefly();
        int lines = Integer.parseInt(arguments[0]);
        List<UpdatePoller> pollers = new ArrayList<>();
        for (int line = 0; line < lines; line++) {
            int number = line;
            UpdatePoller poller = new UpdatePoller(
                    TelegramConnection.to(
                            URI.create("http://line" + line + ".test:" + LineServer.PORT), new Secret("12345:canary")),
                    new InMemoryInbox(),
                    update -> tell("got " + number + " " + update.id()),
                    () -> true,
                    () -> {},
                    Clock.systemUTC());
            poller.start();
            pollers.add(poller);
        }
        boolean[] listening = new boolean[lines];
        while (true) {
            for (int line = 0; line < lines; line++) {
                PollHealth health = pollers.get(line).health();
                if (health.listening() != listening[line]) {
                    listening[line] = health.listening();
                    tell((listening[line] ? "listening " : "lost ") + line);
                }
            }
            Thread.sleep(10);
        }
    }

    private static void tell(String what) {
        System.out.println(what + " " + System.nanoTime() / 1_000_000);
    }
}
