package org.communique.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.communique.support.Contract;
import org.communique.support.Contract.Operation;

/** Makes requests for the operations of a contract: most of them proper, some with one thing wrong, a few with many. */
final class Fuzzer {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
    private final Contract contract;
    private final Random random;
    private final Harvest harvest;
    private final Values values;
    private final List<String> credentials;
    private final String admin;

    Fuzzer(Contract contract, Random random, Harvest harvest, String admin, List<String> credentials) {
        this.contract = contract;
        this.random = random;
        this.harvest = harvest;
        this.values = new Values(contract, random, harvest);
        this.admin = admin;
        this.credentials = credentials;
    }

    Asked next() {
        Operation operation = values.one(contract.operations());
        double wild = values.one(List.of(0.0, 0.0, 0.0, 0.1, 0.1, 0.5));
        List<JsonNode> parameters = new ArrayList<>();
        operation.node().path("parameters").forEach(one -> parameters.add(contract.resolve(one)));
        String path = path(operation, parameters, wild);
        List<String[]> headers = new ArrayList<>();
        headers(operation, parameters, path, wild, headers);
        byte[] body = body(operation, wild, headers);
        String method = values.chance(wild / 5) ? values.sample("methods") : operation.method();
        return new Asked(method, path + query(parameters, wild), headers, body);
    }

    private String path(Operation operation, List<JsonNode> parameters, double wild) {
        String collection = operation.template().replaceAll("^/(v1/)?([a-z-]+).*", "$2");
        values.begin(collection);
        Matcher matcher = PARAMETER.matcher(operation.template());
        StringBuilder path = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            JsonNode declared = parameters.stream()
                    .filter(one -> one.path("name").asText().equals(name))
                    .findFirst()
                    .orElseThrow();
            boolean slug = name.equals("id") && collection.equals("press-releases") && values.chance(0.2);
            String known = collection + "." + (slug ? "slug" : name);
            String value = values.chance(wild)
                    ? values.odd()
                    : name.equals("format")
                            ? format(operation)
                            : harvest.any(random, known)
                                    .filter(nothing -> values.chance(0.9))
                                    .orElseGet(
                                            () -> values.text(declared.path("schema"), name, declared.path("example")));
            matcher.appendReplacement(path, Matcher.quoteReplacement(encoded(value, wild)));
        }
        return matcher.appendTail(path).toString();
    }

    private String format(Operation operation) {
        String path = operation.template();
        return values.sample(
                "formats/" + (!path.startsWith("/v1/press") ? "term" : path.contains("{id}") ? "one" : "list"));
    }

    private String query(List<JsonNode> parameters, double wild) {
        List<String> parts = new ArrayList<>();
        List<JsonNode> own = parameters.stream()
                .filter(one -> one.path("in").asText().equals("query"))
                .toList();
        for (JsonNode parameter : own) {
            String name = parameter.path("name").asText();
            boolean wanted = parameter.path("required").asBoolean() && !values.chance(wild / 4)
                    || values.chance(Math.min(0.5, 2.0 / own.size()));
            for (int times = wanted ? values.chance(0.1) ? 2 : 1 : 0; times > 0; times--) {
                // A long poll is to wait.
                String value = name.equals("wait")
                        ? values.one(List.of("0", "1", "-1", "31", "x"))
                        : values.chance(wild)
                                ? values.odd()
                                : values.text(parameter.path("schema"), name, parameter.path("example"));
                parts.add(encoded(name, 0) + (values.chance(wild / 9) ? "" : "=" + encoded(value, wild)));
            }
        }
        if (values.chance(wild / 3)) {
            parts.add(encoded(values.odd(), wild) + "=" + encoded(values.odd(), wild));
        }
        return parts.isEmpty() ? values.chance(wild / 9) ? "?" : "" : "?" + String.join("&", parts);
    }

    /** Percent-encoded, and now and then not quite. */
    private String encoded(String text, double wild) {
        boolean printable = text.chars().allMatch(one -> one > ' ' && one < 0x7f && one != '#');
        return printable && values.chance(wild / 3)
                ? text
                : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void headers(
            Operation operation, List<JsonNode> parameters, String path, double wild, List<String[]> headers) {
        String credential =
                values.chance(operation.isSecured() ? 0.88 : 0.1) ? "Bearer " + admin : values.one(credentials);
        if (!credential.isEmpty()) {
            add(headers, "Authorization", credential);
        }
        for (JsonNode parameter : parameters) {
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("header") && values.chance(name.equals("If-Match") ? 0.8 : 0.3)) {
                String tag =
                        harvest.tag(path).filter(one -> name.startsWith("If-")).orElse(null);
                if (tag != null && values.chance(0.9)) {
                    add(headers, name, tag);
                } else if (values.chance(0.2)) {
                    add(headers, name, values.header(name));
                }
            }
        }
        if (values.chance(0.3)) {
            add(headers, "Accept", values.chance(wild) ? values.sample("accepts") : "*/*");
        }
        for (String name : Values.names(Values.SAMPLES.path("headers"))) {
            if (values.chance(wild / 8)) {
                add(headers, name, values.chance(0.7) ? values.header(name) : values.odd());
            }
        }
    }

    /** A header holds no control characters, and what is not Latin is sent as UTF-8. */
    private static void add(List<String[]> headers, String name, String value) {
        byte[] bytes = value.replaceAll("\\p{Cntrl}", "?").getBytes(StandardCharsets.UTF_8);
        headers.add(new String[] {name, new String(bytes, StandardCharsets.ISO_8859_1)});
    }

    private byte[] body(Operation operation, double wild, List<String[]> headers) {
        JsonNode content =
                contract.resolve(operation.node().path("requestBody")).path("content");
        if (content.isEmpty()) {
            return values.chance(wild / 9) ? "{}".getBytes(StandardCharsets.UTF_8) : new byte[0];
        }
        String type = values.one(Values.names(content));
        add(headers, "Content-Type", values.chance(wild / 3) ? values.sample("types") : type);
        JsonNode schema = content.path(type).path("schema");
        String text = type.endsWith("ndjson")
                ? lines(wild)
                : type.endsWith("json") ? document(schema, wild) : form(schema, wild);
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        if (body.length > 0 && values.chance(wild / 6)) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        return values.chance(wild / 6) ? Arrays.copyOf(body, random.nextInt(body.length + 1)) : body;
    }

    private String document(JsonNode schema, double wild) {
        JsonNode value = values.document(schema);
        return (values.chance(wild) ? values.broken(value) : value).toString();
    }

    private String form(JsonNode schema, double wild) {
        JsonNode value = values.document(schema);
        List<String> parts = new ArrayList<>();
        value.fields().forEachRemaining(member -> {
            String text = values.chance(wild) ? values.odd() : member.getValue().asText();
            parts.add(encoded(member.getKey(), 0) + "=" + encoded(text, wild));
        });
        return String.join("&", parts);
    }

    private String lines(double wild) {
        StringBuilder lines = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String kind = values.sample("records");
            boolean term = !kind.equals("press-release");
            ObjectNode record = (ObjectNode) values.document(
                    contract.document().at("/components/schemas/" + (term ? "TermRecord" : "ReleaseContent")));
            record.put("record", kind);
            if (!term) {
                record.put("id", values.text(record, "id", record.path("none")));
                record.put("originalLanguage", "en").put("date", "2010-07-08");
            }
            lines.append(values.chance(wild) ? values.broken(record) : record).append('\n');
        }
        return lines.toString();
    }
}
