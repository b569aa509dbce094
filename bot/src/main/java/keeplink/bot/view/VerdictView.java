package keeplink.bot.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import keeplink.bot.text.Html;
import keeplink.bot.text.Texts.Phrases;
import keeplink.fetch.FetchFailure;
import keeplink.link.Link;
import keeplink.page.Verdict;
import keeplink.page.Verdict.Shortfall;
import keeplink.snapshot.CaptureJob;
import org.jspecify.annotations.Nullable;

/// What was got of a page, in one sentence, and what comes next where something may.
final class VerdictView {
    private static final String OFFICE = "application/vnd\\.(?:openxmlformats-officedocument|oasis\\.opendocument)\\.";

    private VerdictView() {}

    static Html sentence(Link link, Verdict verdict, @Nullable CaptureJob next, Instant now, Phrases phrases) {
        Html what = what(link, verdict, phrases);
        if (next == null) {
            return what;
        }
        String in = Times.span(Duration.between(now, next.dueAt()), phrases);
        return what.plus(new Html(" ")).plus(phrases.say("verdict.next-try", "in", in));
    }

    private static Html what(Link link, Verdict verdict, Phrases phrases) {
        return switch (verdict) {
            case Verdict.Full(List<Shortfall> missing) ->
                phrases.say("verdict.full", "missing", missing(missing, phrases));
            case Verdict.TextOnly(List<Shortfall> missing) ->
                phrases.say("verdict.text-only", "missing", missing(missing, phrases));
            case Verdict.Blocked(Verdict.Wall wall) -> phrases.say("verdict.blocked." + key(wall));
            case Verdict.NotAPage(String type, int pages, Verdict.Hurdle hurdle) ->
                phrases.say(
                        "verdict.not-a-page",
                        "type",
                        fileType(type, phrases),
                        "pages",
                        pages,
                        "kilobytes",
                        kilobytes(link),
                        "hurdle",
                        hurdle == Verdict.Hurdle.NONE ? Html.EMPTY : phrases.say("file." + key(hurdle)));
            case Verdict.Failed(FetchFailure reason, int status) ->
                reason == FetchFailure.HTTP_STATUS
                        ? phrases.say(statusKey(status), "status", Integer.toString(status))
                        : phrases.say("verdict.failed." + key(reason));
        };
    }

    /// 0 where nobody knows, as of what was imported.
    private static long kilobytes(Link link) {
        return link.captures().isEmpty() ? 0 : kilobytes(link.captures().getFirst());
    }

    /// How large a copy is; there is none of nothing.
    static long kilobytes(Link.Capture capture) {
        return Math.max(1, capture.bytes() / 1024);
    }

    /// The media types of office documents are longer than what they say.
    private static String fileType(String mediaType, Phrases phrases) {
        if (Set.of("application/msword", "application/rtf").contains(mediaType)
                || mediaType.matches(OFFICE + "(wordprocessingml.*|text)")) {
            return phrases.label("file.text");
        } else if (mediaType.equals("application/vnd.ms-excel")
                || mediaType.matches(OFFICE + "(spreadsheetml.*|spreadsheet)")) {
            return phrases.label("file.spreadsheet");
        } else if (mediaType.equals("application/vnd.ms-powerpoint")
                || mediaType.matches(OFFICE + "(presentationml.*|presentation)")) {
            return phrases.label("file.presentation");
        }
        return mediaType.equals("application/octet-stream") ? phrases.label("file.unknown") : mediaType;
    }

    private static String statusKey(int status) {
        return switch (status) {
            case 404, 410 -> "verdict.failed.gone";
            case 401, 403 -> "verdict.failed.forbidden";
            default -> "verdict.failed.http-status";
        };
    }

    private static Html missing(List<Shortfall> missing, Phrases phrases) {
        if (missing.isEmpty()) {
            return Html.EMPTY;
        }
        StringBuilder all = new StringBuilder();
        for (Shortfall shortfall : missing) {
            all.append(all.isEmpty() ? "" : phrases.label("list.separator"))
                    .append(phrases.say("missing." + key(shortfall.what()), "count", shortfall.count())
                            .markup());
        }
        return phrases.say("verdict.missing", "what", new Html(all.toString()));
    }

    private static String key(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
