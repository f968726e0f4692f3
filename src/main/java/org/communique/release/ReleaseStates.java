package org.communique.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.communique.release.ReleaseHistory.Dated;
import org.communique.release.document.DocumentAnswers;
import org.communique.release.document.ReleaseView;
import org.communique.release.document.ReleaseViews;
import org.communique.release.entity.PressRelease;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.Terms;

/** Public releases as some change of theirs left them. */
@ApplicationScoped
public class ReleaseStates {
    @Inject
    ReleaseHistory history;

    @Inject
    ReleaseViews views;

    @Inject
    DocumentAnswers documents;

    /**
     * The release at a revision, with its terms named as they were, in the first of the languages that it had then, else
     * in its original one; nothing where the release was retracted since.
     */
    public Optional<ReleaseView> at(UUID id, int revision, List<String> languages, Terms terms) {
        if (Snapshots.isInMemory()) {
            return documents.asLeft(id, revision, languages, terms);
        }
        return PressRelease.<PressRelease>findByIdOptional(id).map(release -> {
            Dated then = history.revision(release, Integer.toString(revision));
            List<String> shown = then.release().content().language(languages).isPresent() ? languages : List.of();
            return views.whole(then.release(), shown, true, history.terms(terms, then.release(), then.at()));
        });
    }
}
