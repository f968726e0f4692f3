package org.communique.representation.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.communique.http.json.Json;
import org.communique.support.Archives;

/** Releases that break careless writers, all in one field of work, and two in another that golden files are made of. */
public final class Tricky {
    public static final String FIELD = "import-tricky-texts";
    static final String GOLDEN = "import-golden-texts";

    public static final String FORMULA = id(1);
    public static final String QUOTES = id(2);
    public static final String SCRIPTS = id(3);
    public static final String LONG = id(4);
    static final String EVERYTHING = id(5);
    static final String WITHDRAWN = id(6);

    public static final String FORMULA_TITLE = "=HYPERLINK(\"http://evil.example\",\"click\")";
    public static final String QUOTES_TITLE = "\"Quotes\", 'single' & <tags> &amp; commas; 🕊️ ]]> \\ end";

    private Tricky() {}

    private static String id(int number) {
        return "7e1c0000-0000-4000-8000-00000000000" + number;
    }

    /** Brings them in; again, it changes nothing. */
    public static void bringIn() {
        assertEquals(
                List.of(),
                Archives.importing(
                                "{\"record\":\"field-of-work\",\"code\":\"import-tricky-texts\",\"names\":{\"en\":\"Tricky | texts\"}}",
                                "{\"record\":\"field-of-work\",\"code\":\"import-golden-texts\",\"names\":{\"en\":\"Golden texts\",\"fr\":\"Textes d’or\"}}",
                                release(
                                        FORMULA,
                                        FIELD,
                                        text("en", FORMULA_TITLE, "@SUM(1+1)*cmd|' /C calc'!A0", "-1+1"),
                                        Map.of("place", "+Vienna")),
                                release(
                                        QUOTES,
                                        FIELD,
                                        text(
                                                "en",
                                                QUOTES_TITLE,
                                                "Two\nlines, \"quoted\"",
                                                "Line one.\n\nLine \"two\" <b>&amp;</b> 😀"),
                                        Map.of()),
                                release(SCRIPTS, FIELD, scripts(), Map.of("originalLanguage", "si")),
                                release(LONG, FIELD, text("en", "A long one", null, longBody()), Map.of()),
                                release(EVERYTHING, GOLDEN, everything(), more()),
                                release(
                                        WITHDRAWN,
                                        GOLDEN,
                                        text("en", "No longer true", null, "It was wrong."),
                                        withdrawn()))
                        .getList("faults"));
    }

    private static String release(String id, String field, Map<String, Object> texts, Map<String, Object> more) {
        Members release = new Members()
                .put("record", "press-release")
                .put("id", id)
                .put("originalLanguage", more.getOrDefault("originalLanguage", "en"))
                .put("date", "2033-05-0" + id.charAt(id.length() - 1))
                .put("publishedAt", "2033-05-01T10:00:00.000Z")
                .put("updatedAt", "2033-06-01T10:00:00.000Z")
                .put("fieldsOfWork", List.of(field))
                .put("texts", texts);
        more.forEach(release::put);
        return Json.string(release);
    }

    private static Map<String, Object> text(String language, String title, String summary, String body) {
        Members text = new Members().put("title", title).put("summary", summary).put("body", Map.of("text", body));
        return Map.of(language, text);
    }

    private static Map<String, Object> scripts() {
        return Map.of(
                "si",
                        text("si", "ශ්‍රී ලංකාවේ මැතිවරණ නිරීක්ෂණය", null, "නිරීක්ෂකයෝ පැමිණියහ.")
                                .get("si"),
                "ta",
                        text("ta", "இலங்கையில் தேர்தல் கண்காணிப்பு", null, "பார்வையாளர்கள் வந்தனர்.")
                                .get("ta"),
                "ar",
                        text("ar", "بيان صحفي: (افتتاح) المؤتمر", null, "افتتح المؤتمر اليوم.")
                                .get("ar"));
    }

    private static String longBody() {
        return String.join(
                "\n\n",
                IntStream.range(0, 1_700)
                        .mapToObj(i -> "Paragraph " + i + ": " + "word ".repeat(18) + "end.")
                        .toList());
    }

    private static Map<String, Object> everything() {
        return Map.of(
                "en",
                        Map.of(
                                "title", "Everything at once",
                                "summary", "A summary.",
                                "body",
                                        Map.of(
                                                "html",
                                                "<p>First &amp; <a href=\"https://example.org/?a=1&amp;b=2\">link</a>.</p><ul><li>One</li><li>Two</li></ul>"),
                                "slug", "everything-at-once"),
                "fr", Map.of("title", "Tout à la fois", "body", Map.of("text", "Un texte."), "slug", "tout-a-la-fois"));
    }

    private static Map<String, Object> more() {
        return Map.of(
                "place", "Geneva",
                "countries", List.of("KZ", "CH"),
                "sources", List.of("secretariat"),
                "contacts",
                        List.of(Map.of(
                                "name",
                                "Ana Desk",
                                "role",
                                "Spokesperson",
                                "organisation",
                                "Secretariat",
                                "phone",
                                "+41 22 000 0000",
                                "email",
                                "desk@example.org")),
                "attachments",
                        List.of(Map.of(
                                "href",
                                "https://example.org/files/été.pdf",
                                "title",
                                "Report",
                                "mediaType",
                                "application/pdf",
                                "size",
                                1234,
                                "language",
                                "en")),
                "image", Map.of("href", "https://example.org/i.jpg", "alt", "A picture", "credit", "Photo Desk"),
                "related", List.of(WITHDRAWN, "7e1c0000-0000-4000-8000-00000000ffff"),
                "externalIds", List.of(Map.of("system", "golden", "id", "a|1")),
                "changeNotes",
                        List.of(Map.of("revision", 1, "at", "2033-05-02T10:00:00.000Z", "note", "Corrected a name.")));
    }

    private static Map<String, Object> withdrawn() {
        return Map.of(
                "status",
                "withdrawn",
                "withdrawal",
                Map.of("reason", "The figures were wrong.", "at", "2033-05-20T10:00:00.000Z"));
    }
}
