package keeplink.reminder;

import java.util.function.BiPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// One way to say a part of a moment.
///
/// @param form how it looks, in lower case with simplified characters
/// @param meaning puts what was said into the draft; false where it does not fit there
record Rule(Pattern form, BiPredicate<MatchResult, Draft> meaning) {
    /// A form in which `N` is a number, one that ends in a Latin letter ending a word.
    static Rule of(String form, BiPredicate<MatchResult, Draft> meaning) {
        String pattern = form.replace("N", Numerals.FORM);
        return new Rule(Pattern.compile("(?:" + pattern + ")(?![a-z])(?<!\\d(?=\\d))"), meaning);
    }
}
