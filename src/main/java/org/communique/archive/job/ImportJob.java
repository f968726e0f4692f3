package org.communique.archive.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.communique.archive.importer.ArchiveLines;
import org.communique.archive.importer.ImportCounts;
import org.communique.archive.importer.ImportOptions;
import org.communique.archive.importer.LineFault;
import org.communique.archive.importer.UnknownTerms;
import org.communique.http.json.Json;

/** One import: how far it is and what it found. */
@Entity
@Table(name = "import_job")
public class ImportJob extends PanacheEntityBase {
    static final String RUNNING = "running";
    static final String COMPLETED = "completed";
    static final String FAILED = "failed";
    static final String CANCELLED = "cancelled";
    /** So many faults are kept; the rest are counted. */
    public static final int KEPT_FAULTS = 1_000;

    private static final String ABANDONED =
            "The node that ran the import has stopped, and the archive is on its disk. The import resumes when that node starts again. Or send the archive again: what was already imported is left unchanged.";

    @Id
    public UUID id;

    public String status;

    /** The node that has the archive on its disk and runs it; null where it was begun before nodes were known. */
    public UUID node;

    /** Who sent it: imports of one caller are done one after the other. */
    @Column(name = "caller_id")
    public String caller;

    public boolean announce;

    @Column(name = "dry_run")
    public boolean dryRun;

    @Column(name = "unknown_terms")
    @Convert(converter = UnknownTermsConverter.class)
    public UnknownTerms unknownTerms;

    /** Of the archive, uncompressed. */
    @Column(name = "total_bytes")
    public long totalBytes;

    /** Of the archive, up to the end of the last line that was written; the import goes on from here after a stop. */
    @Column(name = "read_bytes")
    public long readBytes;

    /** The same in lines, blank ones among them. */
    @Column(name = "read_lines")
    public long readLines;

    /** The time that it has been worked on. */
    @Column(name = "worked_millis")
    public long workedMillis;

    @Column(name = "line_count")
    public long lines;

    @Column(name = "created_count")
    public long created;

    @Column(name = "changed_count")
    public long changed;

    @Column(name = "unchanged_count")
    public long unchanged;

    @Column(name = "fault_count")
    public long faultCount;

    /** A list of {@link LineFault} as JSON. */
    @Column(columnDefinition = "text")
    public String faults;

    /** Why it failed. */
    public String detail;

    @Column(name = "received_at")
    public Instant receivedAt;

    @Column(name = "finished_at")
    public Instant finishedAt;

    static ImportJob start(UUID id, UUID node, String caller, ImportOptions options, long totalBytes, Instant now) {
        ImportJob job = new ImportJob();
        job.id = id;
        job.status = RUNNING;
        job.node = node;
        job.caller = caller;
        job.announce = options.announce();
        job.dryRun = options.dryRun();
        job.unknownTerms = options.unknownTerms();
        job.totalBytes = totalBytes;
        job.faults = "[]";
        job.receivedAt = now;
        job.persist();
        return job;
    }

    /** As it is now, and as it stays until the transaction ends; null where there is none. */
    static ImportJob locked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Those that say that they run, though their node has gone. */
    static List<ImportJob> orphans() {
        return list(
                "status = ?1 and (node is null or node not in (select n.id from Node n)) order by receivedAt, id",
                RUNNING);
    }

    /** Makes it this node's, unless another was faster. */
    static boolean take(ImportJob orphan, UUID node) {
        return (orphan.node == null
                        ? update("node = ?1 where id = ?2 and node is null and status = ?3", node, orphan.id, RUNNING)
                        : update(
                                "node = ?1 where id = ?2 and node = ?3 and status = ?4",
                                node,
                                orphan.id,
                                orphan.node,
                                RUNNING))
                == 1;
    }

    /** Ends it for as long as its node is away. */
    void abandon(Instant now) {
        end(FAILED, ABANDONED, now);
    }

    void end(String how, String why, Instant now) {
        status = how;
        detail = why;
        finishedAt = now;
        if (how.equals(COMPLETED)) {
            readBytes = totalBytes;
        }
    }

    boolean isRunning() {
        return status.equals(RUNNING);
    }

    boolean isCancelled() {
        return status.equals(CANCELLED);
    }

    /** Whether it runs, or would go on once its node is back. */
    boolean isToGoOn() {
        return isRunning() || status.equals(FAILED) && ABANDONED.equals(detail);
    }

    /** How many of the same caller's are done before it on its node; null where it does not run. */
    Long queuePosition() {
        return !isRunning()
                ? null
                : (Long) count(
                        "status = ?1 and node = ?2 and caller = ?3 and (receivedAt < ?4 or receivedAt = ?4 and id < ?5)",
                        RUNNING,
                        node,
                        caller,
                        receivedAt,
                        id);
    }

    /** It runs, whatever others have made of the silence of its node. */
    void resume() {
        status = RUNNING;
        detail = null;
        finishedAt = null;
    }

    List<LineFault> faults() {
        try {
            return Json.mapper().readValue(faults, new TypeReference<>() {});
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    ImportOptions options() {
        return new ImportOptions(announce, dryRun, unknownTerms);
    }

    ArchiveLines.Position position() {
        return new ArchiveLines.Position(readBytes, readLines);
    }

    /** Forgets what it found, to begin anew. */
    void rewind() {
        readBytes = 0;
        readLines = 0;
        workedMillis = 0;
        lines = 0;
        created = 0;
        changed = 0;
        unchanged = 0;
        faultCount = 0;
        faults = "[]";
    }

    /** Lines a second; 0 before the first. */
    long rate() {
        return workedMillis == 0 ? 0 : lines * 1_000 / workedMillis;
    }

    /** How much of the archive is read, in hundredths. */
    int percent() {
        return totalBytes == 0 ? (isRunning() ? 0 : 100) : (int) (readBytes * 100 / totalBytes);
    }

    /** Seconds until it ends, if it goes on as fast as so far; null where it does not run or that is not known yet. */
    Long timeLeft() {
        return !isRunning() || readBytes == 0 || workedMillis == 0
                ? null
                : (long) Math.ceil((totalBytes - readBytes) * (double) workedMillis / readBytes / 1_000);
    }

    /** Adds what a batch of lines did. */
    void add(ImportCounts counts, long millis) {
        readBytes = counts.end().bytes();
        readLines = counts.end().lines();
        workedMillis += millis;
        lines += counts.lines();
        created += counts.created();
        changed += counts.changed();
        unchanged += counts.unchanged();
        if (!counts.faults().isEmpty()) {
            if (faultCount < KEPT_FAULTS) {
                List<LineFault> kept = new ArrayList<>(faults());
                counts.faults().stream().limit(KEPT_FAULTS - kept.size()).forEach(kept::add);
                faults = Json.string(kept);
            }
            faultCount += counts.faults().size();
        }
    }
}
