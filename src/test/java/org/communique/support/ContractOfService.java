package org.communique.support;

import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares with the contract what a service in a process of its own answers, in the clients that ask it. */
final class ContractOfService implements Filter {
    private static final ContractCheck CHECK = new ContractCheck(Contract.committed());

    /** What is wrong with the answer, with what was asked. */
    static List<String> faults(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>();
        answer.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(), values));
        return faults(new Exchanged(
                answer.request().method(),
                target(answer.uri()),
                answer.statusCode(),
                headers,
                answer.body().getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> faults(Exchanged answer) {
        return CHECK.faults(answer).stream()
                .map(fault -> fault + "\n  " + answer)
                .toList();
    }

    private static String target(URI address) {
        return address.getRawQuery() == null
                ? address.getRawPath()
                : address.getRawPath() + "?" + address.getRawQuery();
    }

    static void check(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new AssertionError("by the contract: " + String.join("\n", faults));
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification response, FilterContext context) {
        Response answer = context.next(request, response);
        URI address = URI.create(request.getURI());
        if (address.getPort() != RestAssured.port) {
            // Of something else, such as a node of OpenSearch.
            return answer;
        }
        Map<String, List<String>> headers = new HashMap<>();
        answer.headers()
                .forEach(header -> headers.put(
                        header.getName().toLowerCase(), answer.headers().getValues(header.getName())));
        // What was compressed is not any more.
        headers.remove("content-encoding");
        String type = String.valueOf(answer.contentType());
        boolean small = type.contains("json") && !type.contains("ndjson");
        check(faults(new Exchanged(
                request.getMethod(),
                target(address),
                answer.statusCode(),
                headers,
                small ? answer.asByteArray() : null)));
        return answer;
    }
}
