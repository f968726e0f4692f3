package org.communique.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An import on the wire. */
@Schema(name = "Import")
public record ImportView(
        UUID id,

        @Schema(enumeration = {"running", "completed", "failed"})
        String status,

        long lines,
        long created,
        long changed,
        long unchanged,
        long faultCount,
        List<LineFault> faults,
        String detail,
        Instant receivedAt,
        Instant finishedAt,
        Map<String, String> links) {
    static final String PATH = "/v1/imports";

    static ImportView of(ImportJob job) {
        return new ImportView(
                job.id,
                job.status,
                job.lines,
                job.created,
                job.changed,
                job.unchanged,
                job.faultCount,
                job.faults(),
                job.detail,
                job.receivedAt,
                job.finishedAt,
                Map.of("self", PATH + "/" + job.id));
    }
}
