package org.communique.http.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.communique.support.Doubling;
import org.communique.support.Operations;
import org.communique.support.Operations.Operation;
import org.communique.support.Operations.Parameter;
import org.communique.support.RawConnection;
import org.communique.support.TestStore;
import org.junit.jupiter.api.Test;

/** Twice as much of anything in the address or a header takes at most a little more than twice as long. */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class LinearInputTest {
    private static final int IN_ADDRESS = 15_000;
    private static final int IN_HEADER = 30_000;
    /** Whatever is quadratic over so many characters takes longer. */
    private static final long SUSPICIOUS_NANOS = 60_000_000;

    private static final List<String> FILLS = List.of(
            "b",
            "7",
            ".",
            "-",
            ",",
            "%22",
            "%41",
            "%20",
            ";",
            "a.",
            "a-",
            "a,",
            "a%20",
            "-%22a%22%20",
            "a*%20",
            "%7B",
            "a:1,");

    /** Those that the contract does not list, on an operation of each kind. */
    private static final List<String> OTHER_HEADERS = List.of(
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Authorization",
            "Content-Encoding",
            "Content-Type",
            "Cookie",
            "If-Modified-Since",
            "Origin",
            "Prefer",
            "Range",
            "traceparent",
            "tracestate",
            "X-Forwarded-For",
            "X-Unknown");

    private static final List<String> OF_EACH_KIND = List.of(
            "POST /hub",
            "GET /problems/{slug}",
            "GET /v1/changes",
            "GET /v1/drafts/{id}",
            "GET /v1/press-releases",
            "GET /v1/press-releases.{format}",
            "GET /v1/press-releases/{id}",
            "PUT /v1/drafts/{id}");

    /** So many are told; each takes seconds to make sure of. */
    private static final int ENOUGH = 3;

    private final Set<Parameter> seen = new HashSet<>();
    private final List<String> wrong = new ArrayList<>();
    private int looked;

    private static String fill(String with, int length) {
        return with.repeat(length / with.length());
    }

    @Test
    void every_parameter_of_the_contract_is_read_in_linear_time() throws IOException {
        try (RawConnection connection = new RawConnection()) {
            for (Operation operation : Operations.all()) {
                for (Parameter parameter : operation.parameters()) {
                    // What many operations share is tried with everything once.
                    int step = seen.add(parameter) ? 1 : 4;
                    for (int i = looked % step; i < FILLS.size(); i += step) {
                        String fill = FILLS.get(i);
                        look(
                                connection,
                                operation + " " + parameter + " with " + fill,
                                share -> operation.request(
                                        parameter.in().equals("path")
                                                ? operation.address(parameter.name(), fill(fill, IN_ADDRESS / share))
                                                : address(operation, parameter, fill(fill, IN_ADDRESS / share)),
                                        parameter.in().equals("header")
                                                ? Map.of(parameter.name(), fill(plain(fill), IN_HEADER / share))
                                                : Map.of()));
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(looked > 1_500, looked + " requests");
    }

    @Test
    void every_other_header_is_read_in_linear_time() throws IOException {
        try (RawConnection connection = new RawConnection()) {
            for (Operation operation : ofEachKind()) {
                for (String header : OTHER_HEADERS) {
                    for (String fill : FILLS) {
                        look(
                                connection,
                                operation + " " + header + " with " + fill,
                                share -> operation.request(
                                        operation.address(), Map.of(header, fill(plain(fill), IN_HEADER / share))));
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(OF_EACH_KIND.size() * OTHER_HEADERS.size() * FILLS.size(), looked);
    }

    @Test
    void many_parameters_and_many_headers_are_read_in_linear_time() throws IOException {
        try (RawConnection connection = new RawConnection()) {
            for (Operation operation : ofEachKind()) {
                for (String pair :
                        List.of("a=&", "&", "a&", "country=KG&", "country.not=xx&", "q=a&", "limit=20&", ";")) {
                    look(
                            connection,
                            operation + " with " + pair,
                            share -> operation.request(
                                    operation.address() + "?" + fill(pair, IN_ADDRESS / share), Map.of()));
                }
                look(
                        connection,
                        operation + " with names",
                        share -> operation.request(
                                operation.address() + "?" + numbered(IN_ADDRESS / share, "", "=&"), Map.of()));
                look(
                        connection,
                        operation + " with codes",
                        share -> operation.request(
                                operation.address() + "?" + numbered(IN_ADDRESS / share, "country=", "&"), Map.of()));
                look(
                        connection,
                        operation + " with headers",
                        share -> operation
                                .request(operation.address(), Map.of())
                                .replaceFirst("\r\n", "\r\n" + numbered(IN_HEADER / share, "", ": 1\r\n")));
                look(
                        connection,
                        operation + " with Accept",
                        share -> operation
                                .request(operation.address(), Map.of())
                                .replaceFirst("\r\n", "\r\n" + fill("Accept: a/b\r\n", IN_HEADER / share)));
                look(
                        connection,
                        operation + " with Cookie",
                        share -> operation.request(
                                operation.address(), Map.of("Cookie", numbered(IN_HEADER / share, "", "=1; "))));
                look(
                        connection,
                        operation + " with segments",
                        share -> operation.request(operation.address() + fill("/a", IN_ADDRESS / share), Map.of()));
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static List<Operation> ofEachKind() {
        return Operations.all().stream()
                .filter(operation -> OF_EACH_KIND.contains(operation.toString()))
                .toList();
    }

    private static String address(Operation operation, Parameter parameter, String value) {
        // Where an import or a stream would begin in earnest, nothing can be read of the rest either.
        String also = operation.path().equals("/v1/imports") ? "unknownTerms=perhaps" : "";
        return operation.address() + "?" + also
                + (parameter.in().equals("query") ? "&" + parameter.name() + "=" + value : "");
    }

    private static String plain(String fill) {
        return fill.replace("%22", "\"").replace("%20", " ").replace("%7B", "{");
    }

    private static String numbered(int length, String before, String after) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; all.length() < length; i++) {
            all.append(before).append('n').append(Integer.toString(i, 36)).append(after);
        }
        return all.toString();
    }

    private void look(RawConnection connection, String what, IntFunction<String> request) throws IOException {
        looked++;
        if (wrong.size() < ENOUGH) {
            String whole = request.apply(1);
            String complaint = Doubling.complaint(
                    SUSPICIOUS_NANOS, () -> send(connection, whole), () -> send(connection, request.apply(2)));
            if (complaint != null) {
                wrong.add(what + ": " + complaint);
            }
        }
    }

    private static void send(RawConnection connection, String request) throws IOException {
        int status = connection.send(request);
        assertTrue(status >= 200 && status < 500, status + " for " + Parameters.shown(request));
    }
}
