package org.communique.http.request;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.communique.http.problem.Fault;
import org.communique.value.LanguageTag;

/** The parameter {@code lang}: language ranges by preference, separated by commas (RFC 4647 section 3.4). */
public final class Languages {
    private Languages() {}

    /** The tags in the canonical form, in the order given; empty without the parameter. */
    public static List<String> ranges(Parameters parameters) {
        return parameters.list("lang").stream()
                .flatMap(list -> Stream.of(list.split(",", -1)))
                .map(tag -> range(parameters, tag.trim()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static Optional<String> range(Parameters parameters, String tag) {
        Optional<String> parsed = LanguageTag.parse(tag);
        if (parsed.isEmpty()) {
            parameters.fault(Fault.query(
                    "lang", "not-a-language", "\"" + Parameters.shown(tag) + "\" is not a BCP 47 language tag."));
        }
        return parsed;
    }
}
