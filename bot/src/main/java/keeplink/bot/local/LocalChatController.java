package keeplink.bot.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.JsonNode;

/// The chat page for one person on this machine: an app in front of the [BotApiStandIn], as Telegram's apps are
/// in front of Telegram. Belongs behind a [LocalOnlyFilter].
@RestController
public final class LocalChatController implements AutoCloseable {
    private static final int LARGEST_FILE = 20 * 1024 * 1024;
    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/webp", "image/gif");

    /// What the person types.
    ///
    /// @param replyTo the message it answers, null for none
    public record Typed(String text, @Nullable Long replyTo) {
        public Typed {
            // what the browser sends is not checked by the compiler
            Objects.requireNonNull(text, "text");
        }
    }

    /// What a button says.
    public record Pressed(String data) {
        public Pressed {
            Objects.requireNonNull(data, "data");
        }
    }

    private final BotApiStandIn standIn;
    private final LocalPerson person;
    private final Set<LocalChatStream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// @param person who sits in front of the page; the language is the browser's
    public LocalChatController(BotApiStandIn standIn, LocalPerson person) {
        this.standIn = standIn;
        this.person = person;
    }

    @GetMapping("/")
    ResponseEntity<byte[]> page() {
        return asset("index.html", "text/html;charset=UTF-8");
    }

    @GetMapping("/local/chat.css")
    ResponseEntity<byte[]> style() {
        return asset("chat.css", "text/css;charset=UTF-8");
    }

    @GetMapping("/local/{name:chat|render|words}.js")
    ResponseEntity<byte[]> script(@PathVariable String name) {
        return asset(name + ".js", "text/javascript;charset=UTF-8");
    }

    @GetMapping("/local/icon.svg")
    ResponseEntity<byte[]> icon() {
        return asset("icon.svg", "image/svg+xml");
    }

    private static ResponseEntity<byte[]> asset(String name, String type) {
        try (InputStream in = LocalChatController.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + name);
            }
            return ResponseEntity.ok()
                    .header("Content-Type", type)
                    .cacheControl(CacheControl.noCache())
                    .body(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Everything there is, then everything that happens.
    @GetMapping(path = "/local/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(Locale locale) {
        LocalChatStream stream = new LocalChatStream(standIn, person.id(), language(locale), streams::remove);
        streams.add(stream);
        if (closed) {
            stream.close();
        }
        return stream.open();
    }

    @PostMapping(path = "/local/messages", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Long> say(@RequestBody Typed typed, Locale locale) {
        Long replyTo = typed.replyTo();
        return Map.of("message", me(locale).replies(person.id(), replyTo == null ? 0 : replyTo, typed.text()));
    }

    @PutMapping(path = "/local/messages/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    void edit(@PathVariable long id, @RequestBody Typed typed, Locale locale) {
        me(locale).edits(person.id(), id, typed.text());
    }

    @PostMapping(path = "/local/messages/{id}/press", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, String> press(@PathVariable long id, @RequestBody Pressed pressed, Locale locale) {
        return Map.of("callback", me(locale).presses(person.id(), id, pressed.data()));
    }

    @PostMapping(path = "/local/files", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<Map<String, Long>> file(
            @RequestParam String name,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String caption,
            @RequestBody byte[] bytes,
            Locale locale) {
        if (bytes.length > LARGEST_FILE) {
            return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
        }
        String known = type.isEmpty() ? "application/octet-stream" : type;
        return ResponseEntity.ok(Map.of("message", me(locale).sendsFile(person.id(), name, known, bytes, caption)));
    }

    /// A file of the conversation, only ever to be kept: what a stranger's page became is never opened under this
    /// origin.
    @GetMapping("/local/files/{id}")
    ResponseEntity<byte[]> download(@PathVariable String id) {
        byte[] bytes = standIn.file(id).orElse(null);
        JsonNode info = standIn.fileInfo(id).orElse(null);
        if (bytes == null || info == null) {
            return ResponseEntity.notFound().build();
        }
        String name = info.path("file_name").asString("file");
        String type = picture(name);
        return ResponseEntity.ok()
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("Content-Type", PICTURES.contains(type) ? type : "application/octet-stream")
                .cacheControl(CacheControl.noStore())
                .body(bytes);
    }

    private static String picture(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ending.equals("jpg") ? "image/jpeg" : "image/" + ending;
    }

    /// What an app would not let a person do.
    @ExceptionHandler(IllegalArgumentException.class)
    ResponseEntity<Map<String, String>> refused(IllegalArgumentException e) {
        return ResponseEntity.badRequest().body(Map.of("error", String.valueOf(e.getMessage())));
    }

    private StandInUser me(Locale locale) {
        return standIn.user(new LocalPerson(person.id(), person.firstName(), person.username(), language(locale)));
    }

    private static String language(Locale locale) {
        return locale.toLanguageTag().toLowerCase(Locale.ROOT);
    }

    /// The server waits for open answers before it stops, and an open page never ends by itself.
    @EventListener(ContextClosedEvent.class)
    void closing() {
        close();
    }

    @Override
    public void close() {
        closed = true;
        streams.forEach(LocalChatStream::close);
    }
}
