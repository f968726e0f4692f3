package org.communique.changefeed;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.communique.support.Api;

/**
 * Makes random moves on the releases and terms of one history. Others make theirs at the same time, so that a move may
 * come too late: a conflict is an answer, and whatever it is the lists and the changes have to agree.
 */
public final class RandomWriter {
    private static final Set<Integer> EXPECTED = Set.of(200, 201, 204, 404, 409, 410, 412, 428);
    private static final List<String> COUNTRIES = List.of("KZ", "FI", "CH");

    private final Api api;
    private final String history;
    private final List<UUID> releases;
    private final Random random;
    private boolean mayBeAway;

    /** @param history the code that all of the history's terms begin with */
    public RandomWriter(Api api, String history, List<UUID> releases, Random random) {
        this.api = api;
        this.history = history;
        this.releases = releases;
        this.random = random;
    }

    /** From here on 503 is an answer too. */
    public RandomWriter whileAway() {
        mayBeAway = true;
        return this;
    }

    /** The terms of the history; the last is never in a filter and may be merged into the first. */
    public static List<String> fields(String history) {
        return List.of(history + "-a", history + "-b", history + "-c");
    }

    public void move() {
        UUID id = releases.get(random.nextInt(releases.size()));
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4, 5 -> publish(id);
            case 6, 7 -> send("POST", "/v1/press-releases/" + id + "/withdraw", "{\"reason\":\"Random\"}");
            case 8 -> send("POST", "/v1/press-releases/" + id + "/restore", "{}");
            case 9 -> {
                if (random.nextInt(3) == 0) {
                    send("POST", "/v1/press-releases/" + id + "/retract", "{\"reason\":\"Random\"}");
                }
            }
            case 10 ->
                send(
                        "PUT",
                        "/v1/fields-of-work/" + fields(history).get(random.nextInt(2)),
                        "{\"names\":{\"en\":\"Named " + random.nextInt(1_000_000) + "\"}}");
            default -> {
                if (random.nextInt(4) == 0) {
                    send("POST", "/v1/fields-of-work/" + history + "-c/merge", "{\"into\":\"" + history + "-a\"}");
                }
            }
        }
    }

    /** The first time, or again with other words, terms, days and languages. */
    private void publish(UUID id) {
        String draft = "/v1/drafts/" + id;
        Api.Answer present = api.get(draft);
        String[] validator =
                present.status() == 200 ? new String[] {"If-Match", present.header("ETag")} : new String[0];
        Api.Answer written = api.send("PUT", draft, content(), validator);
        check(written);
        if (written.status() < 300) {
            send("POST", draft + "/publish", "{\"major\":" + random.nextBoolean() + "}");
        }
    }

    private String content() {
        String title = "Title " + random.nextInt(1_000_000);
        String russian = random.nextInt(3) > 0 ? "" : ",\"ru\":" + text("Заголовок " + random.nextInt(1_000_000));
        return "{\"originalLanguage\":\"en\",\"date\":\"2031-0" + (1 + random.nextInt(3)) + "-1" + random.nextInt(9)
                + "\",\"texts\":{\"en\":" + text(title) + russian + "},\"fieldsOfWork\":" + some(live())
                + ",\"countries\":" + some(COUNTRIES) + ",\"meetings\":"
                + (random.nextInt(8) == 0 ? "[]" : "[\"" + history + "\"]")
                + "}";
    }

    /** The merged term is not valid any more in a draft. */
    private List<String> live() {
        boolean merged = !api.get("/v1/fields-of-work/" + history + "-c")
                        .json()
                        .path("mergedInto")
                        .isMissingNode()
                && !api.get("/v1/fields-of-work/" + history + "-c")
                        .json()
                        .path("mergedInto")
                        .isNull();
        return merged ? fields(history).subList(0, 2) : fields(history);
    }

    private static String text(String title) {
        return "{\"title\":\"" + title + "\",\"body\":{\"html\":\"<p>" + title + "</p>\"}}";
    }

    private String some(List<String> codes) {
        return codes.stream()
                .filter(code -> random.nextBoolean())
                .map(code -> '"' + code + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }

    private void send(String method, String path, String body) {
        check(api.send(method, path, body));
    }

    private void check(Api.Answer answer) {
        boolean isAway = mayBeAway && answer.status() == 503 && answer.header("Retry-After") != null;
        assertTrue(
                isAway || EXPECTED.contains(answer.status()) || answer.status() == 422,
                () -> answer.status() + " " + answer.response().body());
    }

    /** A filter that names terms of the history, and none that may be merged. */
    public static String filter(String history, Random random) {
        String own = random.nextInt(5) == 0
                ? "fieldOfWork=" + history + "-a&fieldOfWork=" + history + "-b"
                : "meeting=" + history;
        List<String> more = List.of(
                "",
                "&fieldOfWork.all=" + history + "-a",
                "&fieldOfWork.not=" + history + "-b",
                "&fieldOfWork.none=true",
                "&fieldOfWork.none=false",
                "&country=KZ",
                "&country=KZ&country=FI",
                "&country.all=KZ&country.all=FI",
                "&country.not=CH",
                "&country.none=true",
                "&status=published",
                "&status=withdrawn",
                "&lang=ru",
                "&lang=ru,en",
                "&from=2031-02-01",
                "&to=2031-02-15",
                "&from=2031-01-15&to=2031-03-10");
        return Stream.generate(() -> more.get(random.nextInt(more.size())))
                .limit(random.nextInt(3))
                .reduce(own, RandomWriter::with);
    }

    /** Parameters that may stand only once are not added twice. */
    private static String with(String filter, String more) {
        boolean repeated = Stream.of(more.split("&"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.substring(0, part.indexOf('=') + 1))
                .anyMatch(name -> ("&" + filter).contains("&" + name));
        return repeated ? filter : filter + more;
    }
}
