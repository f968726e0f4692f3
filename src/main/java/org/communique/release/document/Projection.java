package org.communique.release.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.communique.http.json.Json;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;
import org.communique.release.list.SearchPage;

/** How much of a release is shown: what the parameters {@code view} and {@code fields} ask for. */
public final class Projection {
    /** Everything, where nothing can be asked for. */
    public static final Projection FULL = new Projection(true, Optional.empty(), Optional.empty(), Optional.empty());

    private static final List<String> VIEWS = List.of("summary", "full");

    private final boolean bodies;
    private final Optional<FieldSelection> fields;
    private final Optional<String> view;
    private final Optional<String> fieldList;

    private Projection(
            boolean bodies, Optional<FieldSelection> fields, Optional<String> view, Optional<String> fieldList) {
        this.bodies = bodies;
        this.fields = fields;
        this.view = view;
        this.fieldList = fieldList;
    }

    /** @param full whether bodies are shown where nothing is asked for */
    public static Projection parse(Parameters parameters, boolean full) {
        return of(parameters, full, FieldSelection.parse(parameters), parameters.one("fields"));
    }

    /** For a representation whose members cannot be picked. */
    public static Projection view(Parameters parameters, boolean full) {
        return of(parameters, full, Optional.empty(), Optional.empty());
    }

    private static Projection of(
            Parameters parameters, boolean full, Optional<FieldSelection> fields, Optional<String> fieldList) {
        Optional<String> view = parameters.choice("view", VIEWS);
        boolean bodies = fields.map(picked -> picked.picks("body"))
                .orElse(view.map("full"::equals).orElse(full));
        return new Projection(bodies, fields, view, fieldList);
    }

    /** Whether bodies have to be read. */
    public boolean bodies() {
        return bodies;
    }

    /** Whether no members are picked. */
    public boolean isWhole() {
        return fields.isEmpty();
    }

    /** Whether a member of a release is shown. */
    public boolean picks(String member) {
        return fields.map(picked -> picked.picks(member)).orElse(bodies || !member.equals("body"));
    }

    /** The release with the members that are shown. */
    public Object of(ReleaseView release) {
        return fields.map(picked -> (Object) picked.of(release)).orElse(release);
    }

    /** The same of one that is written already, with where the words of a search stand in it; null for nowhere. */
    Object of(byte[] written, SearchPage.Highlights highlights) {
        try {
            JsonNode some = fields.orElseThrow().of(Json.mapper().readTree(written));
            return highlights == null
                    ? some
                    : ((ObjectNode) some).set("highlights", Json.mapper().valueToTree(highlights));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The parameters, as links repeat them. */
    public Query query() {
        return new Query().add("view", view.orElse(null)).add("fields", fieldList.orElse(null));
    }
}
