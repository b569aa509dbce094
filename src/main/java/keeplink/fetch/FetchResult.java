package keeplink.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What became of one fetch: an answer with a body, or the reason there is none.
public sealed interface FetchResult {
    /// An answer with a body: a 2xx one, or the page that came with an error ([NotFetched#page]).
    ///
    /// @param url the address that answered, after all redirects
    /// @param hops the answers on the way there, in order, that of the asked address first; empty where there were
    ///     none
    /// @param status the HTTP status
    /// @param headers the answer's headers, names in lower case
    /// @param content the decoded body, never more than the bound asked for
    /// @param truncated whether the bound cut the body
    /// @param fetchedAt when the answer was complete
    record Fetched(
            String url,
            List<Hop> hops,
            int status,
            Map<String, List<String>> headers,
            Body content,
            boolean truncated,
            Instant fetchedAt)
            implements FetchResult {
        /// The same of bytes.
        public Fetched(
                String url,
                List<Hop> hops,
                int status,
                Map<String, List<String>> headers,
                byte[] body,
                boolean truncated,
                Instant fetchedAt) {
            this(url, hops, status, headers, new Body(body), truncated, fetchedAt);
        }

        public Fetched {
            hops = List.copyOf(hops);
            headers = Map.copyOf(headers);
        }

        /// The address that was asked for, before any redirect.
        public String asked() {
            return hops.isEmpty() ? url : hops.getFirst().url();
        }

        /// The addresses on the way there, in order, the asked one first; empty where there were none.
        public List<String> redirects() {
            return hops.stream().map(Hop::url).toList();
        }

        /// The address the one asked for has for good: where redirects led as long as all of them said so.
        public Optional<String> permanent() {
            int led = 0;
            while (led < hops.size() && hops.get(led).isForGood()) {
                led++;
            }
            return led == 0
                    ? Optional.empty()
                    : Optional.of(led == hops.size() ? url : hops.get(led).url());
        }

        /// The decoded body; not to be changed.
        public byte[] body() {
            return content.bytes();
        }

        /// The first value of a header, by its name in lower case.
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name))
                    .flatMap(values -> values.stream().findFirst());
        }

        /// The media type without parameters in lower case, empty where none was sent.
        public String mediaType() {
            String type = header("content-type").orElse("");
            int semicolon = type.indexOf(';');
            return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// No answer that could be kept.
    ///
    /// @param url the address that failed, which after a redirect is not the one asked for
    /// @param reason why
    /// @param status the HTTP status where there was one, else 0
    /// @param retryAfter what the server asked for in `Retry-After`, where it did
    /// @param detail for the log only: it may tell an attacker about our network
    /// @param page what the server sent with a status behind which a wall may stand (captcha, login), where it is
    ///     text; cut where it is long
    record NotFetched(
            String url,
            FetchFailure reason,
            int status,
            Optional<Duration> retryAfter,
            String detail,
            Optional<Fetched> page)
            implements FetchResult {
        /// The same without a page.
        public NotFetched(String url, FetchFailure reason, int status, Optional<Duration> retryAfter, String detail) {
            this(url, reason, status, retryAfter, detail, Optional.empty());
        }
    }
}
