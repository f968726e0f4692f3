package org.communique.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.communique.release.SearchableRelease;
import org.hibernate.search.engine.backend.work.execution.DocumentCommitStrategy;
import org.hibernate.search.engine.backend.work.execution.DocumentRefreshStrategy;
import org.hibernate.search.mapper.pojo.standalone.mapping.SearchMapping;
import org.hibernate.search.mapper.pojo.standalone.session.SearchSession;
import org.hibernate.search.mapper.pojo.work.IndexingPlanSynchronizationStrategy;

/** Writes documents; each call ends when the engine has taken them, and throws where it has not. */
final class IndexWriting {
    private IndexWriting() {}

    /** Adds the releases to an index that has none of them. */
    static void add(SearchMapping mapping, List<SearchableRelease> releases) {
        try (SearchSession session = session(mapping, DocumentRefreshStrategy.NONE)) {
            for (SearchableRelease release : releases) {
                for (SearchableRelease.Text text : release.texts()) {
                    session.indexingPlan().add(SearchDocument.of(release, text));
                }
            }
        }
    }

    /**
     * Puts the releases in the place of what the index has of them.
     *
     * @param languages by release, those in which the index may have a text of it
     */
    static void replace(
            SearchMapping mapping, Map<UUID, SearchableRelease> releases, Map<UUID, Set<String>> languages) {
        try (SearchSession session = session(mapping, DocumentRefreshStrategy.NONE)) {
            languages.forEach((id, known) -> {
                SearchableRelease release = releases.get(id);
                List<SearchableRelease.Text> texts = release == null ? List.of() : release.texts();
                texts.forEach(text -> session.indexingPlan().addOrUpdate(SearchDocument.of(release, text)));
                known.stream()
                        .filter(language ->
                                texts.stream().noneMatch(text -> text.language().equals(language)))
                        .forEach(language -> session.indexingPlan()
                                .purge(SearchDocument.class, SearchDocument.id(id, language), null));
            });
        }
    }

    /** Notes how far the index is, after everything up to there is in it; from then on searches find it. */
    static void mark(SearchMapping mapping, SearchDocument.Mark mark) {
        try (SearchSession session = session(mapping, DocumentRefreshStrategy.FORCE)) {
            session.indexingPlan().addOrUpdate(SearchDocument.of(mark));
        }
    }

    /** How far the index is; nothing for a new one. */
    static Optional<SearchDocument.Mark> mark(SearchMapping mapping) {
        try (SearchSession session = mapping.createSession()) {
            return session
                    .search(SearchDocument.class)
                    .select(f -> f.composite()
                            .from(
                                    f.field(DocumentFields.STORE, String.class),
                                    f.field(DocumentFields.NUMBER, Long.class))
                            .as((store, number) -> new SearchDocument.Mark(UUID.fromString(store), number)))
                    .where(f -> f.id().matching(SearchDocument.MARK))
                    .fetchHits(1)
                    .stream()
                    .findFirst();
        }
    }

    private static SearchSession session(SearchMapping mapping, DocumentRefreshStrategy refresh) {
        IndexingPlanSynchronizationStrategy waiting = context -> {
            // Lucene commits by itself every few seconds; what a crash takes, the mark does not claim.
            context.documentCommitStrategy(DocumentCommitStrategy.NONE);
            context.documentRefreshStrategy(refresh);
            context.indexingFutureHandler(future -> future.join().throwable().ifPresent(failure -> {
                throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
            }));
        };
        return mapping.createSessionWithOptions()
                .indexingPlanSynchronizationStrategy(waiting)
                .build();
    }
}
