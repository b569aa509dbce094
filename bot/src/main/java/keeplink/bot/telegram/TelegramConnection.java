package keeplink.bot.telegram;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// Where the Bot API is and how we stay connected to it.
///
/// @param api the server, such as `https://api.telegram.org`
/// @param token what BotFather gave
/// @param pollTimeout how long one `getUpdates` may wait, 1 to 50 s
public record TelegramConnection(URI api, Secret token, Duration pollTimeout, KeepAlive keepAlive) {
    private static final Pattern TOKEN = Pattern.compile("[0-9]{1,20}:[A-Za-z0-9_-]{3,100}");

    public TelegramConnection {
        // checked here because URL parsers print what they cannot read
        if (!TOKEN.matcher(token.value()).matches()) {
            throw new IllegalArgumentException(
                    "a token is NUMBER:TEXT of letters, digits, _ and -, without blanks around");
        }
        if (HttpUrl.get(api) == null) {
            throw new IllegalArgumentException("not an http address: " + api);
        }
        if (pollTimeout.toSeconds() < 1 || pollTimeout.toSeconds() > 50) {
            throw new IllegalArgumentException("a poll waits 1 to 50 s, not " + pollTimeout);
        }
    }

    /// With a poll of 25 s and the default keepalive.
    public static TelegramConnection to(URI api, Secret token) {
        return new TelegramConnection(api, token, Duration.ofSeconds(25), KeepAlive.DEFAULT);
    }

    /// The same at another server.
    public TelegramConnection at(URI server) {
        return new TelegramConnection(server, token, pollTimeout, keepAlive);
    }

    HttpUrl method(String name) {
        return base().addPathSegment("bot" + token.value()).addPathSegment(name).build();
    }

    HttpUrl file(String path) {
        return base().addPathSegment("file")
                .addPathSegment("bot" + token.value())
                .addPathSegments(path)
                .build();
    }

    private HttpUrl.Builder base() {
        HttpUrl url = HttpUrl.get(api);
        if (url == null) {
            throw new IllegalStateException("not an http address: " + api);
        }
        HttpUrl.Builder builder = url.newBuilder();
        if (url.pathSegments().getLast().isEmpty()) {
            builder.removePathSegment(url.pathSize() - 1);
        }
        return builder;
    }
}
