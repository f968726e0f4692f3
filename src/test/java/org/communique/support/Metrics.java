package org.communique.support;

import io.restassured.RestAssured;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the metrics say but for what moves by itself. */
public final class Metrics {
    /**
     * Left out: memory, threads and times of the virtual machine, of the process, of the system and of Netty's buffers and
     * loops; how long requests took and who has waited; and the connections that are open, the one that asks among them.
     */
    private static final Pattern MOVES_BY_ITSELF = Pattern.compile(
            "(jvm|process|system|netty)_.*|.*_seconds_(sum|max|bucket)|(vertx_)?http_(server_)?(connections|active)_.*"
                    + "|communique_(sequence_age|webhook_oldest)_seconds");

    private Metrics() {}

    public static String text() {
        return RestAssured.given()
                .accept("text/plain")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** Each series, name and labels, with its value. */
    public static Map<String, Double> read() {
        Map<String, Double> series = new TreeMap<>();
        text().lines()
                .filter(line -> !line.startsWith("#")
                        && !MOVES_BY_ITSELF.matcher(line.split("[{ ]", 2)[0]).matches())
                .forEach(line -> {
                    int end = line.lastIndexOf(' ');
                    series.put(line.substring(0, end), Double.valueOf(line.substring(end + 1)));
                });
        return series;
    }

    /** Of all series whose name and labels begin so. */
    public static double sum(String beginning) {
        return read().entrySet().stream()
                .filter(one -> one.getKey().startsWith(beginning))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** By how much each has grown. */
    public static Map<String, Double> growth(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> growth = new TreeMap<>();
        after.forEach((series, value) -> growth.put(series, value - before.getOrDefault(series, 0.0)));
        return growth;
    }
}
