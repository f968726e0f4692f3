import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Writes searches of several kinds, a line each with its kind and its path, no two alike and the same each time. Arguments: a
 * file.
 */
public final class SearchQueries {
    private static final int EACH = 1_000;
    private static final String FACETS = "&facets=fieldOfWork,country,source,language,year&highlight=true";

    private final Random random = new Random(7);
    private final PrintWriter out;

    private SearchQueries(PrintWriter out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        try (PrintWriter out = new PrintWriter(arguments[0], StandardCharsets.UTF_8)) {
            new SearchQueries(out).write();
        }
    }

    private void write() {
        write("two words", () -> "/v1/press-releases?q=" + words(2) + FACETS);
        write("one word", () -> "/v1/press-releases?q=" + words(1) + FACETS);
        write("one very frequent word", () -> "/v1/press-releases?q=" + Generator.word(random.nextInt(20)) + FACETS + "&limit="
                + (1 + random.nextInt(50)));
        write("one word and a country, no facets", () -> "/v1/press-releases?country=KZ&q=" + words(1));
        write("facets of the whole list", () -> "/v1/press-releases?facets=fieldOfWork,country,source,language,year&limit="
                + (1 + random.nextInt(20)));
        write("a prefix of two letters", () -> "/v1/press-releases?q=" + word().substring(0, 2) + "*" + FACETS);
        write("thirty-two words", () -> "/v1/press-releases?q=" + words(32) + FACETS);
        write("a word with a typo", () -> "/v1/press-releases?q=" + typo());
        write("suggestions", () -> "/v1/suggestions?q=" + word().substring(0, 3));
    }

    private void write(String kind, Supplier<String> paths) {
        for (int i = 0; i < EACH; i++) {
            out.println(kind + "\t" + paths.get());
        }
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
