package org.communique.release.document;

import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import org.communique.http.cache.ReadResult;
import org.communique.http.json.Json;
import org.communique.http.request.Parameters;
import org.communique.release.ReadRelease;
import org.communique.release.ReleaseReads;
import org.communique.sequence.Snapshot;
import org.communique.sequence.Snapshots;
import org.communique.support.Archives;
import org.communique.support.Desk;
import org.communique.support.FreshStore;
import org.communique.support.Index;
import org.communique.support.Statements;
import org.communique.support.TestStore;
import org.communique.taxonomy.TermCache;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is read from the documents of this node is, byte for byte, what is read from the store, after each change of a random history. */
@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@FreshStore(sample = false)
class DocumentReadsTest {
    private static final int WRITES = 3 * Integer.getInteger("test.histories", 50);
    private static final List<String> LISTS = List.of(
            "",
            "view=full",
            "lang=fr,en",
            "lang=ru&view=full",
            "sort=date&limit=3&facets=country,year,language",
            "fields=title,sources.code,body.text,related",
            "country=KZ&view=full",
            "q=alpha&highlight=true",
            "q=kazakhstan&highlight=true&fields=title",
            "q=alpha&view=full&lang=fr&highlight=true&facets=fieldOfWork");
    private static final List<String> ONES =
            List.of("", "view=summary", "lang=fr,en", "lang=en&fields=title,related,translations");

    @Inject
    DocumentReads state;

    @Inject
    Snapshots snapshots;

    @Inject
    ReleaseReads reads;

    @Inject
    ReadRelease one;

    @Inject
    ReleaseViews views;

    @Inject
    TermCache cache;

    private final long seed = System.nanoTime();
    private final Desk desk = Desk.chief();
    private final List<String> live = new ArrayList<>();
    private final List<String> gone = new ArrayList<>(List.of(new UUID(3, 3).toString()));
    private final List<String> slugs = new ArrayList<>();
    private final Map<String, Integer> kinds = new TreeMap<>();

    @Test
    void both_answer_alike() throws Exception {
        Logger.getLogger(getClass()).infof("The seed is %d", seed);
        Random random = new Random(seed);
        name("Policing", "Police");
        publish(random);
        for (int i = 0; i < WRITES; i++) {
            write(random, i);
            Index.await();
            for (String list : LISTS) {
                compare(list, (snapshot, parameters) -> reads.list(snapshot, parameters));
            }
            String id = live.get(random.nextInt(live.size()));
            for (String query : ONES) {
                compare(query, (snapshot, parameters) -> one.json(snapshot, parameters, id));
            }
            for (List<String> languages : List.of(List.<String>of(), List.of("fr", "en"))) {
                List<ReleaseView> stored =
                        snapshots.read(snapshot -> views.of(uuids(), languages, true, cache.at(snapshot)));
                assertEquals(
                        Optional.of(stored),
                        state.read(snapshot -> views.of(uuids(), languages, true, cache.at(snapshot))));
            }
            slugs.add(desk.keyed()
                    .get("/v1/press-releases/" + id)
                    .then()
                    .extract()
                    .path("slug"));
            for (String named : List.of(
                    slugs.get(slugs.size() - 1),
                    slugs.get(random.nextInt(slugs.size())),
                    gone.get(random.nextInt(gone.size())),
                    "no-such-slug",
                    new UUID(7, i).toString())) {
                compare("", (snapshot, parameters) -> one.json(snapshot, parameters, named));
                compare("lang=fr", (snapshot, parameters) -> one.json(snapshot, parameters, named));
            }
        }
        Logger.getLogger(getClass()).infof("Answers: %s", kinds);
        assertTrue(kinds.keySet().containsAll(List.of("body", "moved", "GONE", "NOT_FOUND")), kinds.toString());
    }

    private List<UUID> uuids() {
        return live.stream().map(UUID::fromString).toList();
    }

    private record Answer(String kind, String body, Object modified, Object languages, Object links) {}

    private void compare(String query, BiFunction<Snapshot, Parameters, ReadResult> read) throws InterruptedException {
        Answer stored = snapshots.read(snapshot -> answer(snapshot, query, read));
        Optional<Answer> own = state.read(snapshot -> answer(snapshot, query, read));
        for (int i = 0; i < 200 && own.isEmpty(); i++) {
            Thread.sleep(25);
            own = state.read(snapshot -> answer(snapshot, query, read));
        }
        String thread = Thread.currentThread().getName();
        Statements.taken(thread);
        own = state.read(snapshot -> answer(snapshot, query, read));
        assertEquals(0, Statements.taken(thread), "nothing was asked of the store");
        assertEquals(Optional.of(stored), own, query);
        kinds.merge(stored.kind(), 1, Integer::sum);
    }

    private static Answer answer(Snapshot snapshot, String query, BiFunction<Snapshot, Parameters, ReadResult> read) {
        MultivaluedMap<String, String> raw = new MultivaluedHashMap<>();
        for (String parameter : query.split("&")) {
            if (!parameter.isEmpty()) {
                raw.add(parameter.split("=")[0], parameter.split("=")[1]);
            }
        }
        try {
            ReadResult reply = read.apply(snapshot, new Parameters(raw));
            return new Answer(
                    reply.movedTo() == null ? "body" : "moved",
                    reply.movedTo() != null
                            ? reply.movedTo()
                            : new String(Json.bytes(reply.body()), StandardCharsets.UTF_8),
                    reply.lastModified(),
                    reply.languages(),
                    reply.links());
        } catch (org.communique.http.problem.ProblemException problem) {
            return new Answer(problem.type().name(), problem.getMessage(), null, null, null);
        }
    }

    private void write(Random random, int number) throws Exception {
        String id = live.get(random.nextInt(live.size()));
        switch (random.nextInt(6)) {
            case 0 -> name("Policing " + number, random.nextBoolean() ? "Police " + number : "Police");
            case 1 -> {
                if (live.size() > 2) {
                    desk.verb(id, "retract", "{\"reason\":\"Wrong\"}").statusCode(200);
                    live.remove(id);
                    gone.add(id);
                }
            }
            case 2 ->
                desk.verb(id, "withdraw", "{\"reason\":\"Wrong \\\"figures\\\"\"}")
                        .statusCode(anyOf(is(200), is(409)));
            case 3 -> {
                desk.patch(id, content(random)).statusCode(anyOf(is(200), is(201)));
                desk.verb(id, "publish", "{}").statusCode(200);
            }
            default -> publish(random);
        }
    }

    private void publish(Random random) {
        String id = desk.draft(content(random));
        desk.verb(id, "publish", "{}").statusCode(200);
        live.add(id);
    }

    private String content(Random random) {
        String english = text(
                "Alpha " + random.nextInt(100) + " \\\"quoted\\\" \u00e9\u2028 \ud83d\ude00", "alpha & <b>bold</b>");
        String french = text("Alpha fran\u00e7ais " + random.nextInt(100), "alpha l\u2019accord");
        String related = live.isEmpty() ? "" : "\"" + live.get(random.nextInt(live.size())) + "\"";
        return "{\"originalLanguage\":\"en\",\"date\":\"20" + (10 + random.nextInt(10))
                + "-03-04\",\"place\":\"Vienna\",\"texts\":{\"en\":"
                + english + (random.nextBoolean() ? ",\"fr\":" + french : "") + "},\"countries\":"
                + (random.nextBoolean() ? "[\"KZ\"]" : "[]") + ",\"fieldsOfWork\":[\"policing\"],\"sources\":"
                + (random.nextBoolean() ? "[\"guards\"]" : "[]") + ",\"related\":["
                + (random.nextInt(3) == 0 ? related : "") + "]"
                + ",\"contacts\":[{\"name\":\"A. B\u00e9\",\"email\":\"a@example.org\"}]}";
    }

    private static String text(String title, String body) {
        return "{\"title\":\"" + title + "\",\"slug\":\"alpha-" + System.nanoTime() + "\",\"summary\":\"On " + title
                + "\",\"body\":{\"html\":\"<p>" + body + "</p>\"}}";
    }

    private static void name(String field, String unit) {
        Archives.importing(
                "{\"record\":\"field-of-work\",\"code\":\"policing\",\"names\":{\"en\":\"" + field + "\",\"fr\":\""
                        + field + " (fr)\"}}",
                "{\"record\":\"organizational-unit\",\"code\":\"guards\",\"type\":\"institution\",\"names\":{\"en\":\""
                        + unit + "\"}}",
                "{\"record\":\"country\",\"code\":\"KZ\",\"names\":{}}");
    }
}
