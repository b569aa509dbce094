package keeplink.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import keeplink.fetch.FetchFailure;

/// A verdict as one string, as files that leave Keeplink say it.
///
/// | verdict | string |
/// | --- | --- |
/// | [Verdict.Full], [Verdict.TextOnly] | `full`, `text only` |
/// | [Verdict.Blocked] | `blocked: captcha`, `blocked: consent`, `blocked: login` |
/// | [Verdict.NotAPage] | `not a page: application/pdf` |
/// | [Verdict.Failed] | `failed: 404`, or the reason: `failed: too large` |
public final class VerdictWords {
    private static final String FULL = "full";
    private static final String TEXT_ONLY = "text only";
    private static final String BLOCKED = "blocked: ";
    private static final String NOT_A_PAGE = "not a page: ";
    private static final String FAILED = "failed: ";

    private VerdictWords() {}

    /// The string for a verdict.
    public static String of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Full full -> FULL;
            case Verdict.TextOnly textOnly -> TEXT_ONLY;
            case Verdict.Blocked(Verdict.Wall wall) -> BLOCKED + words(wall);
            case Verdict.NotAPage(String mediaType, int pages, Verdict.Hurdle hurdle) -> NOT_A_PAGE + mediaType;
            case Verdict.Failed(FetchFailure reason, int status) -> FAILED + (status > 0 ? status : words(reason));
        };
    }

    /// The verdict a string says, without the list of what is missing, the number of pages and the hurdle; empty
    /// where it says none.
    public static Optional<Verdict> read(String text) {
        if (text.equals(FULL)) {
            return Optional.of(new Verdict.Full(List.of()));
        } else if (text.equals(TEXT_ONLY)) {
            return Optional.of(new Verdict.TextOnly(List.of()));
        } else if (text.startsWith(BLOCKED)) {
            return named(Verdict.Wall.values(), text.substring(BLOCKED.length()))
                    .map(Verdict.Blocked::new);
        } else if (text.startsWith(NOT_A_PAGE) && text.length() > NOT_A_PAGE.length()) {
            return Optional.of(new Verdict.NotAPage(text.substring(NOT_A_PAGE.length())));
        } else if (text.startsWith(FAILED)) {
            String reason = text.substring(FAILED.length());
            return reason.matches("[1-9][0-9]{2}")
                    ? Optional.of(new Verdict.Failed(FetchFailure.HTTP_STATUS, Integer.parseInt(reason)))
                    : named(FetchFailure.values(), reason).map(failure -> new Verdict.Failed(failure, 0));
        }
        return Optional.empty();
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static <E extends Enum<E>> Optional<E> named(E[] constants, String words) {
        return Arrays.stream(constants)
                .filter(constant -> words(constant).equals(words))
                .findFirst();
    }
}
