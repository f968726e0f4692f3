package org.communique.access;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Page;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.communique.http.headers.PrivateReply;
import org.communique.http.json.Items;
import org.communique.http.problem.Fault;
import org.communique.http.request.Cursor;
import org.communique.http.request.Links;
import org.communique.http.request.Parameters;
import org.communique.http.request.Query;
import org.communique.sequence.Snapshots;
import org.communique.value.Instants;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.READ_AUDIT)
@Tag(name = "Administration")
public class AuditResource {
    /** One write on the wire. */
    @Schema(name = "AuditEntry")
    public record EntryView(Instant at, Actor actor, String action, Audit.Subject subject, String from, String to) {
        static EntryView of(AuditEntry entry) {
            return new EntryView(
                    entry.at,
                    new Actor(entry.actorId, entry.actorName),
                    entry.action,
                    new Audit.Subject(entry.subjectKind, entry.subjectId),
                    entry.before,
                    entry.after);
        }
    }

    /** Who did it. */
    @Schema(name = "Actor")
    public record Actor(String id, String name) {}

    /** The collection on the wire. */
    @Schema(name = "AuditLog")
    public record Listing(List<EntryView> data, Items.Meta meta, Map<String, String> links) {}

    @Inject
    Snapshots snapshots;

    @GET
    @Operation(
            operationId = "listAudit",
            summary = "Read the audit log",
            description =
                    "Every write, newest first: who made which change to what, when, and the state before and after.")
    @Extension(name = "x-parameters", value = "actor,subject,since,until,limit,cursor")
    @APIResponseSchema(Listing.class)
    public Response list(@Context UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters());
        Optional<Cursor> cursor = parameters.cursor(List.of("actor", "subject", "from", "to"));
        Optional<String> actor = parameters.one("actor");
        Optional<String> subject = parameters.one("subject");
        Optional<Instant> from = parameters.instant("from");
        Optional<Instant> to = parameters.instant("to");
        int limit = parameters.integer("limit", 1, 100, 20);
        if (cursor.filter(place -> place.backward() || !place.key().get(0).matches("\\d{1,18}"))
                .isPresent()) {
            parameters.fault(Fault.query("cursor", "not-a-cursor", "The cursor belongs to another list."));
        }
        parameters.done();
        StringBuilder where = new StringBuilder("1 = 1");
        Map<String, Object> values = new HashMap<>();
        actor.ifPresent(id -> and(where, values, "(actorId = :actor or actorName = :actor)", "actor", id));
        subject.ifPresent(id -> and(where, values, "subjectId = :subject", "subject", id));
        from.ifPresent(at -> and(where, values, "at >= :from", "from", at));
        to.ifPresent(at -> and(where, values, "at < :to", "to", at));
        Query carried = new Query()
                .add("actor", actor.orElse(null))
                .add("subject", subject.orElse(null))
                .add("from", from.map(Instants::write).orElse(null))
                .add("to", to.map(Instants::write).orElse(null));
        return snapshots.read(snapshot -> {
            long total = AuditEntry.count(where.toString(), values);
            cursor.ifPresent(place -> and(
                    where,
                    values,
                    "number < :after",
                    "after",
                    Long.valueOf(place.key().get(0))));
            PanacheQuery<AuditEntry> query = AuditEntry.find(where + " order by number desc", values);
            List<AuditEntry> page = query.page(Page.ofSize(limit + 1)).list();
            return PrivateReply.ok(listing(page, total, limit, cursor, carried));
        });
    }

    private static Listing listing(
            List<AuditEntry> page, long total, int limit, Optional<Cursor> cursor, Query carried) {
        List<AuditEntry> shown = page.subList(0, Math.min(limit, page.size()));
        Links links = new Links("/v1/audit", carried, new Query().add("limit", limit));
        cursor.ifPresentOrElse(links::selfAt, links::self);
        if (page.size() > limit) {
            links.at(
                    "next",
                    new Cursor(carried.toString(), false, List.of(Long.toString(shown.get(shown.size() - 1).number))));
        }
        return new Listing(shown.stream().map(EntryView::of).toList(), Items.Meta.of(total, limit, null), links.all());
    }

    private static void and(
            StringBuilder where, Map<String, Object> values, String condition, String name, Object value) {
        where.append(" and ").append(condition);
        values.put(name, value);
    }
}
