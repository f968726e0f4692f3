package org.communique.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.lucene.store.AlreadyClosedException;
import org.communique.http.cache.AnswerSequence;
import org.communique.release.bitmap.ListPosition;
import org.communique.release.filter.ListOptions;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.filter.ReleaseSort;
import org.communique.release.list.ReleaseSearch;
import org.communique.release.list.SearchPage;
import org.communique.search.index.SearchIndex;
import org.communique.search.index.Searcher;
import org.communique.sequence.SequenceWatch;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.Terms;

/** Answers lists and counts from the index. */
@ApplicationScoped
class IndexSearch implements ReleaseSearch {
    /** How long a search waits for the index to reach what has just been written. */
    private static final Duration CATCH_UP = Duration.ofMillis(100);

    @Inject
    SearchIndex index;

    @Inject
    SequenceWatch watch;

    @Inject
    Snapshots snapshots;

    @Inject
    AnswerSequence answer;

    @Inject
    SpellingSuggestions spelling;

    @Override
    public void reflect() {
        index.ready();
        // What this node has of its own stands still while it is read.
        if (!index.await(watch.last(), Snapshots.isInMemory() ? Duration.ZERO : CATCH_UP)) {
            Snapshots.requireStore();
        }
        answer.reflects(index.number());
    }

    @Override
    public SearchPage find(
            ReleaseFilter filter, Terms terms, ReleaseSort sort, ListPosition place, int limit, ListOptions options) {
        return asking(questions -> {
            SearchPage page = questions.find(filter, terms, sort, place, limit, options);
            boolean nothing = limit > 0 && page.total().orElse(1) == 0;
            return nothing ? page.suggesting(spelling.insteadOf(questions, filter, terms)) : page;
        });
    }

    @Override
    public long total(ReleaseFilter filter, Terms terms) {
        return asking(questions -> questions.total(filter, terms));
    }

    @Override
    public Set<UUID> all(ReleaseFilter filter, Terms terms) {
        return asking(questions -> questions.all(filter, terms));
    }

    /** Asks the index, once it is as far as it can be expected to be. */
    <T> T asking(Function<Searcher, T> question) {
        reflect();
        try {
            T said = index.ready().ask(question);
            snapshots
                    .current()
                    .filter(snapshot -> Snapshots.isInMemory() && index.number() > snapshot.number())
                    .ifPresent(behind -> Snapshots.requireStore());
            return said;
        } catch (RuntimeException failed) {
            if (!isAway(failed)) {
                throw failed;
            }
            index.suspect(failed);
            throw SearchIndex.notReady("The search engine did not respond.");
        }
    }

    /** Whether a file or a server failed, rather than the question. */
    private static boolean isAway(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof AlreadyClosedException) {
                return true;
            }
        }
        return false;
    }
}
