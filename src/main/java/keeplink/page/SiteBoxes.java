package keeplink.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Boxes that sites put into and around articles, told by what publishing systems call them: offers of letters,
/// appeals for money, what is said of the author, links to other articles. The names are in `site-boxes.txt`.
final class SiteBoxes {
    /// A box of more than this share of the text is no box but the article.
    private static final int SHARE = 4;
    /// All boxes together are less than this share of the text, or their names mean something else here.
    private static final int ALL = 3;
    private static final int LONGEST = 1_500;
    private static final Pattern PARTS = Pattern.compile("[\\s_-]+|(?<=[a-z])(?=[A-Z])");
    /// What wraps a box may hold paragraphs as well.
    private static final Words AROUND = Words.of("~wrapper~");

    private static final Words NAMES = Words.of(WordFile.lines("site-boxes.txt").stream()
            .map(line -> "~" + line.strip().replace(' ', '~') + "~")
            .collect(Collectors.joining(" ")));

    private final Piece body;
    private final Map<String, Boolean> known = new HashMap<>();

    private SiteBoxes(Piece body) {
        this.body = body;
    }

    /// Takes them out of an article.
    static void remove(Piece body) {
        new SiteBoxes(body).remove();
    }

    private void remove() {
        int whole = body.sums.characters;
        List<Piece> boxes = new ArrayList<>();
        int all = 0;
        Piece at = body.first;
        while (at != null) {
            boolean box = isBox(at, whole);
            if (box) {
                boxes.add(at);
                all += at.sums.characters;
            }
            at = box ? at.after(body) : at.following(body);
        }
        if (all * ALL < whole) {
            boxes.forEach(Piece::remove);
        }
    }

    private boolean isBox(Piece piece, int whole) {
        return !piece.isText()
                && piece.sums.characters > 0
                && piece.sums.characters < LONGEST
                && piece.sums.characters * SHARE < whole
                && piece.sums.codeBlocks == 0
                && piece.sums.dataTables == 0
                && !piece.names.isBlank()
                && isNamed(Kinds.isHeading(piece) || piece.is("section") ? piece.attribute("class") : piece.names)
                && !piece.inside("table", 0);
    }

    /// The ids of sections and headings are made of what they say.
    private boolean isNamed(String names) {
        return known.computeIfAbsent(names, of -> {
            String words = String.join(" ", PARTS.split(of));
            return NAMES.in(words) && !AROUND.in(words);
        });
    }
}
