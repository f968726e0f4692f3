package org.communique.release;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.communique.release.content.LiveRelease;
import org.communique.release.content.ReleaseContent;
import org.communique.release.content.ReleaseStatus;
import org.communique.release.store.LiveStore;
import org.communique.sequence.ChangeType;
import org.communique.sequence.Sequence;
import org.communique.support.Archives;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.Index;
import org.communique.support.Surface;
import org.communique.support.TestStore;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a name or a title is made of, nothing that reads it fails; also where it is such as is taken no more. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore
class AnyValueTest {
    private static final int LONGEST = 500;
    private static final Map<String, String> TERMS = Map.of(
            "fields-of-work", "field_of_work",
            "meeting-series", "meeting_series",
            "organizational-units", "organizational_unit");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Desk desk = Desk.chief();
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Inject
    AgroalDataSource store;

    @Inject
    LiveStore live;

    @Inject
    Sequence sequence;

    private static int nothingBroke(String what, Response answer) {
        assertTrue(answer.statusCode() < 500, what + ": " + answer.statusCode() + " " + answer.asString());
        return answer.statusCode();
    }

    /** By the API, and where that refuses it past the API. */
    private List<String> terms(List<String> texts) throws Exception {
        List<String> codes = new ArrayList<>();
        for (Map.Entry<String, String> vocabulary : TERMS.entrySet()) {
            for (int i = 0; i < texts.size(); i++) {
                String code = "any-" + i;
                String names = json.writeValueAsString(Map.of("en", texts.get(i), "de", texts.get(i)));
                int status = nothingBroke(
                        "a term " + names,
                        desk.json().body("{\"names\":" + names + "}").put("/v1/" + vocabulary.getKey() + "/" + code));
                boolean named = texts.get(i).codePoints().anyMatch(Character::isLetterOrDigit)
                        && texts.get(i).length() <= LONGEST;
                assertEquals(named ? 201 : 422, status, names);
                if (status != 201) {
                    insert(vocabulary.getValue(), code, names);
                }
                codes.add(code);
            }
        }
        return codes;
    }

    private void insert(String table, String code, String names) throws Exception {
        String more = table.equals("organizational_unit") ? ", unit_type) values (?, ?, 'group')" : ") values (?, ?)";
        try (Connection connection = store.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into " + table + " (code, names" + more)) {
            insert.setString(1, code);
            insert.setString(2, names);
            insert.executeUpdate();
        }
    }

    /** With any text in every place that takes one. */
    private List<String> releases(List<String> texts, List<String> codes) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = json.writeValueAsString(texts.get(i));
            String id = Desk.newId();
            String content = ("{'originalLanguage':'en','date':'2032-03-04','texts':{'en':{'title':T,'summary':T,"
                            + "'body':{'text':T}},'de':{'title':T,'body':{'html':T}}},'place':T,"
                            + "'sources':['C'],'fieldsOfWork':['C'],'meetings':['C'],"
                            + "'externalIds':[{'system':T,'id':T}],'contacts':[{'name':T,'role':T,'organisation':T}],"
                            + "'attachments':[{'href':'https://example.org/a','title':T,'mediaType':T}],"
                            + "'image':{'href':'https://example.org/b','alt':T,'credit':T}}")
                    .replace('\'', '"')
                    .replace("T", text)
                    .replace("\"C\"", "\"" + codes.get(i % codes.size()) + "\"");
            int status = nothingBroke(content, desk.json().body(content).put("/v1/drafts/" + id));
            if (status == 201) {
                status = nothingBroke(content, desk.json().body("{}").post("/v1/drafts/" + id + "/publish"));
            }
            if (status != 200) {
                straight(UUID.fromString(id), texts.get(i), codes.get(i % codes.size()));
            }
            ids.add(id);
        }
        return ids;
    }

    /** Past all that judges what a release may say. */
    private void straight(UUID id, String sent, String code) {
        // The store keeps no empty title; a longer one is in no answer that the contract allows.
        String text = sent.substring(0, Math.min(sent.length(), 500));
        String title = text.isEmpty() ? " " : text;
        ReleaseContent.Text said = new ReleaseContent.Text(title, text, "<p>x</p>", null, List.of(), null);
        ReleaseContent content = new ReleaseContent(
                List.of(),
                "en",
                null,
                LocalDate.parse("2032-03-05"),
                text,
                new TreeMap<>(Map.of("en", said)),
                List.of(code),
                List.of(code),
                List.of(),
                List.of(code),
                List.of(new ReleaseContent.Contact(text, text, text, text, text)),
                List.of(new ReleaseContent.Attachment("https://example.org/a", text, text, 1L, "en")),
                new ReleaseContent.Image("https://example.org/b", text, text),
                List.of(),
                List.of());
        QuarkusTransaction.requiringNew().run(() -> {
            Sequence.WriteTurn turn = sequence.take();
            Instant time = live.nextTime(turn, id);
            live.put(
                    turn,
                    new LiveRelease(
                            id,
                            1,
                            ReleaseStatus.PUBLISHED,
                            null,
                            time,
                            time,
                            time,
                            live.settled(id, content, null, new ArrayList<>())),
                    ChangeType.PUBLISHED,
                    time);
        });
    }

    private void keys(List<String> texts) throws Exception {
        for (String text : texts) {
            String body = "{\"name\":" + json.writeValueAsString(text) + ",\"scopes\":[\"publish\"]}";
            int status = nothingBroke(body, desk.json().body(body).post("/v1/api-keys"));
            if (status != 201 && text.length() <= 200) {
                try (Connection connection = store.getConnection();
                        PreparedStatement insert = connection.prepareStatement(
                                "insert into api_key (id, name, secret_hash, scopes, created_at, unseen)"
                                        + " values (?, ?, ?, 'publish', current_timestamp, false)")) {
                    insert.setObject(1, UUID.randomUUID());
                    insert.setString(2, text);
                    insert.setString(3, UUID.randomUUID().toString());
                    insert.executeUpdate();
                }
            }
            nothingBroke(
                    body,
                    desk.json().body(body.replace("\"scopes\"", "\"filter\"")).post("/v1/subscriptions"));
            for (String field : List.of("hub.topic", "hub.callback", "hub.secret")) {
                nothingBroke(
                        field,
                        given().formParam("hub.mode", "subscribe")
                                .formParam(field, text)
                                .post("/hub"));
            }
        }
    }

    @Test
    void every_address_is_answered() throws Exception {
        Logger.getLogger(getClass()).infof("the seed is %d", seed);
        List<String> texts = AnyText.some(random);
        List<String> codes = terms(texts);
        // The terms are read again after a change to one of them.
        desk.json()
                .body("{\"names\":{\"en\":\"Last\"}}")
                .put("/v1/fields-of-work/last")
                .then()
                .statusCode(201);
        List<String> ids = releases(texts, codes);
        keys(texts);
        Index.await();
        List<String> slugs = ids.stream()
                .map(id -> given().get("/v1/press-releases/" + id).<String>path("slug"))
                .toList();
        Surface surface = new Surface((path, name) -> switch (name) {
            case "id" -> path.contains("press-releases") || path.contains("drafts") ? ids : List.of();
            case "code" -> path.startsWith("/v1/countries") ? List.of() : codes.subList(0, texts.size());
            case "release" -> ids;
            case "q", "name" -> texts.stream().limit(AnyText.NASTY.size() - 1).toList();
            case "format" ->
                path.startsWith("/v1/press-releases.")
                        ? List.of("atom", "rss", "jsonfeed", "ndjson", "csv", "jsonld")
                        : List.of("jsonld", "ninjs", "txt");
            case "fieldOfWork", "source", "meeting" -> codes.subList(0, 3);
            case "facets" -> List.of("fieldOfWork:100,source:100,meeting:100,language,year,month");
            default -> List.of();
        });
        List<String> addresses = new ArrayList<>(surface.gets(false));
        addresses.addAll(surface.gets(true));
        for (String format : List.of("", ".atom", ".rss", ".jsonfeed", ".ndjson", ".csv", ".jsonld")) {
            for (String query : List.of("?view=full&limit=100", "?sort=title&limit=100", "?lang=de", "?q=x*")) {
                addresses.add("/v1/press-releases" + format + query);
            }
        }
        addresses.addAll(List.of(
                "/v1/organizational-units?view=tree",
                "/v1/press-releases?facets=fieldOfWork:100,source:100,meeting:100&lang=de",
                "/v1/suggestions?q=a&limit=20",
                "/v1/changes?after=0&include=data&limit=1000"));
        slugs.forEach(slug -> addresses.add("/v1/press-releases/" + slug));
        List<String> failed = new ArrayList<>();
        for (String address : addresses) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(RestAssured.baseURI + ":" + RestAssured.port + address))
                    .header("Authorization", "Bearer " + TestStore.KEY)
                    .build();
            if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() >= 500) {
                failed.add(address);
            }
        }
        assertEquals(List.of(), failed, "the seed is " + seed);
        assertTrue(addresses.size() > 500, addresses.size() + " addresses");
        given().get("/v1/suggestions?q=polic").then().statusCode(200).body("data[0].id", equalTo("policing"));
        assertEquals(
                codes.stream().distinct().sorted().collect(Collectors.toList()),
                given().get("/v1/meeting-series").<List<String>>path("data.code").stream()
                        .filter(code -> code.startsWith("any-"))
                        .sorted()
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"—", "", "***", "\u0301", "\ud83d\ude80", " "})
    void a_name_without_a_letter_is_a_fault_of_its_line_in_an_import(String name) throws Exception {
        String line = "{\"record\":\"field-of-work\",\"code\":\"nameless\",\"names\":{\"en\":\"Fine\",\"fr\":"
                + json.writeValueAsString(name) + "}}";
        Map<String, Object> job = Archives.importing(
                        line, line.replace("\"fr\":" + json.writeValueAsString(name), "\"fr\":\"Bien\""))
                .getMap("");
        assertEquals(1, job.get("faultCount"));
        List<Map<String, Object>> faults = (List<Map<String, Object>>) job.get("faults");
        assertEquals("/names/fr", faults.get(0).get("pointer"));
        assertEquals("no-letter", faults.get(0).get("code"));
        assertEquals(1, faults.get(0).get("line"));
    }
}
