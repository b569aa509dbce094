package keeplink.page;

import java.util.List;
import keeplink.fetch.FetchFailure;
import keeplink.fetch.FetchResult;

/// What a capture got.
public sealed interface Verdict {
    /// The page as a browser without JavaScript shows it, less what `missing` names.
    record Full(List<Shortfall> missing) implements Verdict {
        public Full {
            missing = List.copyOf(missing);
        }
    }

    /// The text is there, the looks are not, or only what a page that needs JavaScript gives without it.
    record TextOnly(List<Shortfall> missing) implements Verdict {
        public TextOnly {
            missing = List.copyOf(missing);
        }
    }

    /// Something stood before the page.
    record Blocked(Wall wall) implements Verdict {}

    /// Not HTML; kept as it is.
    ///
    /// @param mediaType such as `application/pdf`, lower case, without parameters
    /// @param pages how many a PDF has, at least 0; 0 where it has none or nobody knows
    /// @param hurdle what kept its text from being read
    record NotAPage(String mediaType, int pages, Hurdle hurdle) implements Verdict {
        public NotAPage {
            if (pages < 0) {
                throw new IllegalArgumentException("a file of " + pages + " pages");
            }
        }

        /// A file of which all could be read.
        public NotAPage(String mediaType, int pages) {
            this(mediaType, pages, Hurdle.NONE);
        }

        /// The same without pages.
        public NotAPage(String mediaType) {
            this(mediaType, 0);
        }
    }

    /// Nothing was got.
    ///
    /// @param status the HTTP status where that is the reason, else 0
    record Failed(FetchFailure reason, int status) implements Verdict {
        /// A status is the reason only where there is no other: an answer with 200 may have been too large.
        public static Failed of(FetchResult.NotFetched failed) {
            return new Failed(failed.reason(), failed.reason() == FetchFailure.HTTP_STATUS ? failed.status() : 0);
        }
    }

    /// What can stand before a page.
    enum Wall {
        CAPTCHA,
        CONSENT,
        LOGIN
    }

    /// What keeps the text of a file from being read, or from being read to its end.
    enum Hurdle {
        NONE,
        /// It opens only with a password or a key.
        LOCKED,
        /// It opens, and says that nothing may be taken out of it.
        FORBIDDEN,
        DAMAGED,
        /// It is longer than what is read of one file.
        CUT
    }

    /// Something of the page that is not in the snapshot.
    ///
    /// @param what which kind of thing
    /// @param count how many of it, at least 1
    record Shortfall(What what, int count) {}

    /// Kinds of things a snapshot can lack.
    enum What {
        STYLES,
        IMAGES,
        FONTS,
        MEDIA,
        FRAMES,
        /// The page fills itself by JavaScript.
        JAVASCRIPT,
        /// A bound of a snapshot was reached that is none of the following.
        SNAPSHOT_BOUND,
        /// The bound on the number of files was reached.
        SNAPSHOT_FILES,
        /// The bound on the bytes of all files, or of one, was reached.
        SNAPSHOT_BYTES,
        /// The bound on the time for all files was reached.
        SNAPSHOT_TIME,
        /// The bound on the page's own bytes cut it.
        PAGE_BOUND
    }

    /// The first word or two, in the words of the export: `full`, `text only`, `blocked`, `not a page`, `failed`.
    default String kind() {
        return switch (this) {
            case Full full -> "full";
            case TextOnly textOnly -> "text only";
            case Blocked blocked -> "blocked";
            case NotAPage notAPage -> "not a page";
            case Failed failed -> "failed";
        };
    }
}
