package org.communique.release.filter;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.communique.contract.SharedParameters;
import org.communique.release.filter.FilterParameter.Description;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Describes the filter in the contract, for every operation that takes it. */
public final class FilterContract implements SharedParameters {
    /** The groups by the names that operations give in {@code x-parameters}. */
    private static final Map<String, Predicate<Description>> GROUPS =
            Map.of("releaseFilter", Description::described, "changeFilter", Description::followed);

    @Override
    public List<Parameter> group(String name) {
        Predicate<Description> group = GROUPS.getOrDefault(name, none -> false);
        return ReleaseFilter.PARAMETERS.stream()
                .flatMap(parameter -> parameter.descriptions().stream())
                .filter(group)
                .map(FilterContract::parameter)
                .toList();
    }

    private static Parameter parameter(Description description) {
        return description.schema() == null
                ? OASFactory.createParameter().ref(description.name())
                : OASFactory.createParameter()
                        .name(description.name())
                        .in(Parameter.In.QUERY)
                        .description(description.text())
                        .schema(description.schema().get())
                        .example(description.example());
    }
}
