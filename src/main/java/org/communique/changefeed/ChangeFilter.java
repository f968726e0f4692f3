package org.communique.changefeed;

import java.util.List;
import org.communique.http.problem.Fault;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.http.request.Parameters;
import org.communique.release.filter.ReleaseFilter;
import org.communique.taxonomy.Terms;

/** The filter of those who follow: the one of the lists, without what a change cannot be judged by. */
public final class ChangeFilter {
    private ChangeFilter() {}

    /** Parses the filter; what does not work here is noted as a fault, with the reason. */
    public static ReleaseFilter parse(Parameters parameters, Terms terms) {
        ReleaseFilter filter = ReleaseFilter.parse(parameters, terms);
        rejectSearch(parameters);
        filter.unfollowable().forEach(parameters::fault);
        return filter;
    }

    /** Notes a fault for a search: what words find depends on more than the release. */
    static void rejectSearch(Parameters parameters) {
        if (parameters.has("q")) {
            parameters.fault(ReleaseFilter.notInChanges(
                    "q",
                    "A search cannot be followed, since its results depend on the index; omit q and filter by terms."));
        }
    }

    /** Ends the request where the filter names a term that was merged into another. */
    public static void rejectMerged(ReleaseFilter filter, Terms terms) {
        List<Fault> faults = filter.merged(terms);
        if (!faults.isEmpty()) {
            throw new ProblemException(
                    ProblemType.TERM_MERGED,
                    faults.size() == 1 ? faults.get(0).detail() : faults.size() + " terms were merged into others.",
                    faults);
        }
    }
}
