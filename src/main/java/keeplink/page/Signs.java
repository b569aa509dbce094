package keeplink.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The words by which what stands before or instead of a page gives itself away: in its title, its text, its
/// address and its markup. A single list proves nothing, for an article about captchas has the words as well;
/// [VerdictClassifier] asks for several that agree. The words are in `signs.txt`.
///
/// @param title in the title or a first heading
/// @param text in what a reader sees
/// @param address in the address that answered
/// @param markup in addresses of scripts, frames and forms and in ids and classes
record Signs(Words title, Words text, Words address, Words markup) {
    private static final Map<String, List<String>> LISTS = read();

    static final Signs CAPTCHA = of("captcha");
    static final Signs LOGIN = of("login");
    static final Signs CONSENT = of("consent");
    static final Signs PARKED = of("parked");
    static final Signs NOT_FOUND = of("not-found");
    /// What products that stand before pages load in their place, and nowhere else.
    static final Words GATES = words("gates markup");

    private static Signs of(String kind) {
        return new Signs(
                words(kind + " title"), words(kind + " text"), words(kind + " address"), words(kind + " markup"));
    }

    private static Words words(String name) {
        List<String> phrases = Objects.requireNonNull(LISTS.get(name), name);
        return Words.of(String.join(
                " ", phrases.stream().map(phrase -> phrase.replace(' ', '~')).toList()));
    }

    private static Map<String, List<String>> read() {
        Map<String, List<String>> lists = new HashMap<>();
        List<String> phrases = new ArrayList<>();
        for (String line : WordFile.lines("signs.txt")) {
            if (line.startsWith("@")) {
                phrases = lists.computeIfAbsent(line.substring(1), name -> new ArrayList<>());
            } else {
                phrases.add(line.strip());
            }
        }
        return lists;
    }
}
