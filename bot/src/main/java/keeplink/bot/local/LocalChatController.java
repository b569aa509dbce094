package keeplink.bot.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The chat page for one person on this machine: an app in front of the [BotApiStandIn], as Telegram's apps are
/// in front of Telegram. Belongs behind a [LocalOnlyFilter].
@RestController
public final class LocalChatController implements AutoCloseable {
    private static final int LARGEST_FILE = 20 * 1024 * 1024;
    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/webp", "image/gif");

    /// How long somebody waits for what an inline query offers.
    private static final Duration INLINE = Duration.ofSeconds(10);

    /// Where something is done and who does it; where nothing is said, whoever sits in front of the page in their
    /// private chat.
    ///
    /// @param topic a topic of a group that has some
    public record Where(
            @Nullable Long chat,
            @Nullable Long as,
            @Nullable Long topic) {}

    /// What the person types.
    ///
    /// @param replyTo the message it answers, null for none
    /// @param quote the part of that message it answers
    public record Typed(
            String text, @Nullable Long replyTo, @Nullable String quote) {
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

    /// Where a message is forwarded to.
    public record Forwarded(long to, @Nullable Long topic) {}

    /// A place on earth, in degrees north and east.
    public record Located(double latitude, double longitude) {}

    /// A new group.
    public record Group(String title, boolean topics, boolean privacy) {
        public Group {
            Objects.requireNonNull(title, "title");
        }
    }

    /// A new topic.
    public record Topic(String title) {
        public Topic {
            Objects.requireNonNull(title, "title");
        }
    }

    /// What is typed after the bot's name, and from where on its answer is wanted.
    public record Asked(String query, String offset) {
        public Asked {
            Objects.requireNonNull(query, "query");
            Objects.requireNonNull(offset, "offset");
        }
    }

    /// What is chosen of an answer.
    public record Chosen(String result) {
        public Chosen {
            Objects.requireNonNull(result, "result");
        }
    }

    private final BotApiStandIn standIn;
    private final List<LocalPerson> people;
    private final Set<LocalChatStream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// @param person who sits in front of the page; the language is the browser's
    public LocalChatController(BotApiStandIn standIn, LocalPerson person) {
        this.standIn = standIn;
        people =
                Stream.concat(Stream.of(person), LocalPerson.company().stream()).toList();
    }

    @GetMapping("/")
    ResponseEntity<byte[]> page() {
        return asset("index.html", "text/html;charset=UTF-8");
    }

    @GetMapping("/local/{name:chat|chats}.css")
    ResponseEntity<byte[]> style(@PathVariable String name) {
        return asset(name + ".css", "text/css;charset=UTF-8");
    }

    @GetMapping("/local/{name:chat|chats|dialogs|entities|field|log|render|requests|room|stream|words}.js")
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

    /// Everything there is in a chat, then everything that happens.
    @GetMapping(path = "/local/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@ModelAttribute Where where, Locale locale) {
        LocalChatStream stream = new LocalChatStream(standIn, people, chat(where), language(locale), streams::remove);
        streams.add(stream);
        if (closed) {
            stream.close();
        }
        return stream.open();
    }

    @PostMapping(path = "/local/messages", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Long> say(@ModelAttribute Where where, @RequestBody Typed typed, Locale locale) {
        Spot spot = spot(where);
        Long replyTo = typed.replyTo();
        Spot there = replyTo == null ? spot : new Spot(spot.chat(), spot.topic(), replyTo, typed.quote());
        return Map.of("message", user(where, locale).says(there, typed.text()));
    }

    @PutMapping(path = "/local/messages/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    void edit(@PathVariable long id, @ModelAttribute Where where, @RequestBody Typed typed, Locale locale) {
        user(where, locale).edits(chat(where), id, typed.text());
    }

    @DeleteMapping("/local/messages/{id}")
    void delete(@PathVariable long id, @ModelAttribute Where where, Locale locale) {
        user(where, locale).deletes(chat(where), id);
    }

    @PostMapping(path = "/local/messages/{id}/press", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, String> press(
            @PathVariable long id, @ModelAttribute Where where, @RequestBody Pressed pressed, Locale locale) {
        return Map.of("callback", user(where, locale).presses(chat(where), id, pressed.data()));
    }

    @PostMapping(path = "/local/messages/{id}/forward", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Long> forward(
            @PathVariable long id, @ModelAttribute Where where, @RequestBody Forwarded forwarded, Locale locale) {
        Spot to = spot(new Where(forwarded.to(), null, forwarded.topic()));
        return Map.of("message", user(where, locale).forwards(chat(where), id, to));
    }

    @PostMapping(path = "/local/files", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<Map<String, Long>> file(
            @ModelAttribute Where where,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String caption,
            @RequestParam(defaultValue = "false") boolean photo,
            @RequestParam(required = false) @Nullable String album,
            @RequestBody byte[] bytes,
            Locale locale) {
        if (bytes.length > LARGEST_FILE) {
            return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
        }
        String known = type.isEmpty() ? "application/octet-stream" : type;
        long message =
                user(where, locale).sends(spot(where), new Attachment(name, known, bytes, photo), caption, album);
        return ResponseEntity.ok(Map.of("message", message));
    }

    @PostMapping(path = "/local/locations", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Long> locate(@ModelAttribute Where where, @RequestBody Located located, Locale locale) {
        return Map.of("message", user(where, locale).locates(spot(where), located.latitude(), located.longitude()));
    }

    @PostMapping(path = "/local/groups", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Long> group(@RequestBody Group group, Locale locale) {
        StandInUser creator = user(new Where(null, null, null), locale);
        return Map.of("chat", creator.makes(group.title(), group.topics(), group.privacy()));
    }

    @PostMapping(path = "/local/topics", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Long> topic(@ModelAttribute Where where, @RequestBody Topic topic, Locale locale) {
        return Map.of("topic", user(where, locale).opensTopic(chat(where), topic.title()));
    }

    /// What the bot offers for a query, with the query's own number as `inquiry`.
    @PostMapping(path = "/local/inline", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<JsonNode> inquire(@ModelAttribute Where where, @RequestBody Asked asked, Locale locale)
            throws InterruptedException {
        String id = user(where, locale).inquires(asked.query(), asked.offset());
        try {
            standIn.await(() -> standIn.inlineAnswer(id).isPresent(), INLINE);
        } catch (TimeoutException e) {
            return ResponseEntity.status(HttpStatus.GATEWAY_TIMEOUT).build();
        }
        ObjectNode answer = (ObjectNode) standIn.inlineAnswer(id).orElseThrow().deepCopy();
        return ResponseEntity.ok(answer.put("inquiry", id));
    }

    @PostMapping(path = "/local/inline/{id}/share", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Long> share(
            @PathVariable String id, @ModelAttribute Where where, @RequestBody Chosen chosen, Locale locale) {
        return Map.of("message", user(where, locale).shares(spot(where), id, chosen.result()));
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

    private long chat(Where where) {
        Long chat = where.chat();
        return chat == null ? people.getFirst().id() : chat;
    }

    private Spot spot(Where where) {
        Long topic = where.topic();
        return Spot.in(chat(where)).inTopic(topic == null ? 0 : topic);
    }

    /// Who acts: who is named, else who a private chat belongs to, else who sits in front of the page.
    private StandInUser user(Where where, Locale locale) {
        Long as = where.as();
        long chat = chat(where);
        long id = as != null ? as : chat > 0 ? chat : people.getFirst().id();
        LocalPerson who = people.stream()
                .filter(person -> person.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody here has the number " + id));
        return standIn.user(who.speaking(language(locale)));
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
