import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Asks searches one after the other, no two alike, and prints how long they take, from the request to the last byte of the
 * answer. Arguments: the address of the service, a file for the times in milliseconds, and the beginning of the names of
 * those that are asked, else all of them.
 */
public final class SearchLoad {
    private static final int WARM_UP = 500;
    private static final int MEASURED = 500;
    /** Nanoseconds that each may take in all. */
    private static final long LONGEST = 20_000_000_000L;

    private static final String FACETS = "&facets=fieldOfWork,country,source,language,year&highlight=true";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Random random = new Random(7);
    private final String base;

    private final PrintWriter times;

    private final String only;

    private SearchLoad(String base, PrintWriter times, String only) {
        this.base = base;
        this.times = times;
        this.only = only;
    }

    public static void main(String[] arguments) throws Exception {
        try (PrintWriter times = new PrintWriter(arguments[1], StandardCharsets.UTF_8)) {
            new SearchLoad(arguments[0], times, arguments.length > 2 ? arguments[2] : "").run();
        }
    }

    private void run() throws IOException, InterruptedException {
        measure("two words, facets, highlights", () -> "/v1/press-releases?q=" + words(2) + FACETS);
        measure("one word, facets, highlights", () -> "/v1/press-releases?q=" + words(1) + FACETS);
        measure("one word and a country, no facets", () -> "/v1/press-releases?country=KZ&q=" + words(1));
        measure("facets of the whole list", () -> "/v1/press-releases?facets=fieldOfWork,country,source,language,year&limit="
                + (1 + random.nextInt(20)));
        measure("a prefix of two letters", () -> "/v1/press-releases?q=" + word().substring(0, 2) + "*" + FACETS);
        measure("a word with a typo", () -> "/v1/press-releases?q=" + typo());
        measure("thirty-two words", () -> "/v1/press-releases?q=" + words(32) + FACETS);
        measure("suggestions", () -> "/v1/suggestions?q=" + word().substring(0, 3));
    }

    private void measure(String name, Supplier<String> paths) throws IOException, InterruptedException {
        if (!name.startsWith(only)) {
            return;
        }
        times(WARM_UP, paths);
        long[] taken = times(MEASURED, paths);
        Arrays.sort(taken);
        int many = taken.length;
        times.printf("%s|%.3f|%.3f%n", name, taken[many / 2] / 1e6, taken[many * 99 / 100] / 1e6);
        System.out.printf(
                "%-36s p50 %8.2f ms   p99 %8.2f ms   max %8.2f ms   of %d%n",
                name, taken[many / 2] / 1e6, taken[many * 99 / 100] / 1e6, taken[many - 1] / 1e6, many);
    }

    /** So many times, or as many as there are in {@link #LONGEST}. */
    private long[] times(int most, Supplier<String> paths) throws IOException, InterruptedException {
        long[] taken = new long[most];
        long end = System.nanoTime() + LONGEST;
        int done = 0;
        while (done < most && System.nanoTime() < end) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + paths.get())).build();
            long begin = System.nanoTime();
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.statusCode() + " " + request.uri());
            }
            taken[done++] = System.nanoTime() - begin;
        }
        return Arrays.copyOf(taken, done);
    }

    private String words(int many) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < many; i++) {
            words.append(i == 0 ? "" : " ").append(word());
        }
        return URLEncoder.encode(words.toString(), StandardCharsets.UTF_8);
    }

    /** Of the commoner half of the words that people search for. */
    private String word() {
        return Generator.word(20 + (int) (3_000 * random.nextDouble() * random.nextDouble()));
    }

    private String typo() {
        String word = Generator.word(500 + random.nextInt(3_000));
        int at = 1 + random.nextInt(word.length() - 1);
        return word.substring(0, at) + "w" + word.substring(at);
    }
}
