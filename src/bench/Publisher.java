import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Publishes a release each second until it is ended, older than any generated one, and prints each one's id. Arguments:
 * the address of the service, a key with all scopes, and how many it publishes without a pause before, to warm up.
 */
public final class Publisher {
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final String key;

    private Publisher(String base, String key) {
        this.base = base;
        this.key = key;
    }

    public static void main(String[] arguments) throws Exception {
        Publisher publisher = new Publisher(arguments[0], arguments[1]);
        for (int i = Integer.parseInt(arguments[2]); i > 0; i--) {
            publisher.publish("Published to warm up " + i);
        }
        long next = System.nanoTime();
        for (int i = 0; ; i++) {
            publisher.publish("Published under load " + i);
            next += 1_000_000_000L;
            Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
        }
    }

    private void publish(String title) throws IOException, InterruptedException {
        Matcher id = ID.matcher(post(
                "/v1/drafts",
                "{\"originalLanguage\":\"en\",\"date\":\"1999-12-31\",\"texts\":{\"en\":{\"title\":\"" + title
                        + "\",\"body\":{\"text\":\"Text.\"}}}}"));
        if (!id.find()) {
            throw new IllegalStateException("no draft");
        }
        post("/v1/drafts/" + id.group(1) + "/publish", "{}");
        System.out.println(id.group(1));
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
