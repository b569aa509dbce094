package keeplink.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import keeplink.fetch.FetchFailure;
import keeplink.fetch.FetchResult;
import keeplink.fetch.PageFetcher;
import org.jspecify.annotations.Nullable;

/// Serves what it was given and remembers what it was asked for.
final class FakeSite implements PageFetcher {
    /// A PNG of one transparent pixel.
    static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /// A GIF of one pixel.
    static final byte[] GIF = Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    record Answer(String type, byte[] body) {}

    private final Map<String, Answer> answers = new HashMap<>();
    private final Function<String, @Nullable Answer> rest;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    FakeSite() {
        this(url -> null);
    }

    /// One that has more than it is given.
    FakeSite(Function<String, @Nullable Answer> rest) {
        this.rest = rest;
    }

    /// What is at an address; null where there is nothing.
    @Nullable
    Answer at(String url) {
        Answer given = answers.get(url);
        return given == null ? rest.apply(url) : given;
    }

    /// Everything it was given, by address.
    Stream<Map.Entry<String, Answer>> answers() {
        return answers.entrySet().stream().sorted(Map.Entry.comparingByKey());
    }

    FakeSite with(String url, String type, byte[] body) {
        answers.put(url, new Answer(type, body));
        return this;
    }

    FakeSite css(String url, String css) {
        return with(url, "text/css", css.getBytes(UTF_8));
    }

    /// A picture that differs from those at other addresses.
    FakeSite png(String url) {
        return with(url, "image/png", png(url.hashCode()));
    }

    FakeSite font(String url) {
        return with(url, "font/woff2", ("wOF2" + url).getBytes(UTF_8));
    }

    static byte[] png(int seed) {
        byte[] bytes = java.util.Arrays.copyOf(PNG, PNG.length + 4);
        for (int i = 0; i < 4; i++) {
            bytes[PNG.length + i] = (byte) (seed >> (8 * i));
        }
        return bytes;
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public FetchResult page(String url) {
        throw new UnsupportedOperationException("a snapshot fetches no pages");
    }

    @Override
    public FetchResult resource(String url, String pageUrl, long maxBytes, Duration within) {
        asked.add(url);
        Answer answer = at(url);
        if (answer == null) {
            return new FetchResult.NotFetched(url, FetchFailure.HTTP_STATUS, 404, Optional.empty(), "not here");
        }
        if (answer.body().length > maxBytes) {
            return new FetchResult.NotFetched(url, FetchFailure.TOO_LARGE, 200, Optional.empty(), "too large");
        }
        return new FetchResult.Fetched(
                url,
                List.of(),
                200,
                Map.of("content-type", List.of(answer.type())),
                answer.body(),
                false,
                Instant.EPOCH);
    }
}
