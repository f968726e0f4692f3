package org.communique.changefeed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.communique.release.ReleaseStates;
import org.communique.release.document.ReleaseView;
import org.communique.taxonomy.Terms;

/** What a change was about, as the change left it. */
@ApplicationScoped
public class ChangeData {
    @Inject
    ReleaseStates releases;

    /** The release; empty once it was retracted, and for a term, since its name of today is at its address. */
    public Optional<ReleaseView> of(FilteredChange change, List<String> languages, Terms terms) {
        return change.isAboutRelease()
                ? releases.at(UUID.fromString(change.subjectId()), change.revision(), languages, terms)
                : Optional.empty();
    }
}
