package org.communique.release.filter;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.communique.http.problem.Fault;
import org.communique.http.request.Query;
import org.communique.release.content.FilterState;
import org.communique.taxonomy.Terms;

/**
 * What one parameter of the filter asks for, or several that depend on each other. Everything the service knows about the
 * parameter is in its class: to add one, write a class like {@link DayCriterion} and register it in {@link ReleaseFilter}.
 */
interface Criterion {
    /** The parameter that asks for this. */
    FilterParameter parameter();

    /** Adds the parameter in its canonical form. */
    void write(Query query);

    /** Narrows a list in memory. */
    void narrow(BitmapSelection selection, Terms terms);

    /** Narrows a list from the database. */
    void narrow(ReleaseConditions conditions, Terms terms);

    /** Narrows a search by an engine that filters by itself. */
    void narrow(SearchConditions conditions, Terms terms);

    /** Whether it selects a release in the state before or after a change. */
    boolean selects(String id, FilterState state);

    /** Why changes cannot be filtered by this; empty where they can. */
    default Optional<Fault> unfollowable() {
        return Optional.empty();
    }

    /** The nearest criterion that changes can be filtered by, which may select more but never less; empty where there is none. */
    default Optional<Criterion> judgeable(Terms terms) {
        return Optional.of(this);
    }

    /** The same with merged terms replaced by those they were merged into. */
    default Criterion current(Terms terms) {
        return this;
    }

    /** A fault for each term that was merged into another. */
    default List<Fault> merged(Terms terms) {
        return List.of();
    }

    /** What is left of this when the values of a facet are counted; empty where the criterion selects by those values alone. */
    default Optional<Criterion> without(Facet facet) {
        return Optional.of(this);
    }

    /** The values of a facet that this selects by. */
    default Set<String> selected(Facet facet) {
        return Set.of();
    }
}
