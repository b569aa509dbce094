package keeplink.storage;

import com.ibm.icu.util.VersionInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import keeplink.link.Link;
import keeplink.link.LinkCollection;
import keeplink.link.Tag;
import keeplink.search.Cursor;
import keeplink.search.Hit;
import keeplink.search.ResultPage;
import keeplink.search.SearchIndex;
import keeplink.search.SearchQuery;
import keeplink.search.Snippets;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The search index in a directory of its own.
///
/// What is put is found by the next search and is durable after the next [#commit()]; a crash loses what came
/// after the last one, never the index. An index of another version, or one that cannot be read, is thrown away:
/// [#upToDate()] then says [Instant#EPOCH], and everything is to be put again. One process at a time has a
/// directory; a second one that opens it fails. Safe for many threads. Trouble with the disk is an
/// [UncheckedIOException].
public final class LuceneSearchIndex implements SearchIndex, AutoCloseable {
    /// Which fields and terms a document has. Another version of ICU may cut and fold text differently.
    static final String VERSION = "2, ICU " + VersionInfo.ICU_VERSION;

    private static final Logger log = LoggerFactory.getLogger(LuceneSearchIndex.class);
    private static final String VERSION_KEY = "version";
    private static final String UP_TO_DATE_KEY = "upToDate";

    private static final SortField LATER_NUMBER_FIRST =
            new SortField(SearchDocuments.NUMBER, SortField.Type.LONG, true);
    private static final Sort BEST_FIRST = new Sort(SortField.FIELD_SCORE, LATER_NUMBER_FIRST);
    private static final Sort NEWEST_FIRST =
            new Sort(new SortField(SearchDocuments.ADDED, SortField.Type.LONG, true), LATER_NUMBER_FIRST);

    private final SearchAnalyzer analyzer = new SearchAnalyzer();
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;

    /// Putting shares it, committing has it alone: a stamp must not claim what is only half put.
    private final ReadWriteLock committing = new ReentrantReadWriteLock();

    private final UsedTags usedTags = new UsedTags();
    /// Collections of which links were put or removed since the view of the index that is open.
    private final Set<String> unseen = ConcurrentHashMap.newKeySet();

    private final Object opening = new Object();

    private final AtomicReference<Instant> newest;
    private volatile Instant committed;

    private LuceneSearchIndex(Directory directory) throws IOException {
        this.directory = directory;
        IndexWriterConfig config = new IndexWriterConfig(analyzer)
                .setSimilarity(new SteadySimilarity())
                .setCommitOnClose(false);
        writer = new IndexWriter(directory, config);
        try {
            committed = stamp(writer.getLiveCommitData());
            newest = new AtomicReference<>(committed);
            searchers = new SearcherManager(writer, new SearcherFactory() {
                @Override
                public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
                    IndexSearcher searcher = new IndexSearcher(reader);
                    searcher.setSimilarity(new SteadySimilarity());
                    return searcher;
                }
            });
        } catch (IOException | RuntimeException unreadable) {
            writer.rollback();
            throw unreadable;
        }
    }

    /// Opens the index in a directory, which is made where there is none and holds nothing else.
    ///
    /// @throws IllegalStateException where another process has it open
    public static LuceneSearchIndex open(Path path) {
        try {
            Files.createDirectories(path);
            Directory directory = FSDirectory.open(path);
            try {
                return open(directory);
            } catch (LockObtainFailedException taken) {
                directory.close();
                throw new IllegalStateException("the search index in " + path + " is in use by another process", taken);
            } catch (IOException | RuntimeException failed) {
                directory.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the search index in " + path + " cannot be opened", failed);
        }
    }

    private static LuceneSearchIndex open(Directory directory) throws IOException {
        try {
            if (isCurrent(directory)) {
                return new LuceneSearchIndex(directory);
            }
            log.info("The search index is new or of another version and is built anew");
        } catch (LockObtainFailedException taken) {
            throw taken;
        } catch (IOException | IllegalArgumentException | IllegalStateException unreadable) {
            log.warn("The search index cannot be read and is built anew", unreadable);
        }
        throwAway(directory);
        return new LuceneSearchIndex(directory);
    }

    private static boolean isCurrent(Directory directory) throws IOException {
        return SegmentInfos.getLastCommitGeneration(directory) >= 0
                && VERSION.equals(
                        SegmentInfos.readLatestCommit(directory).getUserData().get(VERSION_KEY));
    }

    private static void throwAway(Directory directory) throws IOException {
        try (Lock alone = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            alone.ensureValid();
            for (String file : directory.listAll()) {
                if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
                    directory.deleteFile(file);
                }
            }
        }
    }

    private static Instant stamp(@Nullable Iterable<Map.Entry<String, String>> commitData) {
        if (commitData != null) {
            for (Map.Entry<String, String> entry : commitData) {
                if (entry.getKey().equals(UP_TO_DATE_KEY)) {
                    return Instant.parse(entry.getValue());
                }
            }
        }
        return Instant.EPOCH;
    }

    @Override
    public void put(Link link, String text) {
        Term id = SearchDocuments.id(link.collection(), link.number());
        committing.readLock().lock();
        try {
            if (link.deleted()) {
                remove(link.collection(), link.number());
            } else {
                writer.updateDocument(id, SearchDocuments.of(link, text));
                unseen.add(link.collection().id());
                usedTags.put(link);
            }
            newest.accumulateAndGet(link.changedAt(), (known, later) -> known.isAfter(later) ? known : later);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            committing.readLock().unlock();
        }
    }

    @Override
    public void remove(LinkCollection collection, int number) {
        try {
            writer.deleteDocuments(SearchDocuments.id(collection, number));
            unseen.add(collection.id());
            usedTags.remove(collection.id(), number);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public ResultPage search(
            LinkCollection collection, SearchQuery query, ZoneId zone, Optional<String> from, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a page has at least one hit, not " + size);
        }
        boolean ranked = query.ranked();
        Query asked = new BooleanQuery.Builder()
                .add(in(collection), BooleanClause.Occur.FILTER)
                .add(new SearchQueries(analyzer, zone).of(query), BooleanClause.Occur.MUST)
                .build();
        Optional<FieldDoc> after =
                from.flatMap(text -> Cursor.read(text, ranked)).map(LuceneSearchIndex::place);
        return searching(searcher -> {
            TopDocs found = searcher.search(
                    asked,
                    new TopFieldCollectorManager(
                            ranked ? BEST_FIRST : NEWEST_FIRST, size + 1, after.orElse(null), Integer.MAX_VALUE));
            int shown = Math.min(size, found.scoreDocs.length);
            Snippets snippets = Snippets.of(query);
            StoredFields stored = searcher.storedFields();
            List<Hit> hits = new ArrayList<>(shown);
            for (int i = 0; i < shown; i++) {
                Document said = ranked ? stored.document(found.scoreDocs[i].doc) : new Document();
                hits.add(snippets.hit(cursor(found.scoreDocs[i], ranked).number(), SearchDocuments.words(said)));
            }
            Optional<String> next = found.scoreDocs.length > size
                    ? Optional.of(cursor(found.scoreDocs[size - 1], ranked).write())
                    : Optional.empty();
            return new ResultPage(hits, Math.toIntExact(found.totalHits.value()), next);
        });
    }

    @Override
    public SequencedMap<Tag, Integer> tags(LinkCollection collection) {
        return usedTags.of(collection.id(), () -> carried(collection));
    }

    /// From the view of the index that is open, where that has all of the collection.
    private Map<Integer, List<String>> carried(LinkCollection collection) {
        Search<Map<Integer, List<String>>> search = searcher -> TagCounts.carried(searcher, in(collection));
        synchronized (opening) {
            if (!unseen.contains(collection.id())) {
                return inOpenView(search);
            }
            // what comes in between is seen, and only counts once more as not seen
            unseen.clear();
            return searching(search);
        }
    }

    @Override
    public Instant upToDate() {
        return committed;
    }

    @Override
    public void commit() {
        committing.writeLock().lock();
        try {
            Instant stamp = newest.get();
            if (!writer.hasUncommittedChanges() && stamp.equals(committed)) {
                return;
            }
            Map<String, String> data = new HashMap<>();
            data.put(VERSION_KEY, VERSION);
            data.put(UP_TO_DATE_KEY, stamp.toString());
            writer.setLiveCommitData(data.entrySet());
            writer.commit();
            committed = stamp;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            committing.writeLock().unlock();
        }
    }

    /// Commits and gives the directory back. Closing twice is no error.
    @Override
    public void close() {
        try (directory;
                searchers) {
            if (writer.isOpen()) {
                try {
                    commit();
                } finally {
                    writer.rollback();
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Query in(LinkCollection collection) {
        return new TermQuery(new Term(SearchDocuments.COLLECTION, collection.id()));
    }

    /// The place of a cursor; its document number is above all others, so that the link it names is before it.
    private static FieldDoc place(Cursor cursor) {
        Object order = cursor.ranked() ? (Object) cursor.score() : (Object) cursor.order();
        return new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] {order, (long) cursor.number()});
    }

    private static Cursor cursor(ScoreDoc hit, boolean ranked) {
        Object[] order = ((FieldDoc) hit).fields;
        int number = ((Long) order[1]).intValue();
        return ranked ? Cursor.at((Float) order[0], number) : Cursor.at((Long) order[0], number);
    }

    private interface Search<T> {
        T in(IndexSearcher searcher) throws IOException;
    }

    private <T> T searching(Search<T> search) {
        try {
            // Costs next to nothing where nothing was put; one that another thread has begun is waited for.
            searchers.maybeRefreshBlocking();
            return inOpenView(search);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private <T> T inOpenView(Search<T> search) {
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                return search.in(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
