package keeplink.bot.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import keeplink.bot.chat.Documents;
import keeplink.bot.text.Texts;
import keeplink.bot.text.Texts.Phrases;
import keeplink.link.Link;
import keeplink.snapshot.Snapshot;
import keeplink.snapshot.Snapshots;
import keeplink.viewing.ViewerAddresses;
import keeplink.viewing.Viewing;
import keeplink.viewing.Viewing.Seen;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;

/// Shows copies to browsers: `GET` and `HEAD` of `/copy/TOKEN`, which changes nothing. A page goes out as it is
/// put together. Whatever is wrong with an address is answered with the same words, 410 where it was good once
/// and 404 where it never was; no address is logged.
///
/// A servlet of its own, so that every answer it gives is made here, with [ViewerHeaders].
public final class ViewerServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(ViewerServlet.class);

    /// Copies that are put together at once; each takes a document and one of its files of memory.
    private static final int AT_ONCE = 6;

    private static final Pattern ADDRESS =
            Pattern.compile("(/[A-Za-z0-9._~-]+)*" + ViewerAddresses.PATH + "[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private static final int TOO_MANY_RETRY_SECONDS = 10;

    private final transient Viewing viewing;
    private final transient Snapshots snapshots;
    private final transient Texts texts;
    private final transient ViewerPages pages;
    private final transient Duration patience;
    private final transient Semaphore places = new Semaphore(AT_ONCE, true);

    /// @param zone in which dates are given
    /// @param patience how long a request waits for a place among those that are answered
    public ViewerServlet(Viewing viewing, Snapshots snapshots, Texts texts, ZoneId zone, Duration patience) {
        this.viewing = viewing;
        this.snapshots = snapshots;
        this.texts = texts;
        this.pages = new ViewerPages(zone);
        this.patience = patience;
    }

    /// Whether a request as it came, not yet decoded, is for this servlet and nothing else.
    public static boolean isFor(String uri) {
        return ADDRESS.matcher(uri).matches();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = new Exchange(request, response, texts.in(language(request)));
        ViewerHeaders.set(response);
        String method = request.getMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            exchange.notice(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "viewer.method");
            return;
        }
        String path = request.getPathInfo();
        switch (viewing.open(path == null || path.isEmpty() ? "" : path.substring(1))) {
            case Seen.Unknown unknown -> exchange.notice(HttpServletResponse.SC_NOT_FOUND, "viewer.over");
            case Seen.Over over -> exchange.notice(HttpServletResponse.SC_GONE, "viewer.over");
            case Seen.Copy(Link link, Snapshot snapshot) -> inTurn(exchange, () -> exchange.copy(link, snapshot));
            case Seen.Reading reading -> inTurn(exchange, () -> exchange.article(reading));
        }
    }

    /// The first language the reader takes that is one of ours.
    private static Locale language(HttpServletRequest request) {
        return Collections.list(request.getLocales()).stream()
                .filter(wanted -> request.getHeader("Accept-Language") != null)
                .filter(wanted -> Texts.nearest(wanted).getLanguage().equals(wanted.getLanguage()))
                .findFirst()
                .orElse(Texts.LANGUAGES.getFirst());
    }

    private interface Answer {
        void give() throws IOException;
    }

    private void inTurn(Exchange exchange, Answer answer) throws IOException {
        if (!placed()) {
            exchange.response.setIntHeader("Retry-After", TOO_MANY_RETRY_SECONDS);
            exchange.notice(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "viewer.busy");
            return;
        }
        try {
            answer.give();
        } catch (RuntimeException e) {
            exchange.failed(e);
        } finally {
            places.release();
        }
    }

    private boolean placed() {
        try {
            return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// One request and its answer.
    private final class Exchange {
        private final boolean headOnly;
        private final HttpServletResponse response;
        private final Phrases phrases;

        Exchange(HttpServletRequest request, HttpServletResponse response, Phrases phrases) {
            this.headOnly = request.getMethod().equals("HEAD");
            this.response = response;
            this.phrases = phrases;
        }

        void notice(int status, String key) throws IOException {
            response.setStatus(status);
            page(pages.notice(phrases.label("viewer.headline"), phrases.say(key), phrases));
        }

        void article(Seen.Reading reading) throws IOException {
            page(pages.article(reading, snapshots.readable(reading.snapshot(), reading.article()), phrases));
        }

        private void page(String html) throws IOException {
            response.setHeader("Vary", "Accept-Language");
            response.setContentType(Served.PAGE.type(""));
            bytes(html.getBytes(StandardCharsets.UTF_8));
        }

        private void bytes(byte[] body) throws IOException {
            response.setContentLength(body.length);
            if (!headOnly) {
                response.getOutputStream().write(body);
            }
        }

        void copy(Link link, Snapshot snapshot) throws IOException {
            Served served = Served.as(snapshot.mediaType());
            response.setContentType(served.type(snapshot.mediaType()));
            if (served != Served.PAGE) {
                response.setHeader("Content-Disposition", disposition(link, snapshot, served));
            }
            switch (served) {
                case PAGE -> {
                    // its length is not known before its end
                    if (!headOnly) {
                        snapshots.write(snapshot, response.getOutputStream());
                    }
                }
                case TEXT -> text(snapshot);
                case PDF -> {
                    ViewerHeaders.setForPdf(response);
                    file(snapshot);
                }
                case PICTURE, FILE -> file(snapshot);
            }
        }

        private static String disposition(Link link, Snapshot snapshot, Served served) {
            ContentDisposition.Builder how =
                    served.isInline() ? ContentDisposition.inline() : ContentDisposition.attachment();
            return how.filename(Documents.snapshot(link, snapshot).name(), StandardCharsets.UTF_8)
                    .build()
                    .toString();
        }

        /// What was begun breaks off, and so does the connection, which tells the browser that something is
        /// missing.
        void failed(RuntimeException e) throws IOException {
            if (e.getCause() instanceof ClientAbortException gone) {
                throw gone;
            }
            log.warn("a copy cannot be shown", e);
            if (response.isCommitted()) {
                throw new IOException("the copy breaks off");
            }
            response.reset();
            ViewerHeaders.set(response);
            notice(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "viewer.failed");
        }

        private void text(Snapshot snapshot) throws IOException {
            Reader characters = snapshots.text(snapshot).orElseThrow(() -> gone(snapshot));
            if (!headOnly) {
                Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
                characters.transferTo(out);
                out.flush();
            }
        }

        private void file(Snapshot snapshot) throws IOException {
            bytes(snapshots.file(snapshot.id()).orElseThrow(() -> gone(snapshot)));
        }

        private static IllegalStateException gone(Snapshot snapshot) {
            return new IllegalStateException("the document of snapshot " + snapshot.id() + " is gone");
        }
    }
}
