package org.communique.change;

import java.util.List;
import java.util.Optional;
import org.communique.release.ReleaseFilter;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.Terms;
import org.communique.web.Fault;
import org.communique.web.Parameters;
import org.communique.web.ProblemException;
import org.communique.web.ProblemType;
import org.communique.web.Query;

/**
 * What a follower asks for: from where on, by which filter, and whether with the releases themselves.
 *
 * @param after the number of the last change that the follower has
 */
record Following(long after, ReleaseFilter filter, boolean data) {
    static final String PATH = "/v1/changes";

    /** Reads the parameters that the feed and the stream share. */
    static Following parse(Parameters parameters, Terms terms) {
        return new Following(
                parameters
                        .parsed("after", "not-a-number", "a sequence number", Following::number)
                        .orElse(0L),
                ChangeFilter.parse(parameters, terms),
                parameters.choice("include", List.of("data")).isPresent());
    }

    static Optional<Long> number(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    Following from(long number) {
        return new Following(number, filter, data);
    }

    /** Ends the request where there is nothing to follow from here, or not by this filter. */
    void check(Snapshot snapshot, Terms terms) {
        ChangeFilter.rejectMerged(filter, terms);
        if (after > snapshot.number()) {
            String detail = "The sequence is at " + snapshot.number() + "; it has not reached " + after + " yet.";
            throw new ProblemException(
                            ProblemType.AFTER_BEYOND_END,
                            detail,
                            List.of(Fault.query("after", ProblemType.AFTER_BEYOND_END.slug(), detail)))
                    .with("sequence", snapshot.number())
                    .with("store", snapshot.store());
        }
    }

    Query query() {
        return filter.query().add("include", data ? "data" : null);
    }
}
