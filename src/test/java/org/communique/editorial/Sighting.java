package org.communique.editorial;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.communique.support.Service;

/** What a node showed to the public in an answer that was asked for and came at these times. */
record Sighting(Instant asked, Instant answered, Set<String> ids) {

    Duration taken() {
        return Duration.between(asked, answered);
    }

    /** Asks a node again and again until the instant has passed. */
    static List<Sighting> watch(Service node, Instant until) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest list = HttpRequest.newBuilder(node.at("/v1/press-releases?limit=100&fields=id"))
                .build();
        List<Sighting> sightings = new ArrayList<>();
        while (Instant.now().isBefore(until)) {
            Instant asked = Instant.now();
            String answer =
                    client.send(list, HttpResponse.BodyHandlers.ofString()).body();
            sightings.add(new Sighting(
                    asked, Instant.now(), new HashSet<>(JsonPath.from(answer).<String>getList("data.id"))));
            Thread.sleep(50);
        }
        return sightings;
    }
}
