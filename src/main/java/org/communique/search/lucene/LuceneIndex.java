package org.communique.search.lucene;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;
import org.communique.release.filter.SearchableRelease;
import org.communique.search.index.IndexException;
import org.communique.search.index.IndexPosition;
import org.communique.search.index.OpenIndex;
import org.communique.search.index.Searcher;
import org.jboss.logging.Logger;

/**
 * An index in a directory. What it has followed up to is written with each commit, so that after a crash the one never claims more
 * than the other has. It is opened for reading alone until something is written, so that it answers on a disk that is read-only.
 */
public final class LuceneIndex implements OpenIndex {
    private static final Logger LOG = Logger.getLogger(LuceneIndex.class);
    private static final String STORE = "store";
    private static final String NUMBER = "number";
    /** Megabytes that are gathered before they make a segment; less where there is little memory. */
    private static final long MOST_GATHERED = 64;

    private static final long PART_OF_MEMORY = 10;
    /** So few documents are not worth being written again. */
    public static final int MANY = 1_000;

    /** Documents are written again, all of them, for so large a part of them at least. */
    private static final int PART = 20;

    private final Directory files;
    private final Reading reading;
    private volatile SearcherManager searchers;
    private volatile IndexPosition mark;
    private IndexWriter writer;
    private volatile Throwable lost;

    /** What turns a searcher into something to ask. */
    public interface Reading {
        Searcher questions(IndexSearcher searcher);

        /** Prepares a reader before it is asked. */
        void warm(LeafReaderContext segment) throws IOException;
    }

    private LuceneIndex(Path directory, Reading reading) throws IOException {
        this.files = FSDirectory.open(directory);
        this.reading = reading;
    }

    /** Opens the index in the directory. */
    static LuceneIndex open(Path directory, Reading reading) {
        return made(directory, reading, index -> {
            index.searchers = new SearcherManager(index.files, index.factory());
            index.mark = index.committed();
        });
    }

    /** Makes an empty index in the directory. */
    static LuceneIndex create(Path directory, Reading reading) {
        return made(directory, reading, LuceneIndex::writer);
    }

    private interface Step {
        void take(LuceneIndex index) throws IOException;
    }

    private static LuceneIndex made(Path directory, Reading reading, Step step) {
        LuceneIndex index = null;
        try {
            index = new LuceneIndex(directory, reading);
            step.take(index);
            return index;
        } catch (IOException failed) {
            if (index != null) {
                index.close();
            }
            throw new IndexException(failed);
        }
    }

    private SearcherFactory factory() {
        return new SearcherFactory() {
            @Override
            public IndexSearcher newSearcher(IndexReader reader, IndexReader previous) throws IOException {
                IndexSearcher searcher = new IndexSearcher(reader);
                searcher.setQueryCache(null);
                for (LeafReaderContext segment : reader.leaves()) {
                    reading.warm(segment);
                }
                return searcher;
            }
        };
    }

    private IndexPosition committed() throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            Map<String, String> data = ((DirectoryReader) searcher.getIndexReader())
                    .getIndexCommit()
                    .getUserData();
            return data.containsKey(NUMBER)
                    ? new IndexPosition(UUID.fromString(data.get(STORE)), Long.parseLong(data.get(NUMBER)))
                    : null;
        } finally {
            searchers.release(searcher);
        }
    }

    private IndexWriter writer() throws IOException {
        if (lost != null) {
            throw new IOException("the index has lost its writer", lost);
        }
        if (writer == null) {
            long gathered = Math.min(MOST_GATHERED, Runtime.getRuntime().maxMemory() / PART_OF_MEMORY >> 20);
            IndexWriterConfig config = new IndexWriterConfig()
                    .setRAMBufferSizeMB((double) Math.max(1, gathered))
                    // What is written and not committed is followed again.
                    .setCommitOnClose(false);
            writer = new IndexWriter(files, config);
            SearcherManager old = searchers;
            searchers = new SearcherManager(writer, factory());
            if (old != null) {
                old.close();
            }
        }
        return writer;
    }

    private interface Writing {
        void with(IndexWriter writer) throws IOException;
    }

    private void write(Writing work) {
        try {
            work.with(writer());
        } catch (IOException failed) {
            noteLoss(failed);
            throw new IndexException(failed);
        } catch (AlreadyClosedException closed) {
            noteLoss(closed);
            throw new IndexException(new IOException(closed));
        }
    }

    /** A writer that has failed takes no more; what it has not committed is lost. */
    private void noteLoss(Throwable failed) {
        if (writer != null && !writer.isOpen()) {
            Throwable tragic = writer.getTragicException();
            lost = tragic == null ? failed : tragic;
        }
    }

    @Override
    public void add(List<SearchableRelease> releases) {
        write(to -> {
            for (SearchableRelease release : releases) {
                to.addDocuments(LuceneFields.of(release));
            }
        });
    }

    @Override
    public void replace(Set<UUID> ids, Map<UUID, SearchableRelease> releases) {
        write(to -> {
            for (UUID id : ids) {
                Term all = new Term(LuceneFields.RELEASE, id.toString());
                if (releases.containsKey(id)) {
                    to.updateDocuments(all, LuceneFields.of(releases.get(id)));
                } else {
                    to.deleteDocuments(all);
                }
            }
        });
    }

    @Override
    public void mark(IndexPosition reached) {
        write(to -> {
            to.setLiveCommitData(Map.of(STORE, reached.store().toString(), NUMBER, Long.toString(reached.number()))
                    .entrySet());
            searchers.maybeRefreshBlocking();
            mark = reached;
        });
    }

    @Override
    public Optional<IndexPosition> mark() {
        return Optional.ofNullable(mark);
    }

    @Override
    public void commit() {
        write(IndexWriter::commit);
    }

    @Override
    public boolean commitsByItself() {
        return false;
    }

    @Override
    public Optional<Throwable> lost() {
        if (lost == null && writer != null && writer.getTragicException() != null) {
            // A merge has failed, beside the calls that write.
            lost = writer.getTragicException();
        }
        return Optional.ofNullable(lost);
    }

    @Override
    public void tidy() {
        if (isWorthMerging()) {
            write(to -> to.forceMerge(1, false));
        }
    }

    /** Whether many documents are outside of the largest segment, or deleted in it. */
    private boolean isWorthMerging() {
        return searching(searcher -> {
            int all = 0;
            int tidy = 0;
            for (LeafReaderContext segment : searcher.getIndexReader().leaves()) {
                all += segment.reader().maxDoc();
                tidy = Math.max(tidy, segment.reader().numDocs());
            }
            return all - tidy >= Math.max(MANY, all / PART);
        });
    }

    @Override
    public <T> T ask(Function<Searcher, T> question) {
        return searching(searcher -> question.apply(reading.questions(searcher)));
    }

    private <T> T searching(Function<IndexSearcher, T> work) {
        try {
            SearcherManager asked = searchers;
            IndexSearcher searcher = asked.acquire();
            try {
                return work.apply(searcher);
            } finally {
                asked.release(searcher);
            }
        } catch (IOException failed) {
            throw new IndexException(failed);
        }
    }

    /** What is not on the disk is followed again. */
    @Override
    public void close() {
        for (Closeable part : new Closeable[] {searchers, writer == null ? null : writer::rollback, files}) {
            try {
                IOUtils.close(part);
            } catch (IOException | AlreadyClosedException failed) {
                LOG.debug("A search index could not be closed properly", failed);
            }
        }
    }
}
