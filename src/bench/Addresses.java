import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Writes what the benchmark asks for: for each work the address that is asked again and again ({@code <work>.hot}), and
 * addresses of which no two are alike and which cost the same ({@code <work>.fresh}). Lists are made unlike by an instant
 * far ahead that lets every release through.
 *
 * <p>Arguments: the address of the service, the archive it was filled from, its number of releases, how many addresses, the
 * parameter that takes the instant, and the directory.
 */
public final class Addresses {
    private static final String LIST = "/v1/press-releases";
    private static final String FACETS = "&facets=fieldOfWork,country,source,language,year";
    private static final String SEPARATOR = "\u001f";
    private static final int DEEP = 900;
    private static final int LIMIT = 20;
    private static final int LARGEST = 100;
    private static final Pattern NEXT = Pattern.compile("\"next\":\"[^\"]*[?&]cursor=([^&\"]+)");
    private static final Pattern TOTAL = Pattern.compile("\"total\":(\\d+)");
    private static final Pattern ID = Pattern.compile("\"record\":\"press-release\",\"id\":\"([0-9a-f-]{36})\"");
    /** Where the first of them ends, so that no two works share an instant. */
    private static final long FIRST = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Random random = new Random(11);
    private final String base;
    private final int releases;
    private final int count;
    private final String instant;
    private final Path directory;

    private Addresses(String base, int releases, int count, String instant, Path directory) {
        this.base = base;
        this.releases = releases;
        this.count = count;
        this.instant = instant;
        this.directory = directory;
    }

    public static void main(String[] arguments) throws Exception {
        Addresses addresses = new Addresses(
                arguments[0],
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                arguments[4],
                Path.of(arguments[5]));
        addresses.one(ids(Path.of(arguments[1])));
        addresses.list("W2", LIST + "?view=full", 1);
        addresses.list("W2z", LIST + "?view=full", 2);
        addresses.filtered();
        addresses.search();
        addresses.deep();
        addresses.list("W7", LIST + ".atom?limit=20", 5);
    }

    private static List<String> ids(Path archive) throws IOException {
        List<String> ids = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(archive)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher id = ID.matcher(line);
                if (id.find()) {
                    ids.add(id.group(1));
                }
            }
        }
        return ids;
    }

    /** Each release once; then each again in English or else another language, which is English. */
    private void one(List<String> ids) throws IOException {
        Collections.shuffle(ids, random);
        int size = ids.size();
        write("W1", LIST + "/" + ids.get(0), i -> {
            int round = (int) (i / size);
            return LIST + "/" + ids.get((int) (i % size)) + (round == 0 ? "" : "?lang=en," + letters(round));
        });
    }

    private static String letters(int number) {
        return "" + (char) ('a' + number / 26 % 26) + (char) ('a' + number % 26);
    }

    private void list(String work, String path, int slot) throws IOException {
        write(work, path, i -> path + "&" + instant + "=" + instant(slot, i));
    }

    private static String instant(int slot, long number) {
        String text = Instant.ofEpochMilli(FIRST + slot * 1_000_000_000L + number).toString();
        return text.length() == 20 ? text.replace("Z", ".000Z") : text;
    }

    /** Pairs of a country and a field of work that at least a page of releases has. */
    private void filtered() throws IOException, InterruptedException {
        List<String> pairs = new ArrayList<>();
        for (String country : List.of("AL", "AM", "AT", "AZ", "BA", "BE", "BG", "BY")) {
            for (int field = 0; field < 6; field++) {
                String pair = LIST + "?view=full&country=" + country + "&fieldOfWork=field-" + field;
                Matcher total = TOTAL.matcher(get(pair + "&fields=id&limit=1"));
                if (total.find() && Integer.parseInt(total.group(1)) >= LIMIT) {
                    pairs.add(pair);
                }
            }
        }
        if (pairs.isEmpty()) {
            throw new IllegalStateException("no country and field of work have " + LIMIT + " releases in common");
        }
        write("W3", pairs.get(0), i -> pairs.get((int) (i % pairs.size())) + "&" + instant + "=" + instant(3, i));
    }

    /** Two words that about a page of releases or more have in common, however many releases there are. */
    private void search() throws IOException {
        int words = (int) Math.min(1_000, 6.7 * Math.sqrt(releases));
        Set<Long> asked = new HashSet<>();
        long pairs = (long) words * (words - 1) / 2;
        write("W4", search(20, 21), Math.min(count, pairs * 9 / 10), i -> {
            int first;
            int second;
            do {
                first = random.nextInt(words);
                second = random.nextInt(words);
            } while (first >= second || !asked.add((long) first * words + second));
            return search(20 + first, 20 + second);
        });
    }

    private static String search(int first, int second) {
        return LIST + "?q=" + Generator.word(first) + "+" + Generator.word(second) + FACETS;
    }

    private void deep() throws IOException, InterruptedException {
        int page = Math.max(2, Math.min(DEEP, releases / LIMIT));
        if (page < DEEP) {
            System.out.println("W6 asks for page " + page + ": there is no page " + DEEP + ".");
        }
        String hot = cursor((page - 1) * LIMIT);
        byte[] bytes = Base64.getUrlDecoder().decode(hot);
        String text = new String(bytes, 4, bytes.length - 4, StandardCharsets.UTF_8);
        String place = text.substring(text.indexOf(SEPARATOR));
        String path = LIST + "?view=full&cursor=";
        write("W6", path + hot, i -> path + encode(instant + "=" + instant(4, i) + place));
    }

    /** The cursor after so many releases, as the links of the list lead to it. */
    private String cursor(int skip) throws IOException, InterruptedException {
        String found = "";
        for (int at = 0; at < skip; ) {
            int step = Math.min(LARGEST, skip - at);
            String answer = get(LIST + "?fields=id&limit=" + step + found);
            Matcher next = NEXT.matcher(answer);
            if (!next.find()) {
                throw new IllegalStateException("the list ends after " + at + " releases");
            }
            found = "&cursor=" + next.group(1);
            at += step;
        }
        return found.substring("&cursor=".length());
    }

    /** The same as the service makes it. */
    private static String encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(4 + bytes.length)
                        .putInt((int) sum.getValue())
                        .put(bytes)
                        .array());
    }

    private void write(String work, String hot, LongFunction<String> fresh) throws IOException {
        write(work, hot, count, fresh);
    }

    private void write(String work, String hot, long many, LongFunction<String> fresh) throws IOException {
        Files.writeString(directory.resolve(work + ".hot"), hot);
        try (BufferedWriter out = Files.newBufferedWriter(directory.resolve(work + ".fresh"))) {
            for (long i = 0; i < many; i++) {
                out.write(fresh.apply(i));
                out.write('\n');
            }
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + path);
        }
        return answer.body();
    }
}
