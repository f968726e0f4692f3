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

        @Schema(enumeration = {"running", "completed", "failed", "cancelled"})
        String status,

        @Schema(
                description =
                        "How many imports of the same key are done before it; 0 where it is worked on, in turns with those of other keys; null once it has ended",
                minimum = "0")
        Long queuePosition,

        @Schema(description = "Whether everything is only judged and counted, and nothing written")
        boolean dryRun,

        @Schema(
                enumeration = {"reject", "create"},
                description = "What becomes of a code that is no term yet")
        String unknownTerms,

        @Schema(description = "Bytes of the archive, uncompressed")
        long totalBytes,

        @Schema(description = "Bytes up to the end of the last line that was worked on")
        long readBytes,

        @Schema(description = "How much of the archive is read, in hundredths", minimum = "0", maximum = "100")
        int percent,

        @Schema(description = "Lines a second so far; 0 before the first")
        long rate,

        @Schema(description = "Seconds until it ends at this rate; null while that is not known, and once it has ended")
        Long timeLeft,

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
                job.queuePosition(),
                job.dryRun,
                job.unknownTerms.wire(),
                job.totalBytes,
                job.readBytes,
                job.percent(),
                job.rate(),
                job.timeLeft(),
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
