package org.communique.release;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.communique.release.content.ReleaseKind;

/** An archive as untidy as real ones: many releases on one day, none or many terms, one language or four. */
public final class GeneratedArchive {
    private static final List<String> LANGUAGES = List.of("en", "fr", "ru", "de");
    private static final List<String> COUNTRIES = List.of("AM", "BE", "FI", "GE", "KZ", "MD", "UA");

    private GeneratedArchive() {}

    public static List<String> lines(int releases, long seed) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            lines.add("{\"record\":\"field-of-work\",\"code\":\"scan-field-" + i + "\",\"names\":{\"en\":\"Field " + i
                    + "\"}}");
        }
        COUNTRIES.forEach(code -> lines.add("{\"record\":\"country\",\"code\":\"" + code + "\",\"names\":{}}"));
        for (int i = 0; i < 15; i++) {
            String parent = i < 3 ? "null" : "\"scan-unit-" + random.nextInt(i) + "\"";
            lines.add("{\"record\":\"organizational-unit\",\"code\":\"scan-unit-" + i
                    + "\",\"type\":\"department\",\"parent\":" + parent + "}");
        }
        lines.add("{\"record\":\"meeting-series\",\"code\":\"scan-meeting\"}");
        for (int i = 0; i < releases; i++) {
            lines.add(release(random, i));
        }
        return lines;
    }

    private static String release(Random random, int number) {
        LocalDate day = LocalDate.of(2015, 1, 1).plusDays(random.nextInt(80));
        String original = LANGUAGES.get(random.nextInt(LANGUAGES.size()));
        List<String> texts = new ArrayList<>();
        for (String language : LANGUAGES) {
            if (language.equals(original) || random.nextInt(4) == 0) {
                texts.add("\"" + language + "\":{\"title\":\"Release " + random.nextInt(50) + " in " + language
                        + "\",\"body\":{\"text\":\"Body " + number + "\"}}");
            }
        }
        String published =
                random.nextBoolean() ? "" : ",\"publishedAt\":\"" + day + "T0" + random.nextInt(10) + ":00:00.000Z\"";
        String withdrawn =
                random.nextInt(15) > 0 ? "" : ",\"status\":\"withdrawn\",\"withdrawal\":{\"reason\":\"Wrong\"}";
        String known = number % 3 == 0 ? "" : ",\"externalIds\":[{\"system\":\"scan:old\",\"id\":\"" + number + "\"}]";
        List<String> kinds = ReleaseKind.written();
        String kind = number % 4 == 0 ? "" : ",\"kind\":\"" + kinds.get(number % kinds.size()) + "\"";
        return "{\"record\":\"press-release\",\"id\":\"" + new UUID(random.nextLong(), random.nextLong())
                + "\"" + known + kind + ",\"originalLanguage\":\"" + original + "\",\"date\":\"" + day
                + "\",\"texts\":{"
                + String.join(",", texts) + "}"
                + ",\"sources\":" + codes(random, "scan-unit-", 15, 3)
                + ",\"fieldsOfWork\":" + codes(random, "scan-field-", 12, random.nextInt(20) == 0 ? 12 : 3)
                + ",\"countries\":" + countries(random)
                + ",\"meetings\":" + (random.nextInt(5) == 0 ? "[\"scan-meeting\"]" : "[]") + published + withdrawn
                + "}";
    }

    private static String codes(Random random, String prefix, int kinds, int most) {
        int size = random.nextInt(most + 1);
        return random.ints(0, kinds)
                .distinct()
                .limit(size)
                .mapToObj(i -> "\"" + prefix + i + "\"")
                .toList()
                .toString();
    }

    private static String countries(Random random) {
        return random.ints(0, COUNTRIES.size())
                .distinct()
                .limit(random.nextInt(4))
                .mapToObj(i -> "\"" + COUNTRIES.get(i) + "\"")
                .toList()
                .toString();
    }
}
