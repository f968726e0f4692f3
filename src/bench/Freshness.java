import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Publishes and retracts releases one after the other, and prints how long it takes from the answer until a search finds
 * each, and does not find it any more. Arguments: the address of the service, and a key with all scopes.
 */
public final class Freshness {
    private static final int TIMES = 100;
    private static final int WARM_UP = 20;
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final String key;

    private Freshness(String base, String key) {
        this.base = base;
        this.key = key;
    }

    public static void main(String[] arguments) throws Exception {
        new Freshness(arguments[0], arguments[1]).run();
    }

    private void run() throws IOException, InterruptedException {
        double[] found = new double[TIMES];
        double[] gone = new double[TIMES];
        for (int i = -WARM_UP; i < TIMES; i++) {
            String word = "fresh" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
            Matcher id = ID.matcher(post("/v1/drafts", "{\"originalLanguage\":\"en\",\"date\":\"2024-05-05\",\"texts\":{\"en\":{\"title\":\""
                    + word + "\",\"body\":{\"text\":\"Text.\"}}}}"));
            if (!id.find()) {
                throw new IllegalStateException("no draft");
            }
            post("/v1/drafts/" + id.group(1) + "/publish", "{}");
            double waited = await(word, 1);
            post("/v1/press-releases/" + id.group(1) + "/retract", "{\"reason\":\"Measured\"}");
            double waitedAgain = await(word, 0);
            if (i >= 0) {
                found[i] = waited;
                gone[i] = waitedAgain;
            }
        }
        print("published until found", found);
        print("retracted until not found", gone);
    }

    private static void print(String name, double[] times) {
        Arrays.sort(times);
        System.out.printf("%-36s p50 %8.2f ms   p99 %8.2f ms   max %8.2f ms%n",
                name, times[TIMES / 2], times[TIMES * 99 / 100], times[TIMES - 1]);
    }

    private double await(String word, int total) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (!get("/v1/press-releases?fields=id&q=" + word).contains("\"total\":" + total + ",")) {
            if (System.nanoTime() - begin > 60_000_000_000L) {
                throw new IllegalStateException("it has not happened: " + word);
            }
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path)));
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
