package org.communique.web;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** The parameters of the one filter, for the contract of every operation that takes it. */
final class ContractParameters {
    private static final List<String> VOCABULARIES = List.of("fieldOfWork", "country", "source", "meeting");

    private ContractParameters() {}

    /**
     * Adds the filter.
     *
     * @param whole whether with what a change cannot be judged by
     */
    static void filter(Operation operation, boolean whole) {
        for (String vocabulary : VOCABULARIES) {
            String example =
                    vocabulary.equals("country") ? "KZ" : vocabulary.equals("source") ? "secretariat" : "policing";
            String code = vocabulary.equals("meeting") ? "review-conferences" : example;
            add(operation, vocabulary, "Any of these codes; repeatable", codes(), List.of(code));
            add(operation, vocabulary + ".all", "All of these codes; repeatable", codes(), List.of(code));
            add(operation, vocabulary + ".not", "None of these codes; repeatable", codes(), List.of(code));
            add(operation, vocabulary + ".none", "true: without any; false: with at least one", flag(), false);
        }
        if (whole) {
            add(operation, "source.descendants", "A unit stands for those below it too", flag(), true);
            add(operation, "upToDate", "false: texts whose original has changed since", flag(), true);
        }
        add(
                operation,
                "status",
                "published leaves withdrawn releases out; without it both are there",
                text().enumeration(List.of("published", "withdrawn")),
                "published");
        operation.addParameter(OASFactory.createParameter().ref("lang"));
        add(operation, "from", "First editorial day, inclusive", text().format("date"), "2010-01-01");
        add(operation, "to", "Last editorial day, inclusive", text().format("date"), "2030-12-31");
        for (String kind : List.of("published", "updated")) {
            add(
                    operation,
                    kind + "From",
                    "First instant, inclusive (RFC 3339)",
                    text().format("date-time"),
                    "2010-01-01T00:00:00Z");
            add(
                    operation,
                    kind + "To",
                    "Last instant, exclusive (RFC 3339)",
                    text().format("date-time"),
                    "2030-12-31T00:00:00Z");
        }
    }

    private static void add(Operation operation, String name, String description, Schema schema, Object example) {
        operation.addParameter(OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .description(description)
                .schema(schema)
                .example(example));
    }

    private static Schema codes() {
        return OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(text());
    }

    private static Schema flag() {
        return OASFactory.createSchema().addType(Schema.SchemaType.BOOLEAN);
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }
}
