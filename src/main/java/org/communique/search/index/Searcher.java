package org.communique.search.index;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.communique.http.problem.Fault;
import org.communique.http.problem.ProblemException;
import org.communique.release.bitmap.ListPosition;
import org.communique.release.content.RelatedSubject;
import org.communique.release.filter.ListOptions;
import org.communique.release.filter.ReleaseFilter;
import org.communique.release.filter.ReleaseSort;
import org.communique.release.filter.TextQuery;
import org.communique.release.list.SearchPage;
import org.communique.taxonomy.Terms;

/** What an index is asked. To be asked in a snapshot. */
public interface Searcher {
    /** A page of what the filter selects, with what the extras ask for, but for other words. */
    SearchPage find(
            ReleaseFilter filter, Terms terms, ReleaseSort sort, ListPosition place, int limit, ListOptions options);

    /** How many the filter selects. */
    long total(ReleaseFilter filter, Terms terms);

    /** All that the filter selects, in no order. */
    Set<UUID> all(ReleaseFilter filter, Terms terms);

    /** The newest of those that the filter, but for its words, selects and in whose title each of the words begins one. */
    List<UUID> titled(ReleaseFilter filter, Terms terms, List<String> words, int most);

    /** Those of the filter's that have most in common with a release, which is not among them. */
    List<UUID> related(RelatedSubject subject, ReleaseFilter filter, Terms terms, int most);

    /** Texts, part by part, of some that the filter, but for its words, selects, with a word at most so many edits from one. */
    List<List<String>> near(ReleaseFilter filter, Terms terms, String word, int edits, int most);

    /** Where words fall into more than a query can have, as signs that each are a word do. */
    static ProblemException tooManyWords() {
        return ProblemException.invalid(List.of(Fault.query(
                TextQuery.PARAMETER, "too-many-words", "The search has too many words once it is split into words.")));
    }
}
