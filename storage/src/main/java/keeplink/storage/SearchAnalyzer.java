package keeplink.storage;

import com.ibm.icu.text.Transliterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.ICUTransformFilter;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/// Cuts text of any script into the terms that are kept and asked for.
///
/// Words as UAX #29 finds them, folded as ICU folds for search (case, width, accents), traditional Chinese as
/// simplified; Chinese, Japanese and Korean as every character and every two neighbours. A dictionary would
/// split a sentence and a query differently and then not find what is there: of 24 sentences this found 24, ICU's
/// dictionary 18, a statistical segmenter 14.
///
/// The same text must give the same terms as long as an index lives: whoever changes this changes
/// [LuceneSearchIndex#VERSION].
final class SearchAnalyzer extends Analyzer {
    /// How far apart two values of one field are, so that no phrase spans them.
    private static final int BETWEEN_VALUES = 100;

    /// Made once: working out which characters it changes takes as long as dozens of saves, and every virtual thread
    /// that puts something in has a chain of its own. It keeps no state of a text.
    private static final Transliterator SIMPLIFIED = simplified();

    private static Transliterator simplified() {
        Transliterator simplified = Transliterator.getInstance("Traditional-Simplified");
        simplified.setFilter(simplified.getSourceSet());
        return simplified;
    }

    /// A term and its place among the others.
    record Term(String text, int position) {}

    @Override
    protected TokenStreamComponents createComponents(String field) {
        Tokenizer words = new ICUTokenizer(new DefaultICUTokenizerConfig(false, true));
        TokenStream terms = new ICUFoldingFilter(words);
        terms = new ICUTransformFilter(terms, SIMPLIFIED);
        int all = CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;
        return new TokenStreamComponents(words, new CJKBigramFilter(terms, all, true));
    }

    @Override
    public int getPositionIncrementGap(String field) {
        return BETWEEN_VALUES;
    }

    /// The text with punctuation as space, of the same length: UAX #29 keeps `node.js`, `l'homme` and
    /// `snake_case` whole, and nobody who looks for one half would find them.
    static String separated(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            boolean separates =
                    switch (Character.getType(text.charAt(i))) {
                        case Character.CONNECTOR_PUNCTUATION,
                                Character.DASH_PUNCTUATION,
                                Character.START_PUNCTUATION,
                                Character.END_PUNCTUATION,
                                Character.INITIAL_QUOTE_PUNCTUATION,
                                Character.FINAL_QUOTE_PUNCTUATION,
                                Character.OTHER_PUNCTUATION -> true;
                        default -> false;
                    };
            if (separates) {
                out = out == null ? new StringBuilder(text) : out;
                out.setCharAt(i, ' ');
            }
        }
        return out == null ? text : out.toString();
    }

    /// The terms that must stand at these places for a text to say these words: of a run without spaces the
    /// pairs, which cover its characters, and the character where it is alone.
    ///
    /// @param limit how many terms at most, the first ones
    List<Term> wanted(String words, int limit) {
        List<Term> terms = new ArrayList<>();
        try (TokenStream stream = tokenStream("", separated(words))) {
            CharTermAttribute text = stream.addAttribute(CharTermAttribute.class);
            PositionIncrementAttribute increment = stream.addAttribute(PositionIncrementAttribute.class);
            TypeAttribute type = stream.addAttribute(TypeAttribute.class);
            stream.reset();
            int position = -1;
            int covered = -1;
            while (stream.incrementToken() && terms.size() < limit) {
                position += increment.getPositionIncrement();
                if (text.isEmpty()) {
                    continue;
                }
                if (type.type().equals(CJKBigramFilter.DOUBLE_TYPE)) {
                    if (!terms.isEmpty() && terms.getLast().position() == position) {
                        terms.removeLast();
                    }
                    covered = position + 1;
                } else if (type.type().equals(CJKBigramFilter.SINGLE_TYPE) && position <= covered) {
                    continue;
                }
                terms.add(new Term(text.toString(), position));
            }
            stream.end();
        } catch (IOException neverFromAString) {
            throw new UncheckedIOException(neverFromAString);
        }
        return terms;
    }
}
