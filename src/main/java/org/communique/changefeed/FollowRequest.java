package org.communique.changefeed;

import java.util.List;
import java.util.Optional;
import org.communique.http.problem.Fault;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;
import org.communique.release.filter.ReleaseFilter;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;
import org.communique.taxonomy.Terms;

/**
 * What a follower asks for: from where on, by which filter, and whether with the releases themselves.
 *
 * @param after the number of the last change that the follower has
 */
record FollowRequest(long after, ReleaseFilter filter, boolean data) {
    static final String PATH = "/v1/changes";

    /** Reads the parameters that the feed and the stream share. */
    static FollowRequest parse(Parameters parameters, Terms terms) {
        return new FollowRequest(
                parameters
                        .parsed("after", "not-a-number", "a sequence number", FollowRequest::number)
                        .orElse(0L),
                ChangeFilter.parse(parameters, terms),
                parameters.choice("include", List.of("data")).isPresent());
    }

    static Optional<Long> number(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    FollowRequest from(long number) {
        return new FollowRequest(number, filter, data);
    }

    /** Ends the request where there is nothing to follow from here, or not by this filter. */
    void check(Snapshot snapshot, Terms terms) {
        ChangeFilter.rejectMerged(filter, terms);
        if (after > snapshot.number()) {
            // This node may be behind another that the follower has read from; the store is not.
            Snapshots.requireStore();
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
