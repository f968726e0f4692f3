import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Writes an archive of generated releases, the same for the same number: bodies of some 2.5 kB of text, words as frequent
 * as in real text (Zipf), one release in five with a translation, terms as unevenly spread as in real archives. In three
 * languages each release has two translations, and some 9 kB.
 *
 * <p>Arguments: how many releases, and the file; then, where they are others, how many languages (1 or 3), and a number that
 * makes another archive of the same kind.
 */
public final class Generator {
    private static final int WORDS = 30_000;
    private static final String[] SYLLABLES = {
        "ba", "con", "der", "el", "for", "gra", "hin", "is", "jo", "ka", "lem", "mo", "nor", "op", "pre", "qui", "ra",
        "sta", "ter", "un", "ver", "wen", "xi", "yor", "zen", "tion", "ment", "ing", "est", "al", "vi", "ro", "sen"
    };
    private static final String[] LANGUAGES = {"fr", "de", "it", "ru", "es"};
    private static final String[] COUNTRIES = {
        "AL", "AM", "AT", "AZ", "BA", "BE", "BG", "BY", "CA", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB",
        "GE", "GR", "HR", "HU", "IE", "IS", "IT", "KG", "KZ", "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MN", "MT", "NL",
        "NO", "PL", "PT", "RO", "RS", "RU", "SE", "SI", "SK", "TJ", "TM", "TR", "UA", "US", "UZ"
    };

    private final Random random;
    private final int languages;
    private final String[] words = new String[WORDS];
    private final double[] cumulated = new double[WORDS];

    private Generator(int languages, long other) {
        this.languages = languages;
        random = new Random(20_250_409 + other);
        double sum = 0;
        for (int i = 0; i < WORDS; i++) {
            words[i] = word(i);
            sum += 1.0 / (i + 2);
            cumulated[i] = sum;
        }
    }

    public static void main(String[] arguments) throws IOException {
        int releases = Integer.parseInt(arguments[0]);
        Generator generator = new Generator(
                arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1,
                arguments.length > 3 ? Long.parseLong(arguments[3]) : 0);
        try (BufferedWriter out = Files.newBufferedWriter(Path.of(arguments[1]), StandardCharsets.UTF_8)) {
            generator.terms(out);
            for (int i = 0; i < releases; i++) {
                generator.release(out, i, releases);
            }
        }
    }

    /** The word of a rank, common ones short. */
    static String word(int rank) {
        StringBuilder word = new StringBuilder();
        int left = rank + SYLLABLES.length;
        while (left > 0) {
            word.append(SYLLABLES[left % SYLLABLES.length]);
            left /= SYLLABLES.length;
        }
        return word.toString();
    }

    private void terms(BufferedWriter out) throws IOException {
        for (int i = 0; i < 23; i++) {
            out.write("{\"record\":\"field-of-work\",\"code\":\"field-" + i + "\",\"names\":{\"en\":\"Field " + i + "\"}}\n");
        }
        for (String country : COUNTRIES) {
            out.write("{\"record\":\"country\",\"code\":\"" + country + "\",\"names\":{}}\n");
        }
        for (int i = 0; i < 40; i++) {
            String parent = i < 4 ? "null" : "\"unit-" + i % 4 + "\"";
            out.write("{\"record\":\"organizational-unit\",\"code\":\"unit-" + i + "\",\"type\":\"department\",\"parent\":"
                    + parent + ",\"names\":{\"en\":\"Unit " + i + "\"}}\n");
        }
    }

    private void release(BufferedWriter out, int number, int of) throws IOException {
        LocalDate day = LocalDate.of(2000, 1, 1).plusDays((long) number * 9_200 / of);
        LocalTime time = LocalTime.of(8 + random.nextInt(10), random.nextInt(60));
        StringBuilder texts = new StringBuilder("\"en\":" + text());
        if (languages > 1) {
            int first = random.nextInt(LANGUAGES.length);
            for (int i = 1; i < languages; i++) {
                texts.append(",\"").append(LANGUAGES[(first + i) % LANGUAGES.length]).append("\":").append(text());
            }
        } else if (random.nextInt(5) == 0) {
            texts.append(",\"").append(LANGUAGES[random.nextInt(LANGUAGES.length)]).append("\":").append(text());
        }
        out.write("{\"record\":\"press-release\",\"id\":\"" + id(day.atTime(time))
                + "\",\"originalLanguage\":\"en\",\"date\":\"" + day + "\",\"publishedAt\":\"" + day + "T"
                + time + ":00.000Z\",\"texts\":{" + texts
                + "},\"sources\":" + codes("unit-", 40, 2) + ",\"fieldsOfWork\":" + codes("field-", 23, 3)
                + ",\"countries\":" + countries() + "}\n");
    }

    /** As the service gives them (RFC 9562, section 5.7). */
    private UUID id(LocalDateTime publication) {
        long millis = publication.toInstant(ZoneOffset.UTC).toEpochMilli();
        return new UUID(millis << 16 | 0x7000L | random.nextInt(1 << 12), Long.MIN_VALUE | random.nextLong() >>> 2);
    }

    private String text() {
        return "{\"title\":\"" + sentence(8) + "\",\"summary\":\"" + sentence(18) + "\",\"body\":{\"text\":\"" + body()
                + "\"}}";
    }

    private String body() {
        StringBuilder body = new StringBuilder();
        for (int paragraph = 0; paragraph < 6; paragraph++) {
            body.append(paragraph == 0 ? "" : "\\n\\n");
            for (int i = 0; i < 4; i++) {
                body.append(i == 0 ? "" : " ").append(sentence(10 + random.nextInt(10))).append('.');
            }
        }
        return body.toString();
    }

    private String sentence(int length) {
        StringBuilder sentence = new StringBuilder();
        for (int i = 0; i < length; i++) {
            String word = words[rank()];
            sentence.append(i == 0 ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : " " + word);
        }
        return sentence.toString();
    }

    private int rank() {
        double drawn = random.nextDouble() * cumulated[WORDS - 1];
        int found = java.util.Arrays.binarySearch(cumulated, drawn);
        return found >= 0 ? found : Math.min(WORDS - 1, -found - 1);
    }

    private String codes(String prefix, int kinds, int most) {
        List<String> codes = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            String code = "\"" + prefix + (int) (kinds * random.nextDouble() * random.nextDouble()) + "\"";
            if (!codes.contains(code)) {
                codes.add(code);
            }
        }
        return codes.toString();
    }

    private String countries() {
        List<String> codes = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            String code = "\"" + COUNTRIES[(int) (COUNTRIES.length * random.nextDouble() * random.nextDouble())] + "\"";
            if (!codes.contains(code)) {
                codes.add(code);
            }
        }
        return codes.toString();
    }
}
