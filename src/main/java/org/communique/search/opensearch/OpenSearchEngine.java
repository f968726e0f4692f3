package org.communique.search.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.communique.search.index.Engine;
import org.communique.search.index.OpenIndex;
import org.communique.search.index.SearchConfig;
import org.communique.search.lucene.NamedTerms;

/**
 * Indexes in a cluster, named for version and generation, such as {@code communique-v1-3}; the alias
 * {@code communique-v1} stands for the current one.
 */
public final class OpenSearchEngine implements Engine {
    private final OpenSearchClient client;
    private final String alias;
    private final NamedTerms names;
    private String begun;
    private String opened;

    public OpenSearchEngine(SearchConfig config, NamedTerms names) {
        this.names = names;
        alias = config.indexPrefix() + "-v" + VERSION;
        client = new OpenSearchClient(config);
    }

    @Override
    public Optional<OpenIndex> current() {
        return pointed().map(name -> {
            opened = name;
            return new OpenSearchIndex(client, name, names);
        });
    }

    @Override
    public OpenIndex begin() {
        int last = generations(all()).stream()
                .mapToInt(name -> Integer.parseInt(name.substring(alias.length() + 1)))
                .max()
                .orElse(0);
        begun = alias + "-" + (last + 1);
        client.send("PUT", "/" + begun, OpenSearchFields.index());
        return new OpenSearchIndex(client, begun, names);
    }

    @Override
    public void finish() {
        List<Map<String, Object>> actions = new ArrayList<>();
        pointed().ifPresent(old -> actions.add(Map.of("remove", Map.of("index", old, "alias", alias))));
        actions.add(Map.of("add", Map.of("index", begun, "alias", alias)));
        client.send("POST", "/_aliases", Map.of("actions", actions));
        opened = begun;
    }

    @Override
    public void discard() {
        delete(begun);
    }

    @Override
    public void tryWriting() {
        // A cluster says so by itself.
    }

    @Override
    public boolean hasRoomToMerge() {
        return false;
    }

    @Override
    public void removeOthers() {
        String current = pointed().orElse(null);
        generations(all()).stream().filter(name -> !name.equals(current)).forEach(this::delete);
    }

    private void delete(String name) {
        client.send("DELETE", "/" + name + "?ignore_unavailable=true");
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean hasMoved() {
        return !pointed().equals(Optional.ofNullable(opened));
    }

    @Override
    public void close() {
        client.close();
    }

    /** The index that the alias stands for. */
    private Optional<String> pointed() {
        JsonNode all = all();
        return generations(all).stream()
                .filter(name -> all.path(name).path("aliases").has(alias))
                .findFirst();
    }

    private List<String> generations(JsonNode all) {
        List<String> names = new ArrayList<>();
        all.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> !name.matches(Pattern.quote(alias) + "-\\d{1,8}"));
        return names;
    }

    /** The indexes of this version by their names, with their aliases. */
    private JsonNode all() {
        return client.send("GET", "/" + alias + "-*/_alias");
    }
}
