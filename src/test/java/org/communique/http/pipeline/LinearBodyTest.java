package org.communique.http.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.communique.http.request.Parameters;
import org.communique.support.Doubling;
import org.communique.support.Operations;
import org.communique.support.Operations.Operation;
import org.communique.support.RawConnection;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Test;

/** Twice as large a body takes at most a little more than twice as long, whatever it is made of. */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class LinearBodyTest {
    private static final int LENGTH = 200_000;
    private static final long SUSPICIOUS_NANOS = 250_000_000;

    private static final List<IntFunction<String>> JSON = List.of(
            length -> "[".repeat(length),
            length -> "{\"a\":".repeat(length / 5),
            length -> "{\"a\":" + "[".repeat(length / 2) + "]".repeat(length / 2) + "}",
            length -> "{" + members(length) + "\"z\":1}",
            length -> "{\"texts\":{" + members(length) + "\"z\":1}}",
            length -> "{\"names\":{" + members(length) + "\"z\":1}}",
            length -> "{\"originalLanguage\":\"" + "a-".repeat(length / 2) + "\"}",
            length -> "{\"reason\":\"" + "\\u0041".repeat(length / 6) + "\"}",
            length -> "{\"url\":\"http://" + "a.".repeat(length / 2) + "\",\"filter\":\"" + "a=&".repeat(2_000) + "\"}",
            length -> "{\"revision\":" + "7".repeat(length) + "}",
            length -> "{\"revision\":1e" + "7".repeat(length) + "}",
            length -> "{\"countries\":[" + "\"KG\",".repeat(length / 5) + "\"KG\"]}",
            length -> "{\"texts\":{\"en\":{\"title\":\"T\",\"body\":{\"html\":\"" + "<a <b>".repeat(length / 6)
                    + "\"}}}}",
            length -> "{\"texts\":{\"en\":{\"title\":\"T\",\"body\":{\"text\":\"" + "\\n \\n".repeat(length / 5)
                    + "\"}}}}");

    private static final List<IntFunction<String>> FORMS = List.of(
            length -> "a=&".repeat(length / 3),
            length -> "hub.callback=" + "a.".repeat(length / 2),
            length -> "hub.topic=" + "a%20".repeat(length / 4),
            length -> "hub.mode=" + "%".repeat(length),
            length -> "hub.topic=https://press.example.org/v1/press-releases.atom?" + "country%3DKG%26".repeat(500),
            length -> "hub.lease_seconds=" + "0".repeat(length));

    private static String members(int length) {
        StringBuilder members = new StringBuilder();
        for (int i = 0; members.length() < length; i++) {
            members.append("\"k").append(Integer.toString(i, 36)).append("\":1,");
        }
        return members.toString();
    }

    @Test
    void every_body_of_the_contract_is_read_in_linear_time() throws IOException {
        List<String> wrong = new ArrayList<>();
        int looked = 0;
        try (RawConnection connection = new RawConnection()) {
            for (Operation operation : Operations.all()) {
                if (operation.mediaType() != null && !operation.path().equals("/v1/imports")) {
                    List<IntFunction<String>> bodies = operation.path().equals("/hub") ? FORMS : JSON;
                    for (int i = looked++ % 2;
                            i < bodies.size();
                            i += operation.path().equals("/hub") ? 1 : 2) {
                        String whole = request(operation, bodies.get(i).apply(LENGTH));
                        String half = request(operation, bodies.get(i).apply(LENGTH / 2));
                        String complaint = Doubling.complaint(
                                SUSPICIOUS_NANOS, () -> send(connection, whole), () -> send(connection, half));
                        if (complaint != null) {
                            wrong.add(operation + " with body " + i + ": " + complaint);
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(looked > 30, looked + " operations");
    }

    private static String request(Operation operation, String body) {
        String request = operation.request(
                operation.address(), Map.of("If-Match", "*", "Content-Length", Integer.toString(body.length())));
        return request.substring(0, request.indexOf("\r\n\r\n") + 4) + body;
    }

    private static void send(RawConnection connection, String request) throws IOException {
        int status = connection.send(request);
        assertTrue(status >= 200 && status < 500, status + " for " + Parameters.shown(request));
    }
}
