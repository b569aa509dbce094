package keeplink.bot.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import keeplink.access.Quotas;
import keeplink.bot.text.Html;
import keeplink.bot.text.Texts.Phrases;
import keeplink.bot.view.Times;
import keeplink.link.Link;
import keeplink.snapshot.Captures;
import keeplink.transfer.ImportFile;
import keeplink.transfer.Importer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes in the links of a file somebody sent; of a large one while the chat goes on. Done before its update counts as
/// done: one that was cut off is begun again after the restart, and keeps nothing twice. Thread-safe.
public final class Importing {
    /// What Telegram hands over to a bot at most (Bot API, "getFile").
    private static final long MOST_BYTES = 20L << 20;

    /// What is no larger is imported before the chat's next message is read, so that the answer says at once what came.
    private static final long QUICK = 64L << 10;

    private static final List<String> ENDINGS = List.of(".html", ".htm", ".json", ".csv", ".zip", ".md");

    private static final Logger log = LoggerFactory.getLogger(Importing.class);

    private final Importer importer;
    private final Source files;
    private final Captures captures;
    private final Quotas quotas;

    /// Where the files of messages come from.
    @FunctionalInterface
    public interface Source {
        /// The bytes of a file.
        ///
        /// @param id as the message names it
        /// @throws IOException where it cannot be had, or has more than `most` bytes
        byte[] download(String id, long most) throws IOException;
    }

    public Importing(Importer importer, Source files, Captures captures, Quotas quotas) {
        this.importer = importer;
        this.files = files;
        this.captures = captures;
        this.quotas = quotas;
    }

    /// Imports a file that was sent with `/import`.
    public List<Reply> asked(Asker asker, Incoming.File file) {
        return List.of(takesLong(file) ? work(asker, file) : Reply.say(toldOfAny(asker, file, how -> {})));
    }

    /// Imports a file that was sent without a word; empty where it holds no links.
    Optional<List<Reply>> sent(Asker asker, Incoming.Message message) {
        Incoming.File file = message.file();
        boolean alone = message.place().isPrivate() && !message.edited();
        if (file == null || !file.own() || !alone || (file.bytes() > MOST_BYTES && !mayBeList(file))) {
            return Optional.empty();
        }
        return takesLong(file) && mayBeList(file)
                ? Optional.of(List.of(work(asker, file)))
                : take(asker, file, how -> {}).map(told -> List.of(Reply.say(told)));
    }

    /// The chat is answered meanwhile.
    private Reply work(Asker asker, Incoming.File file) {
        return new Reply.Work(
                asker.phrases().say("import.begun", "count", 0), progress -> toldOfAny(asker, file, progress));
    }

    private Html toldOfAny(Asker asker, Incoming.File file, Consumer<Html> progress) {
        return take(asker, file, progress).orElseGet(() -> asker.phrases().say("import.unknown"));
    }

    private static boolean takesLong(Incoming.File file) {
        return file.bytes() > QUICK && file.bytes() <= MOST_BYTES;
    }

    private static boolean mayBeList(Incoming.File file) {
        String name = file.name().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    private Optional<Html> take(Asker asker, Incoming.File file, Consumer<Html> progress) {
        if (file.bytes() > MOST_BYTES) {
            return Optional.of(asker.phrases().say("import.too-large"));
        }
        byte[] bytes;
        try {
            bytes = files.download(file.id(), MOST_BYTES);
        } catch (IOException e) {
            log.warn("a file that was sent cannot be had", e);
            return Optional.of(asker.phrases().say("import.not-got"));
        }
        Importer.Report report = run(asker, bytes, progress);
        boolean nothing = report.outcome() == ImportFile.Outcome.UNKNOWN && report.kept() + report.there() == 0;
        return nothing ? Optional.empty() : Optional.of(told(asker, report));
    }

    private Importer.Report run(Asker asker, byte[] bytes, Consumer<Html> progress) {
        try {
            Path copy = Files.createTempFile("keeplink-import", null);
            try {
                Files.write(copy, bytes);
                return importer.run(
                        copy,
                        asker.collection(),
                        asker.person(),
                        "import/" + asker.key(),
                        new Surroundings(asker, progress));
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the copy of an import cannot be read", e);
        }
    }

    private final class Surroundings implements Importer.Surroundings {
        private final Asker asker;
        private final Consumer<Html> progress;

        Surroundings(Asker asker, Consumer<Html> progress) {
            this.asker = asker;
            this.progress = progress;
        }

        @Override
        public void goesOn(int links) {
            progress.accept(asker.phrases().say("import.begun", "count", links));
        }

        @Override
        public boolean mayKeep() {
            return spent(asker).isEmpty();
        }

        @Override
        public void kept(Link link) {
            quotas.kept(asker.person().id(), asker.place().chat());
        }

        @Override
        public void missing(Link link, Instant due) {
            if (asker.chat().preferences().snapshots()) {
                captures.request(link, due);
            }
        }
    }

    private Optional<Quotas.Spent> spent(Asker asker) {
        return quotas.spent(asker.person().id(), asker.place().chat());
    }

    private Html told(Asker asker, Importer.Report report) {
        Phrases phrases = asker.phrases();
        List<Html> told = new ArrayList<>();
        told.add(phrases.say("import.done", "kept", report.kept(), "there", report.there(), "copies", report.copies()));
        if (report.unreadable() > 0) {
            told.add(phrases.say(
                    "import.no-address",
                    "count",
                    report.unreadable(),
                    "names",
                    String.join(", ", report.named())
                            + (report.unreadable() > report.named().size() ? ", …" : "")));
        }
        if (report.refused() > 0) {
            spent(asker)
                    .ifPresent(quota -> told.add(phrases.say(
                            "import.quota",
                            "count",
                            report.refused(),
                            "most",
                            quota.most(),
                            "again",
                            Times.span(quota.again(), phrases))));
        }
        if (report.outcome() == ImportFile.Outcome.BROKEN) {
            told.add(phrases.say("import.broken"));
        }
        return new Html(String.join("\n", told.stream().map(Html::markup).toList()));
    }
}
