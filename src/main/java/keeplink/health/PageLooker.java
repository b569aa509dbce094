package keeplink.health;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import keeplink.fetch.FetchFailure;
import keeplink.fetch.FetchResult.Fetched;
import keeplink.fetch.FetchResult.NotFetched;
import keeplink.fetch.PageFetcher;
import keeplink.fetch.PageRequest;
import keeplink.link.CanonicalUrl;
import keeplink.link.Link;
import keeplink.link.UrlCanonicalizer;
import keeplink.page.Article;
import keeplink.page.ArticleExtractor;
import keeplink.page.Charsets;
import keeplink.page.MediaTypes;
import keeplink.page.PageParser;
import keeplink.page.Verdict;
import keeplink.page.VerdictClassifier;
import keeplink.snapshot.Snapshots;
import keeplink.snapshot.TextDiff;
import keeplink.snapshot.Validators;
import okhttp3.HttpUrl;

/// Looks at the page of a link: asks for it with the validators of its newest copy, and where something is wrong asks
/// once more, for the front page of the site. Stores nothing. Thread-safe; reads one page at a time, so that looks
/// never need much memory.
public final class PageLooker {
    /// What is longer is there, and not read.
    private static final int LARGEST = 2 * 1024 * 1024;

    private static final int ELEMENTS = 20_000;
    private static final int NOT_MODIFIED = 304;
    private static final int PAYMENT_REQUIRED = 402;

    /// How much must be another before nothing is left of the copy.
    private static final int UNLIKE = 80;

    private final PageFetcher fetcher;
    private final Validators validators;
    private final Snapshots snapshots;
    private final Witnesses witnesses;
    private final Clock clock;
    private final PageParser parser = new PageParser().upTo(ELEMENTS);
    private final ArticleExtractor extractor = new ArticleExtractor();
    private final VerdictClassifier classifier = new VerdictClassifier();
    private final UrlCanonicalizer canonicalizer = new UrlCanonicalizer();
    private final ReentrantLock reading = new ReentrantLock();

    public PageLooker(
            PageFetcher fetcher, Validators validators, Snapshots snapshots, Witnesses witnesses, Clock clock) {
        this.fetcher = fetcher;
        this.validators = validators;
        this.snapshots = snapshots;
        this.witnesses = witnesses;
        this.clock = clock;
    }

    /// Looks once.
    public Finding look(Link link) {
        PageRequest request = PageRequest.of(link.url());
        return fetcher.page(validators.unlessAsKept(link, request), result -> switch (result) {
            case NotFetched failed -> failed(link, failed);
            case Fetched fetched -> {
                witnesses.answered(host(link), now());
                yield fetched(link, fetched);
            }
        });
    }

    private Finding failed(Link link, NotFetched failed) {
        if (failed.status() > 0) {
            witnesses.answered(host(link), now());
        }
        return switch (failed.reason()) {
            case HTTP_STATUS -> status(link, failed);
            case UNRESOLVED -> blamed(link, new Finding.Missing(0, Set.of(Evidence.NAME, Evidence.WITNESS)));
            case UNREACHABLE,
                    TIMEOUT,
                    TIMEOUT_CONNECT,
                    TIMEOUT_ANSWER,
                    INSECURE,
                    INSECURE_EXPIRED,
                    INSECURE_NAME,
                    INSECURE_ISSUER ->
                blamed(link, new Finding.Failing(failed.reason(), 0, Set.of(Evidence.CONNECTION, Evidence.WITNESS)));
            case TOO_MANY_REDIRECTS, BAD_REDIRECT, BAD_ANSWER, EMPTY ->
                new Finding.Failing(failed.reason(), 0, withFront(link, Evidence.STATUS));
            // it is there, whatever may be kept of it
            case TOO_LARGE, TOO_LARGE_ON_WIRE, TOO_LARGE_HEAD, TOO_LARGE_UNPACKED, TOO_COMPLEX ->
                new Finding.Well(Optional.empty(), 0);
            case REFUSED -> new Finding.Hidden();
            case TIMEOUT_LOOKUP, HOST_PAUSED, INTERNAL -> new Finding.Unknown();
        };
    }

    private Finding status(Link link, NotFetched failed) {
        int status = failed.status();
        if (status == NOT_MODIFIED) {
            return new Finding.Well(Optional.empty(), 0);
        }
        if (status == 404 || status == 410) {
            return new Finding.Missing(status, withFront(link, Evidence.STATUS));
        }
        if (status == 429) {
            return new Finding.Unknown();
        }
        if (failed.reason().mayPass(status)) {
            return new Finding.Failing(FetchFailure.HTTP_STATUS, status, withFront(link, Evidence.STATUS));
        }
        boolean walled = status == PAYMENT_REQUIRED
                || failed.page()
                        .map(page -> read(page).verdict())
                        .filter(PageLooker::isLogin)
                        .isPresent();
        return walled ? new Finding.Walled() : new Finding.Hidden();
    }

    /// A failure to reach a host is its own only where others are reached.
    private Finding blamed(Link link, Finding finding) {
        return witnesses.besides(host(link), now()) ? finding : new Finding.Unknown();
    }

    private Finding fetched(Link link, Fetched fetched) {
        if (!MediaTypes.isPage(mediaType(fetched)) || fetched.body().length > LARGEST) {
            return new Finding.Well(moved(link, fetched), 0);
        }
        Reading now = read(fetched);
        int percent = now.whole() ? changed(link, now.text()) : 0;
        Set<Evidence> unlike = percent >= UNLIKE ? Set.of(Evidence.COPY) : Set.of();
        return switch (now.verdict()) {
            case Verdict.Failed(FetchFailure reason, int status)
            when status == 410 -> new Finding.Parked(with(unlike, Evidence.WORDS));
            case Verdict.Failed failed -> new Finding.Missing(404, withFront(link, with(unlike, Evidence.WORDS)));
            case Verdict.Blocked blocked -> isLogin(blocked) ? new Finding.Walled() : new Finding.Hidden();
            case Verdict.Full full -> there(link, fetched, percent, unlike);
            case Verdict.TextOnly textOnly -> there(link, fetched, percent, unlike);
            case Verdict.NotAPage file -> new Finding.Well(moved(link, fetched), 0);
        };
    }

    private Finding there(Link link, Fetched fetched, int percent, Set<Evidence> unlike) {
        boolean ledToFront = isFront(fetched.url()) && !isFront(link.url());
        return ledToFront && !unlike.isEmpty()
                ? new Finding.Missing(404, with(unlike, Evidence.LED_TO_FRONT))
                : new Finding.Well(moved(link, fetched), percent);
    }

    private static boolean isLogin(Verdict verdict) {
        return verdict instanceof Verdict.Blocked(Verdict.Wall wall) && wall == Verdict.Wall.LOGIN;
    }

    /// What is read of a page.
    ///
    /// @param whole whether all of it was read
    private record Reading(Verdict verdict, String text, boolean whole) {}

    private Reading read(Fetched fetched) {
        reading.lock();
        try {
            Charsets.Decoded decoded = Charsets.decode(
                    fetched.body(), fetched.header("content-type").orElse(null));
            return switch (parser.parse(decoded, mediaType(fetched), fetched.url())) {
                case PageParser.TooComplex tooComplex -> new Reading(new Verdict.NotAPage("text/html"), "", false);
                case PageParser.Parsed parsed -> {
                    Article article = extractor.extract(parsed.document(), fetched.url());
                    Verdict verdict = classifier.classify(parsed.document(), article, fetched.url(), fetched.status());
                    yield new Reading(verdict, article.text(), !parsed.cut() && !fetched.truncated());
                }
            };
        } finally {
            reading.unlock();
        }
    }

    /// How much of two texts is only in one of them, in percent; 0 where there is no copy to compare with.
    private int changed(Link link, String now) {
        String kept = snapshots.article(link).map(Article::text).orElse("");
        int all = letters(kept) + letters(now);
        if (kept.isBlank() || all == 0) {
            return 0;
        }
        TextDiff diff = TextDiff.between(kept, now);
        int different = letters(String.join("", diff.removed())) + letters(String.join("", diff.added()));
        return different == 0 ? 0 : Math.clamp(100L * different / all, 1, 100);
    }

    private static int letters(String text) {
        return (int) text.codePoints()
                .filter(point -> !Character.isWhitespace(point))
                .count();
    }

    /// The address a page has for good, where that is none by which the link is found.
    private Optional<String> moved(Link link, Fetched fetched) {
        Optional<String> key =
                fetched.permanent().flatMap(canonicalizer::canonicalize).map(CanonicalUrl::key);
        boolean known = key.isEmpty()
                || key.get().equals(link.canonicalUrl().key())
                || link.aliases().contains(key.get());
        boolean led = fetched.permanent()
                .filter(address -> isFront(address) && !isFront(link.url()))
                .isPresent();
        return known || led ? Optional.empty() : fetched.permanent();
    }

    private Set<Evidence> withFront(Link link, Evidence kind) {
        return withFront(link, Set.of(kind));
    }

    /// Asks the front page of the site, where the link is another page of it: a site that works does not show the
    /// page, or the whole site does not.
    private Set<Evidence> withFront(Link link, Set<Evidence> kinds) {
        HttpUrl url = HttpUrl.parse(link.url());
        if (url == null || isFront(link.url())) {
            return kinds;
        }
        String front = url.newBuilder().encodedPath("/").query(null).fragment(null).build().toString();
        boolean agrees = fetcher.page(PageRequest.of(front), result -> switch (result) {
            case Fetched fetched -> true;
            case NotFetched failed ->
                failed.reason() == FetchFailure.HTTP_STATUS && failed.status() != 404 && failed.status() != 410;
        });
        return agrees ? with(kinds, Evidence.FRONT) : kinds;
    }

    private static Set<Evidence> with(Set<Evidence> kinds, Evidence more) {
        Set<Evidence> all = EnumSet.of(more);
        all.addAll(kinds);
        return all;
    }

    private static boolean isFront(String address) {
        HttpUrl url = HttpUrl.parse(address);
        return url != null && url.encodedPath().equals("/") && url.query() == null;
    }

    private static String mediaType(Fetched fetched) {
        return MediaTypes.of(fetched.header("content-type").orElse(null), fetched.body());
    }

    private static String host(Link link) {
        return link.site();
    }

    private Instant now() {
        return clock.instant();
    }
}
