package keeplink.storage;

import static keeplink.storage.Documents.append;
import static keeplink.storage.Documents.date;
import static keeplink.storage.Documents.instant;
import static keeplink.storage.Documents.textOrNull;

import java.time.Instant;
import java.util.Optional;
import keeplink.fetch.FetchFailure;
import keeplink.link.Condition;
import org.bson.Document;

/// A [Condition] as it is stored, within its link.
final class ConditionDocument {
    private static final String KIND = "kind";
    private static final String GONE = "gone";
    private static final String PARKED = "parked";
    private static final String UNREACHABLE = "unreachable";
    private static final String WALLED = "walled";
    private static final String MOVED = "moved";
    private static final String CHANGED = "changed";

    private static final String SINCE = "since";
    private static final String STATUS = "status";
    private static final String REASON = "reason";
    private static final String COPY = "copy";
    private static final String TO = "to";
    private static final String PERCENT = "percent";

    private ConditionDocument() {}

    static Document of(Condition condition) {
        Document document =
                switch (condition) {
                    case Condition.Gone gone ->
                        append(
                                kind(GONE).append(STATUS, gone.status()),
                                COPY,
                                gone.copy().orElse(null));
                    case Condition.Parked parked ->
                        append(kind(PARKED), COPY, parked.copy().orElse(null));
                    case Condition.Unreachable away ->
                        append(
                                kind(UNREACHABLE)
                                        .append(REASON, away.reason().name())
                                        .append(STATUS, away.status()),
                                COPY,
                                away.copy().orElse(null));
                    case Condition.Walled walled -> kind(WALLED);
                    case Condition.Moved moved -> kind(MOVED).append(TO, moved.to());
                    case Condition.Changed changed -> kind(CHANGED).append(PERCENT, changed.percent());
                };
        return document.append(SINCE, date(condition.since()));
    }

    static Condition condition(Document document) {
        Instant since = instant(document, SINCE);
        Optional<String> copy = Optional.ofNullable(textOrNull(document, COPY));
        String kind = document.getString(KIND);
        return switch (kind) {
            case GONE -> new Condition.Gone(since, document.getInteger(STATUS), copy);
            case PARKED -> new Condition.Parked(since, copy);
            case UNREACHABLE ->
                new Condition.Unreachable(
                        since, FetchFailure.valueOf(document.getString(REASON)), document.getInteger(STATUS), copy);
            case WALLED -> new Condition.Walled(since);
            case MOVED -> new Condition.Moved(since, document.getString(TO));
            case CHANGED -> new Condition.Changed(since, document.getInteger(PERCENT));
            default -> throw new IllegalStateException("a condition of an unknown kind is stored: " + kind);
        };
    }

    private static Document kind(String kind) {
        return new Document(KIND, kind);
    }
}
