package org.communique.release.filter;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.communique.http.request.Parameters;
import org.communique.taxonomy.Terms;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** A parameter of the filter, or several that are read together: how it is read, and what the contract says of it. */
final class FilterParameter {
    private final Reader reader;
    private final List<Description> descriptions;
    private final Map<String, SearchField> fields;

    FilterParameter(Reader reader, Description... descriptions) {
        this(reader, List.of(descriptions), Map.of());
    }

    private FilterParameter(Reader reader, List<Description> descriptions, Map<String, SearchField> fields) {
        this.reader = reader;
        this.descriptions = descriptions;
        this.fields = fields;
    }

    /** The same with a field that search engines have to keep for it. */
    FilterParameter indexing(String field, SearchField values) {
        return new FilterParameter(reader, descriptions, Map.of(field, values));
    }

    /** Reads the criterion; empty where the request does not have it. Faults are noted in the parameters. */
    interface Reader {
        Optional<? extends Criterion> read(Parameters parameters, Terms terms);
    }

    /** The values of a release in a field of search engines. */
    interface SearchField extends Function<SearchableRelease, List<String>> {}

    /**
     * A parameter as the contract describes it.
     *
     * @param schema made only when the contract is written; null for one that is described elsewhere
     * @param described false for one that operations name by themselves
     * @param followed whether changes can be filtered by it
     */
    record Description(
            String name, String text, Supplier<Schema> schema, Object example, boolean described, boolean followed) {
        static Description of(String name, String text, Supplier<Schema> schema, Object example) {
            return new Description(name, text, schema, example, true, true);
        }

        /** One whose description is a component of the contract. */
        static Description component(String name) {
            return new Description(name, null, null, null, true, true);
        }

        /** One that operations name by themselves. */
        static Description elsewhere(String name) {
            return new Description(name, null, null, null, false, false);
        }

        Description notFollowed() {
            return new Description(name, text, schema, example, described, false);
        }
    }

    Optional<? extends Criterion> read(Parameters parameters, Terms terms) {
        return reader.read(parameters, terms);
    }

    /** The fields that search engines have to keep for it, by name. */
    Map<String, SearchField> fields() {
        return fields;
    }

    List<Description> descriptions() {
        return descriptions;
    }

    static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }

    static Schema flag() {
        return OASFactory.createSchema().addType(Schema.SchemaType.BOOLEAN);
    }

    /** Values of a parameter that may be repeated. */
    static Schema repeated(Schema value) {
        return OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(value);
    }
}
