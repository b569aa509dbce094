package keeplink.snapshot;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keeplink.fetch.FetchResult;
import keeplink.fetch.PageFetcher;
import keeplink.page.Verdict;
import keeplink.snapshot.PageFiles.Got;
import keeplink.snapshot.PageFiles.Got.File;
import keeplink.snapshot.PageFiles.Got.Missing;
import org.jsoup.nodes.Document;

/// Makes of a page a document that shows the same without the network, and runs nothing.
///
/// Everything a browser without JavaScript would load to show the page is fetched (style sheets with what they
/// import, pictures, fonts something is written in, icons, pages of frames, films and sounds) and becomes a
/// [Resource] of its own, so that pages share what they have in common; the document names it by its hash. A film
/// or sound that is too large and a frame within a frame become links. Scripts, handlers, forms' targets, refreshes and
/// whatever else could act is gone, and a
/// Content-Security-Policy in the document says so again.
///
/// Bounded by [SnapshotLimits]; what could not be got is counted. Safe for many threads.
public final class SnapshotMaker {
    private final PageFetcher fetcher;
    private final SnapshotLimits limits;
    private final int longestData;
    private final Clock clock;

    public SnapshotMaker(PageFetcher fetcher, SnapshotLimits limits, Clock clock) {
        this(fetcher, limits, PageFiles.LONGEST_DATA, clock);
    }

    /// @param longestData how long an address may be that holds its file itself, in characters
    SnapshotMaker(PageFetcher fetcher, SnapshotLimits limits, int longestData, Clock clock) {
        this.fetcher = fetcher;
        this.limits = limits;
        this.longestData = longestData;
        this.clock = clock;
    }

    /// The same that fetches another way.
    SnapshotMaker by(PageFetcher another) {
        return new SnapshotMaker(another, limits, longestData, clock);
    }

    /// A page made self-contained.
    ///
    /// @param document in UTF-8; not to be changed
    /// @param resources the files it and its style sheets name, each content once
    /// @param missing what is not there, each kind once
    /// @param answers what servers answered with a file
    public record Made(
            byte[] document,
            List<Resource> resources,
            List<Verdict.Shortfall> missing,
            List<FetchResult.Fetched> answers) {
        public Made {
            resources = List.copyOf(resources);
            missing = List.copyOf(missing);
            answers = List.copyOf(answers);
        }

        /// The characters of the document.
        public String html() {
            return new String(document, StandardCharsets.UTF_8);
        }
    }

    /// What a snapshot is to be made like.
    ///
    /// @param encoding of the page as it was served: style sheets that do not say theirs are written in it
    /// @param printStyles whether styles for print are kept as well
    public record Wishes(Charset encoding, boolean printStyles) {
        /// For the screen, of a page in UTF-8.
        public static final Wishes DEFAULTS = new Wishes(StandardCharsets.UTF_8, false);
    }

    /// Makes the snapshot of a page.
    ///
    /// @param page as [keeplink.page.PageParser] reads it; it is only read, and must not be changed meanwhile
    /// @param finalUrl the address that answered
    /// @param deadline when fetching must be over, if that is before the bound of the snapshot itself
    public Made make(Document page, String finalUrl, Instant deadline) {
        return make(page, finalUrl, deadline, Wishes.DEFAULTS);
    }

    /// The same with wishes of its own.
    public Made make(Document page, String finalUrl, Instant deadline, Wishes wishes) {
        return make(page, finalUrl, deadline, wishes, () -> {});
    }

    /// The same of a page that nobody needs afterwards: it is empty in the end, so that a large page does not lie in
    /// memory beside all of its document.
    Made useUp(Document page, String finalUrl, Wishes wishes) {
        return make(page, finalUrl, Instant.MAX, wishes, page::empty);
    }

    private Made make(Document page, String finalUrl, Instant deadline, Wishes wishes, Runnable whenWritten) {
        Wanted wanted = new Wanted(finalUrl, wishes);
        new PageWriter(page, finalUrl, wanted, PageOutput.unread()).document(page, () -> "");
        PageFiles files = new PageFiles(fetcher, limits, longestData, clock, deadline, finalUrl);
        Frames frames = fetchFrames(wanted, files);
        Set<String> tooDeep = fetchSheets(wanted, files);
        fetchRest(wanted, files);

        Resolved resolved = new Resolved(files, wanted, frames, finalUrl);
        PageOutput html = PageOutput.document();
        PageWriter writer = new PageWriter(page, finalUrl, resolved, html);
        writer.document(page, resolved::symbols);
        List<Verdict.Shortfall> missing = new ArrayList<>(missing(wanted, files, resolved, tooDeep));
        if (writer.isCut()) {
            missing.add(new Verdict.Shortfall(Verdict.What.PAGE_BOUND, 1));
        }
        whenWritten.run();
        return new Made(html.take(), List.copyOf(resolved.resources()), missing, files.answers());
    }

    /// The pages of frames, which name further sheets, pictures and fonts.
    private static Frames fetchFrames(Wanted wanted, PageFiles files) {
        files.fetch(
                wanted.frames().stream()
                        .filter(frame -> frame.srcdoc() == null)
                        .map(frame -> List.of(frame.address()))
                        .toList(),
                Frames::isPage);
        Frames frames = new Frames();
        for (Frame frame : wanted.frames()) {
            Frames.Page read = frames.read(frame, files);
            if (read != null) {
                wanted.enterFrame(read.url());
                new PageWriter(read.document(), read.url(), wanted, PageOutput.unread())
                        .document(read.document(), () -> "");
            }
        }
        return frames;
    }

    /// Sheets first, as they say which fonts and pictures there are; answers those that were imported too deep.
    private Set<String> fetchSheets(Wanted wanted, PageFiles files) {
        Set<String> done = new HashSet<>();
        for (int depth = 0; depth <= limits.importDepth(); depth++) {
            List<String> next = wanted.sheets().stream().filter(done::add).toList();
            if (next.isEmpty()) {
                return Set.of();
            }
            files.fetch(next.stream().map(List::of).toList(), PageFiles::isSheet);
            for (String address : next) {
                if (files.of(address) instanceof File file && PageFiles.isSheet(file)) {
                    StyleRewriter.sheet(Resolved.text(file, wanted.encoding()), Resolved.base(address, file), wanted);
                }
            }
        }
        Set<String> tooDeep = new HashSet<>(wanted.sheets());
        tooDeep.removeAll(done);
        return tooDeep;
    }

    /// What a reader would miss most comes first, as a bound may end it anywhere: the page's own pictures, what
    /// its words are written in, what adorns it. What is large comes last, to take no room from the page's looks.
    private static void fetchRest(Wanted wanted, PageFiles files) {
        List<List<String>> pictures = new ArrayList<>(wanted.pictures());
        wanted.symbols().forEach(symbol -> pictures.add(List.of(symbol)));
        files.fetch(pictures, file -> MediaTypes.picture(file.bytes()).isPresent());
        files.fetch(
                wanted.fonts().stream().map(FontFace::addresses).toList(),
                file -> MediaTypes.font(file.bytes()).isPresent());
        files.fetch(
                wanted.backgrounds(), file -> MediaTypes.picture(file.bytes()).isPresent());
        files.fetch(wanted.media(), file -> MediaTypes.media(file.bytes()).isPresent());
    }

    private static List<Verdict.Shortfall> missing(
            Wanted wanted, PageFiles files, Resolved resolved, Set<String> tooDeep) {
        Map<Verdict.What, Integer> counts = new EnumMap<>(Verdict.What.class);
        wanted.leftOut().forEach((what, addresses) -> counts.put(what, addresses.size()));
        for (String sheet : wanted.sheets()) {
            boolean got = !tooDeep.contains(sheet) && files.of(sheet) instanceof File file && PageFiles.isSheet(file);
            count(
                    got,
                    tooDeep.contains(sheet) ? new Missing(Verdict.What.SNAPSHOT_BOUND) : files.of(sheet),
                    Verdict.What.STYLES,
                    counts);
        }
        List<List<String>> pictures = new ArrayList<>(wanted.pictures());
        pictures.addAll(wanted.backgrounds());
        for (List<String> addresses : pictures) {
            count(resolved.picture(addresses) != null, files.of(addresses.getFirst()), Verdict.What.IMAGES, counts);
        }
        for (String symbol : wanted.symbols()) {
            count(resolved.symbol(symbol) != null, files.of(symbol), Verdict.What.IMAGES, counts);
        }
        for (List<String> addresses : wanted.media()) {
            count(resolved.media(addresses) != null, new Missing(null), Verdict.What.MEDIA, counts);
        }
        for (Frame frame : wanted.frames()) {
            boolean got = resolved.frame(frame) != null;
            Got file = frame.srcdoc() == null ? files.of(frame.address()) : new Missing(null);
            count(got, file, Verdict.What.FRAMES, counts);
        }
        for (FontFace face : wanted.fonts()) {
            count(resolved.font(face) != null, files.of(face.addresses().getFirst()), Verdict.What.FONTS, counts);
        }
        return counts.entrySet().stream()
                .map(count -> new Verdict.Shortfall(count.getKey(), count.getValue()))
                .toList();
    }

    private static void count(boolean got, Got file, Verdict.What what, Map<Verdict.What, Integer> counts) {
        if (!got) {
            Verdict.What bound = file instanceof Missing missing ? missing.bound() : null;
            counts.merge(bound == null ? what : bound, 1, Integer::sum);
        }
    }
}
