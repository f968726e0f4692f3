package org.communique.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.communique.http.json.Json;
import org.communique.http.problem.ProblemException;
import org.communique.http.request.Parameters;
import org.communique.release.content.LiveRelease;
import org.communique.release.entity.PressRelease;
import org.communique.release.entity.ReleaseRevision;
import org.communique.taxonomy.TermHistory;
import org.communique.taxonomy.Terms;
import org.communique.taxonomy.Vocabulary;
import org.communique.value.Instants;

/** What the public could read at an earlier time. */
@ApplicationScoped
class ReleaseHistory {
    /** A state of a release and the time of the change that made it. */
    record Dated(LiveRelease release, Instant at) {}

    /** The state after the last change at or before the instant; ends the request with 404 where there was none yet. */
    LiveRelease asOf(PressRelease present, Instant at) {
        if (!present.changedAt.isAfter(at)) {
            return present.live();
        }
        ReleaseRevision revision = ReleaseRevision.find(
                        "releaseId = ?1 and changedAt <= ?2 order by revision desc", present.id, at)
                .firstResult();
        if (revision == null) {
            throw ProblemException.notFound("The press release was not yet public at " + Instants.write(at) + ".");
        }
        return read(revision);
    }

    Dated revision(PressRelease present, String number) {
        int wanted = number.matches("\\d{1,9}") ? Integer.parseInt(number) : -1;
        if (wanted == present.revision) {
            return new Dated(present.live(), present.changedAt);
        }
        return ReleaseRevision.<ReleaseRevision>findByIdOptional(new ReleaseRevision.Key(present.id, wanted))
                .map(revision -> new Dated(read(revision), revision.changedAt))
                .orElseThrow(() -> ProblemException.notFound(
                        "The press release has no revision \"" + Parameters.shown(number) + "\"."));
    }

    /** All revisions, newest first. */
    List<RevisionView> all(PressRelease present) {
        List<RevisionView> all = new ArrayList<>();
        all.add(RevisionView.of(present.live(), present.changedAt));
        List<Integer> numbers = Panache.getSession()
                .createQuery(
                        "select revision from ReleaseRevision where releaseId = ?1 order by revision desc",
                        Integer.class)
                .setParameter(1, present.id)
                .getResultList();
        // One after the other: each has the whole text.
        for (int number : numbers) {
            ReleaseRevision revision = ReleaseRevision.findById(new ReleaseRevision.Key(present.id, number));
            all.add(RevisionView.of(read(revision), revision.changedAt));
            Panache.getSession().detach(revision);
        }
        return all;
    }

    /** The terms with those that the release carries named as they were at the time. */
    Terms terms(Terms present, LiveRelease then, Instant at) {
        Terms terms = present;
        for (Vocabulary vocabulary : Vocabulary.values()) {
            terms = TermHistory.at(terms, vocabulary, then.content().codes(vocabulary), at);
        }
        return terms;
    }

    private static LiveRelease read(ReleaseRevision revision) {
        try {
            return Json.mapper().readValue(revision.snapshot, LiveRelease.class);
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
