package org.communique.release.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.communique.http.problem.Fault;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;

/**
 * What a list tells besides its releases: the parameters {@code facets}, {@code facetScope} and {@code highlight}.
 *
 * @param facets in the order of the request
 * @param own whether each facet counts within its own part of the filter too
 * @param written the parameters, as links repeat them
 */
public record ListOptions(boolean highlight, List<Request> facets, boolean own, String written) {
    public static final ListOptions NONE = new ListOptions(false, List.of(), false, "");

    private static final int LARGEST = 10_000;

    /**
     * A facet that is asked for.
     *
     * @param size how many values at most; those selected come besides
     */
    public record Request(Facet facet, int size) {}

    public static ListOptions parse(Parameters parameters, boolean searching) {
        Optional<Boolean> highlight = parameters.flag("highlight");
        if (highlight.orElse(false) && !searching) {
            parameters.fault(Fault.query("highlight", "needs-q", "highlight requires a search in q."));
        }
        Optional<String> names = parameters.list("facets");
        List<Request> facets = new ArrayList<>();
        for (String name : names.map(list -> list.split(",")).orElse(new String[0])) {
            request(parameters, name)
                    .filter(asked -> facets.stream().noneMatch(other -> other.facet() == asked.facet()))
                    .ifPresent(facets::add);
        }
        Optional<String> scope = parameters.choice("facetScope", List.of("others", "all"));
        if (scope.isPresent() && names.isEmpty()) {
            parameters.fault(Fault.query("facetScope", "needs-facets", "facetScope requires facets."));
        }
        Query written = new Query()
                .add("highlight", highlight.orElse(null))
                .add("facets", names.orElse(null))
                .add("facetScope", scope.orElse(null));
        return new ListOptions(
                highlight.orElse(false), facets, scope.filter("all"::equals).isPresent(), written.toString());
    }

    private static Optional<Request> request(Parameters parameters, String written) {
        int colon = written.indexOf(':');
        String name = colon < 0 ? written : written.substring(0, colon);
        String size = colon < 0 ? Integer.toString(LARGEST) : written.substring(colon + 1);
        if (!parameters.isOneOf("facets", name, Facet.names())) {
            return Optional.empty();
        }
        if (!size.matches("\\d{1,5}") || Integer.parseInt(size) < 1 || Integer.parseInt(size) > LARGEST) {
            parameters.fault(Fault.query(
                            "facets",
                            "not-in-range",
                            "The size of the facet " + name + " is \"" + Parameters.shown(size)
                                    + "\"; it must be a whole number from 1 to " + LARGEST + ".")
                    .allowing(List.of(name + ":20")));
            return Optional.empty();
        }
        return Optional.of(new Request(Facet.byName(name), Integer.parseInt(size)));
    }

    boolean isNone() {
        return !highlight && facets.isEmpty();
    }
}
