package org.communique.archive.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communique.archive.importer.LineFault;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An import on the wire. */
@Schema(name = "Import")
public record ImportView(
        UUID id,

        @Schema(enumeration = {"running", "completed", "failed", "cancelled"})
        String status,

        @Schema(
                description =
                        "The number of imports of the same key that come first; 0 if the import is in progress (imports of different keys take turns); null if it has ended",
                minimum = "0")
        Long queuePosition,

        @Schema(description = "Whether the import only checks and counts, and writes nothing")
        boolean dryRun,

        @Schema(
                enumeration = {"reject", "create"},
                description = "What happens to a code that is not a term")
        String unknownTerms,

        @Schema(description = "The uncompressed size of the archive in bytes")
        long totalBytes,

        @Schema(description = "The number of bytes up to the end of the last line processed")
        long readBytes,

        @Schema(description = "The percentage of the archive that has been read", minimum = "0", maximum = "100")
        int percent,

        @Schema(description = "The average number of lines processed per second; 0 before the first")
        long rate,

        @Schema(
                description =
                        "The estimated number of seconds until the import ends; null if not known yet, or if it has ended")
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
