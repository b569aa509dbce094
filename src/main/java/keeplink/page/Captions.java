package keeplink.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What says in an article what pictures show and whose they are, with what else their boxes say: how many there are,
/// "hide caption", the title of a film.
///
/// Such words label the picture; a reader of the text alone misses nothing. Three kinds are the article's own and
/// stay: a caption in which the author speaks, captions that tell a part of the story in whole sentences and have their
/// credits set apart, and one credit that is all there is.
final class Captions {
    private static final int LONGEST = 500;
    private static final int CREDIT = 250;
    private static final int LONE_CREDIT = 30;
    /// So many whole sentences below pictures tell a part of the story.
    private static final int TOLD = 3;
    /// What a box of a picture says besides its caption has no more characters.
    private static final int BESIDES = 160;

    private static final Pattern NAMED = Pattern.compile(
            "(?:^|.*[-_])(?:caption|credit|cutline|cptn|legende?|leyenda|epigrafe|didascalia|bildunterschrift)s?(?:[-_]+(?:text|body|inner|content|photo|image|source|title|w[-_]attr))?"
                    + "|.*(?:[a-z]Caption|[a-z]Credit)(?:Text)?"
                    + "|(?:img|image|pic|picture|photo)[-_]?(?:desc|description|note|alt|legend|info)");
    private static final Pattern OF_PICTURE = Pattern.compile(
            "(?i)photo|image|(?:^|[\\s_-])img|picture|galler|slide-?show|carousel|video|player|figure|media|foto|bild");
    private static final Pattern APART = Pattern.compile("(?i)credit|source|copyright|attribution|author");
    /// The first person of one, where no quotation begins the sentence.
    private static final Pattern SPEAKS = Pattern.compile(
            "(?u)(?:I|I['’]\\p{L}+|[Ii]ch|[Jj]e|[Jj]['’]\\p{L}+|[Yy]o|[Ii]o|[Ee]u|[Яя]|[Jj]ag|[Jj]eg|[Ii]k)(?:\\s.*)");
    private static final String QUOTES = "\"“”„«»‘'";

    private final Piece body;
    private final List<Piece> captions = new ArrayList<>();
    private final Map<String, Boolean> named = new HashMap<>();
    private final Set<Piece> credits = new HashSet<>();

    private Captions(Piece body) {
        this.body = body;
        for (Piece piece : ArticleCleaner.all(body)) {
            if (piece.sums.characters > 0 && isCaption(piece)) {
                captions.add(piece);
            }
        }
        for (Piece line : Lines.of(body)) {
            if (line.sums.characters <= CREDIT && Lines.isPlain(line) && EdgeLines.isCredit(line.plain(LONGEST))) {
                captions.add(line);
                credits.add(line);
            }
        }
    }

    static Captions in(Piece body) {
        return new Captions(body);
    }

    /// How much they say.
    int characters() {
        return captions.stream().mapToInt(caption -> caption.sums.characters).sum();
    }

    /// Takes away all of them.
    void remove() {
        captions.forEach(Piece::remove);
    }

    /// Takes away those that are labels, with what their boxes say besides.
    void removeLabels() {
        if (isLoneCredit() || tellTheStory()) {
            return;
        }
        for (Piece caption : captions) {
            if (!isSpoken(caption)) {
                box(caption).remove();
            }
        }
    }

    private boolean isCaption(Piece piece) {
        return piece.is("figcaption")
                || (!piece.names.isBlank()
                        && !piece.is("table")
                        && !piece.is("caption")
                        && piece.sums.characters < LONGEST
                        && named.computeIfAbsent(piece.names, Captions::isNamed)
                        && !inData(piece));
    }

    private static boolean isNamed(String names) {
        return Texts.parts(names).stream()
                .anyMatch(name -> !name.startsWith("no") && NAMED.matcher(name).matches());
    }

    /// Whether it is in a table that is more than a frame around a picture.
    private static boolean inData(Piece piece) {
        for (Piece at = piece.parent; at != null; at = at.parent) {
            if (at.is("table") && (at.dataTable || at.sums.images == 0)) {
                return true;
            }
        }
        return false;
    }

    private boolean isLoneCredit() {
        return credits.size() == 1
                && captions.stream().allMatch(caption -> caption.sums.characters <= LONE_CREDIT)
                && characters() <= 2 * LONE_CREDIT;
    }

    private boolean tellTheStory() {
        return captions.stream()
                        .filter(caption -> caption.is("figcaption") && isSentenceWithCredit(caption))
                        .count()
                >= TOLD;
    }

    /// Whether it is a whole sentence and, in an element of its own, says whose the picture is.
    private static boolean isSentenceWithCredit(Piece caption) {
        Piece credit = caption.last;
        while (credit != null && credit.isBlankText()) {
            credit = credit.previous;
        }
        if (credit == null || credit.isText() || !APART.matcher(credit.names).find()) {
            return false;
        }
        Piece said = credit.previous;
        while (said != null && said.isBlankText()) {
            said = said.previous;
        }
        return said != null && Lines.isProse(said);
    }

    private static boolean isSpoken(Piece caption) {
        if (!Lines.isProse(caption)) {
            return false;
        }
        String text = caption.plain(LONGEST);
        return QUOTES.indexOf(text.charAt(0)) < 0 && SPEAKS.matcher(text).matches();
    }

    /// The largest thing around a caption that is named for a picture and says next to nothing else.
    private Piece box(Piece caption) {
        Piece box = caption;
        for (Piece at = caption.parent; at != null && at != body; at = at.parent) {
            if (at.sums.characters > caption.sums.characters + BESIDES) {
                break;
            }
            boolean picture = at.is("figure") || OF_PICTURE.matcher(at.names).find();
            if (picture && Lines.of(at).stream().noneMatch(line -> isOther(line, caption))) {
                box = at;
            }
        }
        return box;
    }

    /// Whether a line in the box of a picture is running text.
    private static boolean isOther(Piece line, Piece caption) {
        return line != caption
                && !line.isInside(caption)
                && !caption.isInside(line)
                && (!Lines.isPlain(line) || Lines.isProse(line));
    }
}
