package org.communique.search;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.communique.release.RelatedSubject;
import org.communique.release.ReleaseFilter;
import org.communique.release.ReleaseIds.Place;
import org.communique.release.ReleaseSort;
import org.communique.release.SearchExtras;
import org.communique.release.SearchPage;
import org.communique.release.SearchText;
import org.communique.taxonomy.Terms;
import org.communique.web.Fault;
import org.communique.web.ProblemException;

/** What an index is asked. To be asked in a snapshot. */
interface Questions {
    /** A page of what the filter selects, with what the extras ask for, but for other words. */
    SearchPage find(ReleaseFilter filter, Terms terms, ReleaseSort sort, Place place, int limit, SearchExtras extras);

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
                SearchText.PARAMETER, "too-many-words", "The search has too many words once it is split into words.")));
    }
}
