package org.communique.representation.syndication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.communique.support.Archives;

/** A few releases that are hard to write down, in a store of their own under a clock that stands still. */
final class FeedCast {
    /** The settings of a newsroom that has told the service all about itself. */
    static final String ADDRESS =
            "communique.site-url-template=https://www.example.org/{language}/news/{slug}?ref=feed&id={id}";

    static final String PUBLISHER = "communique.publisher.name=Secretariat & Partners";
    static final String PUBLISHER_URL = "communique.publisher.url=https://www.example.org/";
    static final String RIGHTS = "communique.rights=© Secretariat; free to reproduce with the source named";
    static final String LICENSE = "communique.license=https://creativecommons.org/licenses/by/4.0/";

    static final Instant NOW = Instant.parse("2040-05-20T10:00:00Z");

    static final String HARD_TITLE = "Tom & Jerry say \"<b>yes</b>\" &amp; 'no' 😀";
    static final String ENCLOSED = "5b1c0f6e-1001-4a7e-9c21-3d2f8a6b1001";
    static final String ARABIC = "5b1c0f6e-1002-4a7e-9c21-3d2f8a6b1002";
    static final String SINHALA = "5b1c0f6e-1003-4a7e-9c21-3d2f8a6b1003";
    static final String WITHDRAWN = "5b1c0f6e-1004-4a7e-9c21-3d2f8a6b1004";
    /** So long that it is in no other list: in a country of its own. */
    static final String LONG = "5b1c0f6e-1005-4a7e-9c21-3d2f8a6b1005";

    static final String LONG_TEXT = "සාමය 😀 & <b> ".repeat(7_500).strip();

    private static final List<String> TERMS = List.of(
            "{\"record\":\"field-of-work\",\"code\":\"policing\",\"names\":{\"en\":\"Policing & borders\",\"ru\":\"Полиция\"}}",
            "{\"record\":\"country\",\"code\":\"KZ\",\"names\":{\"en\":\"Kazakhstan\",\"ru\":\"Казахстан\",\"ar\":\"كازاخستان\"}}",
            "{\"record\":\"country\",\"code\":\"LK\",\"names\":{\"en\":\"Sri Lanka\"}}",
            "{\"record\":\"organizational-unit\",\"code\":\"secretariat\",\"type\":\"secretariat\",\"names\":{\"en\":\"Secretariat\"}}",
            "{\"record\":\"organizational-unit\",\"code\":\"court\",\"type\":\"court\",\"names\":{\"en\":\"Court\"}}",
            "{\"record\":\"meeting-series\",\"code\":\"review\",\"names\":{\"en\":\"Review Conferences\"}}");

    private static final List<String> RELEASES = List.of(
            "{\"record\":\"press-release\",\"id\":\"" + ENCLOSED
                    + "\",\"originalLanguage\":\"en\",\"date\":\"2040-05-10\",\"place\":\"Vienna\",\"publishedAt\":\"2040-05-10T08:30:00.000Z\",\"texts\":{\"en\":{\"title\":\""
                    + HARD_TITLE.replace("\"", "\\\"")
                    + "\",\"summary\":\"Less < more & \\\"so on\\\"\",\"slug\":\"hard\",\"body\":{\"html\":\"<p>See <a href=\\\"/files/a.pdf?x=1&amp;y=2\\\">this</a>, <a href=\\\"#part\\\">that</a>, <a href=\\\"//cdn.example.org/b\\\">those</a>, <a href=\\\"https://other.example.org/\\\">them</a> and <a href=\\\"mailto:press@example.org\\\">us</a>.</p><p><img src=\\\"img/1.png\\\" alt=\\\"x\\\" /> ]]&gt; 😀</p><blockquote cite=\\\"../speech\\\">Quoted</blockquote>\"}},"
                    + "\"ru\":{\"title\":\"Трудный заголовок\",\"slug\":\"trudnyi\",\"body\":{\"text\":\"Текст.\"}}},"
                    + "\"sources\":[\"court\",\"secretariat\"],\"fieldsOfWork\":[\"policing\"],\"countries\":[\"KZ\"],\"meetings\":[\"review\"],"
                    + "\"attachments\":[{\"href\":\"https://www.example.org/a.pdf\",\"title\":\"A & B\",\"mediaType\":\"application/pdf\",\"size\":1234,\"language\":\"en\"},{\"href\":\"https://www.example.org/b\"}],"
                    + "\"image\":{\"href\":\"https://www.example.org/i.jpg\",\"alt\":\"Picture\"}}",
            "{\"record\":\"press-release\",\"id\":\"" + ARABIC
                    + "\",\"originalLanguage\":\"ar\",\"date\":\"2040-05-12\",\"publishedAt\":\"2040-05-12T08:30:00.000Z\",\"texts\":{\"ar\":{\"title\":\"بيان صحفي: \\\"السلام\\\"\",\"slug\":\"bayan\",\"body\":{\"text\":\"نص البيان.\"}}},\"sources\":[\"secretariat\"],\"countries\":[\"KZ\"]}",
            "{\"record\":\"press-release\",\"id\":\"" + SINHALA
                    + "\",\"originalLanguage\":\"si\",\"date\":\"2040-05-03\",\"publishedAt\":\"2040-05-03T08:30:00.000Z\",\"texts\":{\"si\":{\"title\":\"මාධ්‍ය නිවේදනය\",\"slug\":\"nivedanaya\",\"body\":{\"text\":\"සාමය.\"}},\"ta\":{\"title\":\"ஊடக அறிக்கை\",\"slug\":\"arikkai\",\"body\":{\"text\":\"அமைதி.\"}}}}",
            "{\"record\":\"press-release\",\"id\":\"" + WITHDRAWN
                    + "\",\"originalLanguage\":\"en\",\"date\":\"2040-04-02\",\"publishedAt\":\"2040-04-02T08:30:00.000Z\",\"texts\":{\"en\":{\"title\":\"Beaches open\",\"slug\":\"beaches\",\"body\":{\"text\":\"They are open.\"}}},\"fieldsOfWork\":[\"policing\"],\"status\":\"withdrawn\",\"withdrawal\":{\"reason\":\"They are <not> open & never were\",\"at\":\"2040-04-03T00:00:00.000Z\"}}",
            "{\"record\":\"press-release\",\"id\":\"" + LONG
                    + "\",\"originalLanguage\":\"si\",\"date\":\"2040-03-01\",\"publishedAt\":\"2040-03-01T08:30:00.000Z\",\"texts\":{\"si\":{\"title\":\"දිගු\",\"slug\":\"digu\",\"body\":{\"text\":\""
                    + LONG_TEXT + "\"}}},\"countries\":[\"LK\"]}");

    private FeedCast() {}

    static void bringIn() {
        for (List<String> lines : List.of(TERMS, RELEASES)) {
            assertEquals(
                    List.of(), Archives.importing(lines.toArray(String[]::new)).getList("faults"));
        }
    }
}
