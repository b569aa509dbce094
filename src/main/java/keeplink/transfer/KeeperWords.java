package keeplink.transfer;

import java.util.Set;

/// Words in which keepers of links say the same, whatever the form of their files. In lower case.
final class KeeperWords {
    static final Set<String> YES = Set.of("true", "1", "yes");
    static final Set<String> NO = Set.of("false", "0", "no");

    /// How keepers call what lies in no folder.
    static final Set<String> NO_FOLDERS = Set.of("unorganized", "unsorted");

    private KeeperWords() {}

    /// The number of a link; 0 where it is none.
    static int number(String digits) {
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
    }
}
