package keeplink.health;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import keeplink.fetch.FetchResult;
import keeplink.fetch.PageFetcher;
import keeplink.fetch.PageRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The public archive of the Internet Archive, asked for copies of pages and handed pages to copy. It learns which
/// links somebody keeps, so nobody uses it who did not say so. Best effort: without an answer there is no copy.
/// Thread-safe.
///
/// Copies by the Wayback Availability JSON API (archive.org/help/wayback_api.php), new ones by Save Page Now
/// (web.archive.org/save), which takes an address without an account in its path.
///
/// @param lookup where copies are asked for, `https://archive.org`
/// @param save where pages are handed over, `https://web.archive.org`
public record WaybackMachine(PageFetcher fetcher, String lookup, String save) {
    private static final Logger log = LoggerFactory.getLogger(WaybackMachine.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Addresses without a slash at their end.
    public WaybackMachine {
        lookup = lookup.replaceAll("/+$", "");
        save = save.replaceAll("/+$", "");
    }

    /// The address of the newest copy of a page.
    public Optional<String> copyOf(String url) {
        String question = lookup + "/wayback/available?url=" + URLEncoder.encode(url, StandardCharsets.UTF_8);
        return fetcher.page(PageRequest.of(question), result -> switch (result) {
            case FetchResult.Fetched answer -> closest(answer.body());
            case FetchResult.NotFetched failed -> {
                log.info("The Wayback Machine could not be asked for a copy: {}", failed.reason());
                yield Optional.empty();
            }
        });
    }

    private static Optional<String> closest(byte[] answer) {
        try {
            JsonNode closest = JSON.readTree(answer).path("archived_snapshots").path("closest");
            return closest.path("available").asBoolean(false)
                    ? Optional.of(closest.path("url").asString(""))
                            .filter(url -> url.startsWith("http://") || url.startsWith("https://"))
                    : Optional.empty();
        } catch (JacksonException e) {
            log.info("The Wayback Machine answered something else than JSON: {}", e.getOriginalMessage());
            return Optional.empty();
        }
    }

    /// Hands a page over; whether it was taken.
    public boolean take(String url) {
        return fetcher.page(PageRequest.of(save + "/save/" + url), result -> switch (result) {
            case FetchResult.Fetched answer -> true;
            case FetchResult.NotFetched failed -> {
                log.info("The Wayback Machine did not take a page: {} {}", failed.reason(), failed.status());
                yield false;
            }
        });
    }
}
