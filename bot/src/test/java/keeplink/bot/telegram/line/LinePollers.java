package keeplink.bot.telegram.line;

import java.net.URI;
import java.time.Clock;
import keeplink.bot.KeeplinkApplication;
import keeplink.bot.telegram.Secret;
import keeplink.bot.telegram.TelegramConnection;
import keeplink.bot.telegram.UpdatePoller;
import keeplink.delivery.InMemoryInbox;

/// One poller for each line, with the settings that Keeplink has by itself.
///
/// Tells on standard output `got LINE ID MILLIS` for every update, and `lost LINE MILLIS` when a poller that was
/// listening notices that its line is of no use. As it happens, not by looking at its state now and then: a line may be
/// back within a few milliseconds.
public final class LinePollers {
    private LinePollers() {}

    static void main(String[] arguments) throws InterruptedException {
        KeeplinkApplication.rememberNamesBriefly();
        int lines = Integer.parseInt(arguments[0]);
        for (int line = 0; line < lines; line++) {
            int number = line;
            new UpdatePoller(
                            TelegramConnection.to(
                                    URI.create("http://line" + line + ".test:" + LineServer.PORT),
                                    new Secret("12345:canary")),
                            new InMemoryInbox(),
                            update -> tell("got " + number + " " + update.id()),
                            () -> true,
                            () -> tell("lost " + number),
                            Clock.systemUTC())
                    .start();
        }
        Thread.currentThread().join();
    }

    private static void tell(String what) {
        System.out.println(what + " " + System.nanoTime() / 1_000_000);
    }
}
