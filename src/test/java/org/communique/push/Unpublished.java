package org.communique.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import java.util.List;
import org.communique.support.Archives;
import org.communique.support.Desk;

/** Releases that are hidden, and live ones that refer to them in every way that there is. */
final class Unpublished {
    /** In every text of what is hidden. */
    static final String WORD = "zqhidden";

    static final String DUE = "2050-02-03T10:37";

    private final Desk desk = Desk.chief();

    final String draft = Desk.newId();
    final String scheduled = Desk.newId();
    final String embargoed = Desk.newId();
    final String recalled = Desk.newId();
    final String live = Desk.newId();
    final String other = Desk.newId();
    final String withdrawn = Desk.newId();
    final String tombstone = Desk.newId();

    private static String hidden(String name) {
        String word = WORD + name;
        return Desk.content(
                word + " title",
                (",'place':'W','countries':['MC'],'externalIds':[{'system':'W','id':'W'}],"
                                + "'contacts':[{'name':'W','role':'W','organisation':'W','phone':'W','email':'W@example.org'}],"
                                + "'attachments':[{'href':'https://example.org/W.pdf','title':'W'}],"
                                + "'image':{'href':'https://example.org/W.png','alt':'W','credit':'W'}")
                        .replace('\'', '"')
                        .replace("W", word));
    }

    private static String open(String title, String more) {
        return Desk.content(title, more);
    }

    private void put(String id, String content) {
        desk.json().body(content).put("/v1/drafts/" + id).then().statusCode(201);
    }

    private void publish(String id) {
        desk.verb(id, "publish", "{}").statusCode(200);
    }

    private String related() {
        return ",\"related\":[\"" + String.join("\",\"", draft, embargoed, other, scheduled, withdrawn) + "\"]";
    }

    void make() {
        put(draft, hidden("draft"));
        for (String id : List.of(scheduled, embargoed)) {
            put(id, hidden(id.equals(scheduled) ? "scheduled" : "embargoed"));
            desk.verb(id, "schedule", "{\"publishAt\":\"" + DUE + ":00Z\",\"embargoed\":" + id.equals(embargoed) + "}")
                    .statusCode(200);
        }
        put(other, open("Open other", ""));
        publish(other);
        put(withdrawn, open("Open withdrawn", related()));
        publish(withdrawn);
        desk.verb(withdrawn, "withdraw", "{\"reason\":\"x\",\"replacedBy\":\"" + other + "\"}")
                .statusCode(200);
        put(live, open("Open release", related()));
        publish(live);
        desk.patch(live, "{\"place\":\"Oslo\"}").statusCode(201);
        publish(live);
        desk.patch(
                        live,
                        "{\"texts\":{\"en\":{\"title\":\"" + WORD + " change\"},\"de\":{\"title\":\"" + WORD
                                + " deutsch\",\"body\":{\"text\":\"" + WORD + "\"}}}}")
                .statusCode(201);
        put(recalled, hidden("recalled").replaceAll("\"externalIds\":\\[[^]]*],", ""));
        publish(recalled);
        desk.verb(recalled, "retract", "{\"reason\":\"wrong\"}").statusCode(200);
        JsonPath job = Archives.importing("{\"record\":\"press-release\",\"id\":\"" + tombstone
                + "\",\"status\":\"retracted\",\"retraction\":{\"reason\":\"old\",\"replacedBy\":\"" + embargoed
                + "\"}}");
        assertEquals(List.of(), job.getList("faults"));
    }
}
