package org.communique.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.communique.web.Json;
import org.hibernate.search.backend.elasticsearch.index.layout.IndexLayoutStrategy;
import org.hibernate.search.engine.environment.bean.BeanReference;
import org.opensearch.client.Request;
import org.opensearch.client.Response;
import org.opensearch.client.ResponseException;
import org.opensearch.client.RestClient;
import org.opensearch.client.RestClientBuilder;

/**
 * Indexes in a cluster, named for version and generation, such as {@code communique-v1-3}; the alias
 * {@code communique-v1} stands for the current one.
 */
final class OpenSearchEngine implements Engine {
    private static final int MISSING = 404;

    private final SearchConfig config;
    private final String alias;
    private final RestClient client;
    private String begun;
    private String opened;

    OpenSearchEngine(SearchConfig config) {
        this.config = config;
        this.alias = config.indexPrefix() + "-v" + VERSION;
        List<String> hosts = hosts(config);
        RestClientBuilder builder = RestClient.builder(
                hosts.stream().map(URI::create).map(HttpHost::create).toArray(HttpHost[]::new));
        config.username()
                .ifPresent(user -> builder.setDefaultHeaders(new Header[] {
                    new BasicHeader(
                            "Authorization",
                            "Basic "
                                    + Base64.getEncoder()
                                            .encodeToString((user + ":"
                                                            + config.password().orElse(""))
                                                    .getBytes(StandardCharsets.UTF_8)))
                }));
        this.client = builder.build();
    }

    private static List<String> hosts(SearchConfig config) {
        return config.hosts()
                .orElseThrow(() -> new IllegalArgumentException(
                        "communique.search.backend=opensearch needs addresses in communique.search.hosts"));
    }

    @Override
    public Optional<OpenIndex> current() {
        return pointed().map(name -> {
            opened = name;
            return open(name, false);
        });
    }

    @Override
    public OpenIndex begin() {
        int last = generations().stream()
                .mapToInt(name -> Integer.parseInt(name.substring(alias.length() + 1)))
                .max()
                .orElse(0);
        begun = alias + "-" + (last + 1);
        return open(begun, true);
    }

    @Override
    public void finish() {
        List<Map<String, Object>> actions = new ArrayList<>();
        pointed()
                .filter(old -> !old.equals(begun))
                .ifPresent(old -> actions.add(Map.of("remove", Map.of("index", old, "alias", alias))));
        actions.add(Map.of("add", Map.of("index", begun, "alias", alias)));
        Request request = new Request("POST", "/_aliases");
        request.setJsonEntity(new String(Json.bytes(Map.of("actions", actions)), StandardCharsets.UTF_8));
        perform(request);
        opened = begun;
    }

    @Override
    public void discard() {
        perform(new Request("DELETE", "/" + begun));
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
        for (String name : generations()) {
            if (!name.equals(current)) {
                perform(new Request("DELETE", "/" + name));
            }
        }
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean hasMoved() {
        return pointed().filter(name -> !name.equals(opened)).isPresent();
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private OpenIndex open(String name, boolean create) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "hibernate.search.backend.type",
                "elasticsearch",
                "hibernate.search.backend.client_factory",
                "opensearch-rest",
                "hibernate.search.backend.uris",
                hosts(config),
                "hibernate.search.backend.analysis.configurer",
                new OpenSearchAnalysis(),
                "hibernate.search.backend.layout.strategy",
                BeanReference.ofInstance(new Layout(name)),
                "hibernate.search.backend.read_timeout",
                10_000,
                "hibernate.search.schema_management.strategy",
                create ? "create" : "none"));
        config.username().ifPresent(user -> settings.put("hibernate.search.backend.username", user));
        config.password().ifPresent(password -> settings.put("hibernate.search.backend.password", password));
        return new OpenIndex(Mappings.open(settings), null);
    }

    /** The index that the alias stands for. */
    private Optional<String> pointed() {
        JsonNode answer = perform(new Request("GET", "/_alias/" + alias));
        return answer == null || answer.isEmpty()
                ? Optional.empty()
                : Optional.of(answer.fieldNames().next());
    }

    private List<String> generations() {
        List<String> names = new ArrayList<>();
        JsonNode answer = perform(new Request("GET", "/" + alias + "-*/_alias"));
        if (answer != null) {
            answer.fieldNames().forEachRemaining(names::add);
        }
        names.removeIf(name -> !name.matches(java.util.regex.Pattern.quote(alias) + "-\\d{1,8}"));
        return names;
    }

    /** The answer; null where there is no such thing. */
    private JsonNode perform(Request request) {
        try {
            Response response = client.performRequest(request);
            return Json.mapper().readTree(response.getEntity().getContent());
        } catch (ResponseException refused) {
            if (refused.getResponse().getStatusLine().getStatusCode() == MISSING) {
                return null;
            }
            throw new UncheckedIOException(refused);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Every index is called by its own name; the aliases that the mapping wants are its own too. */
    private record Layout(String name) implements IndexLayoutStrategy {
        @Override
        public String createInitialElasticsearchIndexName(String mapped) {
            return name;
        }

        @Override
        public String createWriteAlias(String mapped) {
            return name + "-write";
        }

        @Override
        public String createReadAlias(String mapped) {
            return name + "-read";
        }

        @Override
        public String extractUniqueKeyFromElasticsearchIndexName(String index) {
            return Mappings.INDEX;
        }
    }
}
