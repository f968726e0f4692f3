package org.communique.search.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.communique.release.filter.SearchableRelease;
import org.communique.search.index.IndexPosition;
import org.communique.search.index.OpenIndex;
import org.communique.search.index.Searcher;
import org.communique.search.lucene.NamedTerms;

/** An index in a cluster, which sees to the disk and to segments by itself. */
final class OpenSearchIndex implements OpenIndex {
    /** The id of the document that says how far the index has followed the sequence. */
    private static final String MARK = "mark";

    private final OpenSearchClient client;
    private final String path;
    private final NamedTerms names;

    OpenSearchIndex(OpenSearchClient client, String name, NamedTerms names) {
        this.client = client;
        this.names = names;
        this.path = "/" + name;
    }

    @Override
    public void add(List<SearchableRelease> releases) {
        List<Object> lines = new ArrayList<>();
        releases.forEach(release -> addTo(lines, release));
        write(lines);
    }

    @Override
    public void replace(Set<UUID> ids, Map<UUID, SearchableRelease> releases) {
        List<Object> lines = new ArrayList<>();
        for (UUID id : ids) {
            if (releases.containsKey(id)) {
                addTo(lines, releases.get(id));
            } else {
                lines.add(Map.of("delete", Map.of("_id", id)));
            }
        }
        write(lines);
    }

    private static void addTo(List<Object> lines, SearchableRelease release) {
        lines.add(Map.of("index", Map.of("_id", release.id())));
        lines.add(OpenSearchFields.of(release));
    }

    private void write(List<Object> lines) {
        if (lines.isEmpty()) {
            return;
        }
        JsonNode answer = client.send("POST", path + "/_bulk?filter_path=errors,items.*.error", lines.toArray());
        if (answer.path("errors").asBoolean()) {
            throw new UncheckedIOException(
                    new IOException("not written: " + answer.path("items").path(0)));
        }
    }

    @Override
    public void mark(IndexPosition mark) {
        client.send(
                "PUT",
                path + "/_doc/" + MARK + "?refresh=true",
                Map.of(OpenSearchFields.STORE, mark.store(), OpenSearchFields.NUMBER, mark.number()));
    }

    @Override
    public Optional<IndexPosition> mark() {
        JsonNode found =
                search(Map.of("query", OpenSearchQueries.ids(List.of(MARK)))).at("/hits/hits/0/_source");
        return found.isMissingNode()
                ? Optional.empty()
                : Optional.of(new IndexPosition(
                        UUID.fromString(found.path(OpenSearchFields.STORE).asText()),
                        found.path(OpenSearchFields.NUMBER).asLong()));
    }

    @Override
    public void commit() {
        // Whatever the cluster has taken is on its disks.
    }

    @Override
    public boolean commitsByItself() {
        return true;
    }

    @Override
    public Optional<Throwable> lost() {
        return Optional.empty();
    }

    @Override
    public void tidy() {
        // The cluster merges by itself.
    }

    @Override
    public <T> T ask(Function<Searcher, T> question) {
        return question.apply(new OpenSearchSearcher(this::search, names));
    }

    private JsonNode search(Map<String, Object> request) {
        return client.send("POST", path + "/_search", request);
    }

    @Override
    public void close() {
        // The client is the engine's.
    }
}
