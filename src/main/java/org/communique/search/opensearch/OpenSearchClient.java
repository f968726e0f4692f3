package org.communique.search.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.communique.http.json.Json;
import org.communique.search.index.SearchConfig;
import org.communique.search.index.Searcher;
import org.opensearch.client.Request;
import org.opensearch.client.ResponseException;
import org.opensearch.client.RestClient;
import org.opensearch.client.RestClientBuilder;

/** Sends requests to a cluster; where a node does not answer, to the next one. */
final class OpenSearchClient implements AutoCloseable {
    private static final int BAD_REQUEST = 400;
    private static final Timeout PATIENCE = Timeout.ofSeconds(10);

    private static final Pattern TOO_MANY = Pattern.compile("too_many(_nested)?_clauses");

    private final RestClient client;

    OpenSearchClient(SearchConfig config) {
        RestClientBuilder builder = RestClient.builder(config
                .hosts()
                .orElseThrow(() -> new IllegalArgumentException(
                        "communique.search.backend=opensearch requires addresses in communique.search.hosts"))
                .stream()
                .map(URI::create)
                .map(HttpHost::create)
                .toArray(HttpHost[]::new));
        config.username()
                .ifPresent(user -> builder.setDefaultHeaders(
                        new Header[] {authorization(user, config.password().orElse(""))}));
        client = builder.setRequestConfigCallback(request -> request.setResponseTimeout(PATIENCE))
                .build();
    }

    private static Header authorization(String user, String password) {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new BasicHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @param body values that are written as JSON, each on a line of its own; none for a request without a body
     * @throws org.communique.http.problem.ProblemException where a search has too many words
     * @throws IllegalArgumentException where the cluster does not understand the request
     * @throws UncheckedIOException where it refuses the request for another reason, or no node answers
     */
    JsonNode send(String method, String path, Object... body) {
        Request request = new Request(method, path);
        if (body.length > 0) {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (Object line : body) {
                Json.write(lines, line);
                lines.write('\n');
            }
            request.setEntity(new ByteArrayEntity(lines.toByteArray(), ContentType.APPLICATION_JSON));
        }
        try {
            return Json.mapper()
                    .readTree(client.performRequest(request).getEntity().getContent());
        } catch (ResponseException refused) {
            if (TOO_MANY.matcher(refused.getMessage()).find()) {
                throw Searcher.tooManyWords();
            }
            if (refused.getResponse().getStatusLine().getStatusCode() == BAD_REQUEST) {
                throw new IllegalArgumentException(refused.getMessage());
            }
            throw new UncheckedIOException(refused);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
