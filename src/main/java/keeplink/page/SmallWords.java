package keeplink.page;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells the language of a text in the Latin alphabet by its small words: articles, prepositions, conjunctions. They
/// are a third and more of any running text, so that a few dozen words tell what language it is in.
///
/// Libraries that tell languages apart were looked at: Lingua and Apache OpenNLP know about a hundred of them from
/// n-grams, with models of many megabytes; Optimaize's language-detector has had no release since 2016. They are for
/// single lines; an article has hundreds of words, and where those leave a doubt no answer is better than a wrong one.
final class SmallWords {
    private static final String TABLE = """
            en the and of to in is that it was for with as on are this be from by not have at which
            de der die das und ist nicht ein eine den von zu mit sich des auf für dem auch es wird im
            fr le la les et des du est une dans que pour qui pas sur au par plus avec ce il ne sont
            es el la los las y de que en un una del se por con no para es al lo como su más
            pt o a os as e de que em um uma do da não para com no na se por mais dos ao foi
            it il la di che e un una in per non del della è con si da sono le gli al nel più
            nl de het een van en is dat niet op te zijn voor met aan er ook die naar bij om
            sv och att det som en på är av för med den inte till ett har de om var sig
            da og at det som en på er af for med den ikke til et har de blev der efter meget
            nb og at det som en på er av for med den ikke til et har de ble å seg etter noen
            fi ja on ei että se oli kun mutta niin myös ovat hän joka tai sekä kuin ole
            pl i w nie na się z do to że jest jak o po od za ale przez był co są
            cs a v se na je že s to do z ve pro si jako za o by ale i po jsou
            ro și de la în a cu pe nu este un o din că mai să care pentru se sunt lui
            hu a az és hogy nem is egy volt de meg csak mint ez azt már ha el
            tr ve bir bu da de için ile çok olarak gibi daha olan ne var sonra kadar en
            id yang dan di ini itu dengan untuk dari dalam tidak akan pada ke juga adalah
            vi và của là có không được cho các một người những với trong này đã khi
            """;
    private static final Map<String, List<String>> LANGUAGES = read();
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}]+");
    /// So many words must be of the language; one that several languages have is part of each.
    private static final double LEAST = 6;
    /// So large a share of all words at least.
    private static final double SHARE = 0.08;
    /// So many times what the next one has.
    private static final double MARGIN = 1.3;

    private SmallWords() {}

    private static Map<String, List<String>> read() {
        Map<String, List<String>> languages = new HashMap<>();
        TABLE.lines()
                .map(Texts::parts)
                .forEach(line -> line.subList(1, line.size())
                        .forEach(word -> languages.merge(word, List.of(line.getFirst()), SmallWords::both)));
        return Map.copyOf(languages);
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /// A language of the table as BCP 47 writes it, or null where the words leave a doubt.
    ///
    /// @param text of a bounded length
    static @Nullable String language(String text) {
        Map<String, Double> found = new HashMap<>();
        int words = 0;
        for (String word : BETWEEN.split(text.toLowerCase(Locale.ROOT))) {
            words += word.isEmpty() ? 0 : 1;
            List<String> languages = LANGUAGES.getOrDefault(word, List.of());
            for (String language : languages) {
                found.merge(language, 1.0 / languages.size(), Double::sum);
            }
        }
        String best = null;
        double most = 0;
        double next = 0;
        for (Map.Entry<String, Double> entry : found.entrySet()) {
            if (entry.getValue() > most) {
                next = most;
                most = entry.getValue();
                best = entry.getKey();
            } else {
                next = Math.max(next, entry.getValue());
            }
        }
        return most >= LEAST && most >= SHARE * words && most >= MARGIN * next ? best : null;
    }
}
