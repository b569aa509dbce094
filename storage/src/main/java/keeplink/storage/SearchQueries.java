package keeplink.storage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keeplink.search.LinkTraits;
import keeplink.search.SearchQuery;
import keeplink.search.SearchQueryParser;
import keeplink.search.Snippets;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/// Turns the tree of a query into Lucene's. Made for one query.
///
/// Words without a letter, digit or emoji are left out, and a query of nothing else finds nothing. What is asked
/// is bounded: of more than [SearchQueryParser#MAX_TERMS] words the first count, of a word the first 4,096 UTF-16
/// units.
final class SearchQueries {
    private static final int LONGEST_WORD = 4_096;
    private static final int MOST_TERMS_OF_A_WORD = 512;

    /// How much a match in a field weighs. The best field of a word counts, the others a little.
    private static final Map<String, Float> WEIGHTS = Map.of(
            SearchDocuments.TITLE, 3f,
            SearchDocuments.NOTE, 2f,
            SearchDocuments.TEXT, 1f,
            SearchDocuments.SITE, 1.5f,
            SearchDocuments.ADDRESS, 1f);

    private static final float OTHER_FIELDS = 0.1f;

    private final SearchAnalyzer analyzer;
    private final ZoneId zone;
    private int words;

    SearchQueries(SearchAnalyzer analyzer, ZoneId zone) {
        this.analyzer = analyzer;
        this.zone = zone;
    }

    /// What Lucene is asked for a query.
    Query of(SearchQuery query) {
        return query(query).orElseGet(() -> new MatchNoDocsQuery("asks for no word"));
    }

    private Optional<Query> query(SearchQuery query) {
        return switch (query) {
            case SearchQuery.Everything all -> Optional.of(MatchAllDocsQuery.INSTANCE);
            case SearchQuery.And(List<SearchQuery> all) -> and(all);
            case SearchQuery.Or(List<SearchQuery> any) -> or(any);
            case SearchQuery.Not(SearchQuery.Not(SearchQuery twice)) -> query(twice);
            case SearchQuery.Not not -> and(List.of(not));
            case SearchQuery.Words(String text) -> said(Snippets.withoutScheme(text));
            case SearchQuery.Phrase(String text) -> said(text);
            case SearchQuery.HasTag(var tag) -> exact(SearchDocuments.TAG, tag.key());
            case SearchQuery.OnSite(String host) -> exact(SearchDocuments.HOST, LinkTraits.host(host));
            case SearchQuery.Is(SearchQuery.State state) -> exact(SearchDocuments.STATE, SearchDocuments.state(state));
            case SearchQuery.From(String person) -> exact(SearchDocuments.PERSON, LinkTraits.person(person));
            case SearchQuery.OfType(String type) -> exact(SearchDocuments.TYPE, LinkTraits.type(type));
            case SearchQuery.After(LocalDate day) -> added(millis(day), Long.MAX_VALUE);
            case SearchQuery.Before(LocalDate day) -> added(Long.MIN_VALUE, millis(day) - 1);
        };
    }

    private Optional<Query> and(List<SearchQuery> all) {
        if (all.isEmpty()) {
            return Optional.of(MatchAllDocsQuery.INSTANCE);
        }
        BooleanQuery.Builder both = new BooleanQuery.Builder();
        int asked = 0;
        boolean onlyExcludes = true;
        for (SearchQuery part : all) {
            boolean excludes = part instanceof SearchQuery.Not(SearchQuery not) && !(not instanceof SearchQuery.Not);
            Optional<Query> query = excludes ? query(((SearchQuery.Not) part).query()) : query(part);
            if (query.isPresent()) {
                asked++;
                onlyExcludes &= excludes;
                both.add(
                        query.get(),
                        excludes
                                ? BooleanClause.Occur.MUST_NOT
                                : part.ranked() ? BooleanClause.Occur.MUST : BooleanClause.Occur.FILTER);
            }
        }
        if (onlyExcludes) {
            both.add(MatchAllDocsQuery.INSTANCE, BooleanClause.Occur.FILTER);
        }
        return asked == 0 ? Optional.empty() : Optional.of(both.build());
    }

    private Optional<Query> or(List<SearchQuery> any) {
        if (any.isEmpty()) {
            return Optional.of(new MatchNoDocsQuery("none of nothing"));
        }
        BooleanQuery.Builder either = new BooleanQuery.Builder();
        int asked = 0;
        for (SearchQuery part : any) {
            Optional<Query> query = query(part);
            if (query.isPresent()) {
                asked++;
                either.add(query.get(), BooleanClause.Occur.SHOULD);
            }
        }
        return asked == 0 ? Optional.empty() : Optional.of(either.build());
    }

    /// Links that say these words in this order within one field.
    private Optional<Query> said(String text) {
        if (words >= SearchQueryParser.MAX_TERMS) {
            return Optional.empty();
        }
        List<SearchAnalyzer.Term> terms =
                analyzer.wanted(text.substring(0, Math.min(text.length(), LONGEST_WORD)), MOST_TERMS_OF_A_WORD);
        if (terms.isEmpty()) {
            return Optional.empty();
        }
        words++;
        return Optional.of(new DisjunctionMaxQuery(
                WEIGHTS.entrySet().stream()
                        .map(field -> (Query) new BoostQuery(phrase(field.getKey(), terms), field.getValue()))
                        .toList(),
                OTHER_FIELDS));
    }

    private static Query phrase(String field, List<SearchAnalyzer.Term> terms) {
        if (terms.size() == 1) {
            return new TermQuery(new Term(field, terms.getFirst().text()));
        }
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        int first = terms.getFirst().position();
        terms.forEach(term -> phrase.add(new Term(field, term.text()), term.position() - first));
        return phrase.build();
    }

    private static Optional<Query> exact(String field, String key) {
        return Optional.of(
                key.length() > SearchDocuments.LONGEST_KEY
                        ? new MatchNoDocsQuery("nothing has so long a key")
                        : unscored(new TermQuery(new Term(field, key))));
    }

    private static Optional<Query> added(long from, long to) {
        return Optional.of(unscored(LongPoint.newRangeQuery(SearchDocuments.ADDED, from, to)));
    }

    /// A condition says nothing about how well a link answers.
    private static Query unscored(Query condition) {
        return new BoostQuery(new ConstantScoreQuery(condition), 0);
    }

    /// When a day starts in the asker's zone; a day millions of years away is as far away as milliseconds reach.
    private long millis(LocalDate day) {
        Instant start = day.atStartOfDay(zone).toInstant();
        try {
            return Math.max(start.toEpochMilli(), Long.MIN_VALUE + 1);
        } catch (ArithmeticException beyond) {
            return start.isBefore(Instant.EPOCH) ? Long.MIN_VALUE + 1 : Long.MAX_VALUE;
        }
    }
}
