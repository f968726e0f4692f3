import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Asks searches one after the other, and prints how long they take, from the request to the last byte of the answer; the first
 * kind then on several connections at once, and how many are answered in a second. Arguments: the address of the service, a file
 * of {@link SearchQueries}, and a file for the times in milliseconds.
 */
public final class SearchLoad {
    /** Nanoseconds that each kind may take for its first half, which is not measured, and again for its second. */
    private static final long LONGEST = 20_000_000_000L;

    private static final long AT_ONCE = 10_000_000_000L;
    private static final int CONNECTIONS = 16;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    private SearchLoad(String base) {
        this.base = base;
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, List<String>> kinds = Files.readAllLines(Path.of(arguments[1])).stream()
                .map(line -> line.split("\t"))
                .collect(Collectors.groupingBy(
                        line -> line[0], LinkedHashMap::new, Collectors.mapping(line -> line[1], Collectors.toList())));
        SearchLoad load = new SearchLoad(arguments[0]);
        try (PrintWriter times = new PrintWriter(arguments[2], StandardCharsets.UTF_8)) {
            for (Map.Entry<String, List<String>> kind : kinds.entrySet()) {
                load.measure(kind.getKey(), kind.getValue(), times);
            }
        }
        Map.Entry<String, List<String>> first = kinds.entrySet().iterator().next();
        System.out.printf("%s, %d connections: %.0f a second%n", first.getKey(), CONNECTIONS, load.atOnce(first.getValue()));
    }

    private void measure(String kind, List<String> paths, PrintWriter times) throws IOException, InterruptedException {
        times(paths.subList(0, paths.size() / 2));
        long[] taken = times(paths.subList(paths.size() / 2, paths.size()));
        Arrays.sort(taken);
        int many = taken.length;
        times.printf("%s|%.3f|%.3f%n", kind, taken[many / 2] / 1e6, taken[many * 99 / 100] / 1e6);
        System.out.printf(
                "%-36s p50 %8.2f ms   p99 %8.2f ms   max %8.2f ms   of %d%n",
                kind, taken[many / 2] / 1e6, taken[many * 99 / 100] / 1e6, taken[many - 1] / 1e6, many);
    }

    private long[] times(List<String> paths) throws IOException, InterruptedException {
        long[] taken = new long[paths.size()];
        long end = System.nanoTime() + LONGEST;
        int done = 0;
        while (done < taken.length && System.nanoTime() < end) {
            long begin = System.nanoTime();
            ask(paths.get(done));
            taken[done++] = System.nanoTime() - begin;
        }
        return Arrays.copyOf(taken, done);
    }

    private void ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).build();
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + request.uri());
        }
    }

    private double atOnce(List<String> paths) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(CONNECTIONS);
        AtomicInteger done = new AtomicInteger();
        long begin = System.nanoTime();
        List<Future<Object>> all = java.util.stream.IntStream.range(0, CONNECTIONS)
                .mapToObj(connection -> pool.submit(() -> {
                    while (System.nanoTime() - begin < AT_ONCE) {
                        ask(paths.get(done.getAndIncrement() % paths.size()));
                    }
                    return null;
                }))
                .toList();
        for (Future<Object> one : all) {
            one.get();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        pool.shutdown();
        return done.get() / seconds;
    }
}
