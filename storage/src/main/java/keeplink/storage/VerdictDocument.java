package keeplink.storage;

import java.util.List;
import keeplink.fetch.FetchFailure;
import keeplink.page.Verdict;
import org.bson.Document;

/// A [Verdict] as it is stored: its kind, and the fields of that kind.
final class VerdictDocument {
    private static final String KIND = "kind";
    private static final String FULL = "full";
    private static final String TEXT_ONLY = "textOnly";
    private static final String BLOCKED = "blocked";
    private static final String NOT_A_PAGE = "notAPage";
    private static final String FAILED = "failed";

    private static final String MISSING = "missing";
    private static final String WHAT = "what";
    private static final String COUNT = "count";
    private static final String WALL = "wall";
    private static final String MEDIA_TYPE = "mediaType";
    private static final String PAGES = "pages";
    private static final String HURDLE = "hurdle";
    private static final String REASON = "reason";
    private static final String STATUS = "status";

    private VerdictDocument() {}

    static Document of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Full(var missing) -> new Document(KIND, FULL).append(MISSING, shortfalls(missing));
            case Verdict.TextOnly(var missing) -> new Document(KIND, TEXT_ONLY).append(MISSING, shortfalls(missing));
            case Verdict.Blocked(var wall) -> new Document(KIND, BLOCKED).append(WALL, wall.name());
            case Verdict.NotAPage(var mediaType, var pages, var hurdle) ->
                new Document(KIND, NOT_A_PAGE)
                        .append(MEDIA_TYPE, mediaType)
                        .append(PAGES, pages)
                        .append(HURDLE, hurdle.name());
            case Verdict.Failed(var reason, var status) ->
                new Document(KIND, FAILED).append(REASON, reason.name()).append(STATUS, status);
        };
    }

    static Verdict verdict(Document document) {
        String kind = document.getString(KIND);
        return switch (kind) {
            case FULL -> new Verdict.Full(missing(document));
            case TEXT_ONLY -> new Verdict.TextOnly(missing(document));
            case BLOCKED -> new Verdict.Blocked(Verdict.Wall.valueOf(document.getString(WALL)));
            case NOT_A_PAGE ->
                new Verdict.NotAPage(
                        document.getString(MEDIA_TYPE),
                        document.get(PAGES, 0),
                        Verdict.Hurdle.valueOf(document.get(HURDLE, Verdict.Hurdle.NONE.name())));
            case FAILED ->
                new Verdict.Failed(FetchFailure.valueOf(document.getString(REASON)), document.getInteger(STATUS));
            default -> throw new IllegalStateException("a verdict of an unknown kind is stored: " + kind);
        };
    }

    private static List<Document> shortfalls(List<Verdict.Shortfall> missing) {
        return missing.stream()
                .map(shortfall -> new Document(WHAT, shortfall.what().name()).append(COUNT, shortfall.count()))
                .toList();
    }

    private static List<Verdict.Shortfall> missing(Document document) {
        return document.getList(MISSING, Document.class).stream()
                .map(shortfall -> new Verdict.Shortfall(
                        Verdict.What.valueOf(shortfall.getString(WHAT)), shortfall.getInteger(COUNT)))
                .toList();
    }
}
