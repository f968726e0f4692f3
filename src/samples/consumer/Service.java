import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Asks the service for JSON, and again where it is busy, behind or away. */
final class Service {
    private static final int TRIES = 10;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String base;
    private final boolean patient;

    /**
     * @param patient whether to go on asking for as long as it takes
     */
    Service(String base, boolean patient) {
        this.base = base.replaceAll("/$", "");
        this.patient = patient;
    }

    /**
     * Gets JSON: an answer, or the problem after-beyond-end, which the mirror knows what to do about. Any other problem
     * ends the program, since only a person can mend it: a filter with a fault in it, for instance, or one that names a
     * term which has become another.
     *
     * @param least the number that the answer has to reflect: what we were told of must be in it, on any node and through
     *     any cache. A node that is not so far yet answers 503.
     */
    Json get(String path, long least) throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            Duration wait = Duration.ofSeconds(Math.min(60, 1 << Math.min(tries, 6)));
            try {
                HttpResponse<String> answer = http.send(request(path, least), HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200 || answer.body().contains("\"/problems/after-beyond-end\"")) {
                    return new Json(answer.body());
                }
                if (answer.statusCode() != 429 && answer.statusCode() < 500) {
                    System.err.println(path + " returned " + answer.statusCode() + ": " + answer.body());
                    System.exit(1);
                }
                wait = answer.headers().firstValue("Retry-After").map(Service::duration).orElse(wait);
            } catch (IOException away) {
                System.err.println(base + " cannot be reached: " + away);
            }
            if (tries == TRIES && !patient) {
                throw new IOException(base + " does not respond");
            }
            Thread.sleep(wait.toMillis());
        }
    }

    private HttpRequest request(String path, long least) {
        // Longer than the longest wait for a change.
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
        if (least > 0) {
            request.header("Communique-Min-Sequence", Long.toString(least));
        }
        return request.build();
    }

    /** Retry-After: seconds, or a date (RFC 9110 section 10.2.3). */
    private static Duration duration(String header) {
        if (header.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(header));
        }
        try {
            Instant then = DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from);
            return then.isAfter(Instant.now()) ? Duration.between(Instant.now(), then) : Duration.ZERO;
        } catch (DateTimeException unreadable) {
            return Duration.ofSeconds(10);
        }
    }
}
