package org.communique.editorial;

import static io.restassured.RestAssured.given;
import static org.communique.support.Newsroom.path;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.communique.editorial.Move.Answer;
import org.communique.editorial.Move.Kind;
import org.communique.editorial.Replay.Made;
import org.communique.support.Desk;

/** Moves at random between a few releases, on which others work as well, and keeps what came back. */
final class HistoryWriter implements Callable<Map<String, List<Made>>> {
    private static final List<Kind> CHOICE = List.of(
            Kind.WRITE,
            Kind.WRITE,
            Kind.WRITE,
            Kind.PUBLISH,
            Kind.PUBLISH,
            Kind.PUBLISH,
            Kind.WITHDRAW,
            Kind.RESTORE,
            Kind.DISCARD,
            Kind.RETRACT);
    private static final int MOVES = 6;

    private final String name;
    private final Desk desk;
    private final List<String> releases;
    private final Random random;
    private final Map<String, List<Made>> made = new HashMap<>();
    private final Map<String, String> remembered = new HashMap<>();

    HistoryWriter(String name, Desk desk, List<String> releases, Random random) {
        this.name = name;
        this.desk = desk;
        this.releases = releases;
        this.random = random;
    }

    @Override
    public Map<String, List<Made>> call() {
        for (int step = 0; step < MOVES; step++) {
            String id = releases.get(random.nextInt(releases.size()));
            Kind kind = CHOICE.get(random.nextInt(CHOICE.size()));
            boolean early = kind == Kind.RETRACT && step < MOVES - 2;
            move(early ? Kind.PUBLISH : kind, id, "History " + id + " " + name.replace(' ', '-') + " " + step);
            move(Kind.READ, id, null);
        }
        return made;
    }

    private void move(Kind kind, String id, String title) {
        String ifMatch = kind == Kind.WRITE || kind == Kind.DISCARD ? validator(id) : null;
        RequestSpecification request = kind == Kind.READ ? given() : desk.json();
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        long asked = System.nanoTime();
        Response response = send(kind, id, title, request);
        long answered = System.nanoTime();
        Move move = new Move(
                kind, name, kind == Kind.WRITE ? title : null, ifMatch, asked, answered, Answer.of(kind, response));
        String written = kind == Kind.WRITE && move.isWritten() ? response.header("ETag") : null;
        made.computeIfAbsent(id, release -> new ArrayList<>()).add(new Made(move, written));
    }

    private static Response send(Kind kind, String id, String title, RequestSpecification request) {
        return switch (kind) {
            case WRITE -> request.body(Desk.content(title, "")).put("/v1/drafts/" + id);
            case DISCARD -> request.delete("/v1/drafts/" + id);
            case PUBLISH -> request.body("{}").post("/v1/drafts/" + id + "/publish");
            case WITHDRAW -> request.body("{}").post(path(id) + "/withdraw");
            case RESTORE -> request.body("{}").post(path(id) + "/restore");
            case RETRACT -> request.body("{}").post(path(id) + "/retract");
            case READ -> request.get(path(id));
        };
    }

    /** What the draft has now, or one time in five what it had when this writer looked last. */
    private String validator(String id) {
        if (random.nextInt(5) != 0 || !remembered.containsKey(id)) {
            remembered.put(id, desk.read(id).header("ETag"));
        }
        return remembered.get(id);
    }
}
