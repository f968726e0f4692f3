package org.communique.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.communique.web.Json;

/** One import: how far it is and what it found. */
@Entity
@Table(name = "import_job")
public class ImportJob extends PanacheEntityBase {
    static final String RUNNING = "running";
    static final String COMPLETED = "completed";
    static final String FAILED = "failed";
    /** So many faults are kept; the rest are counted. */
    static final int KEPT_FAULTS = 1_000;

    @Id
    public UUID id;

    public String status;

    public boolean announce;

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

    static ImportJob start(UUID id, boolean announce, Instant now) {
        ImportJob job = new ImportJob();
        job.id = id;
        job.status = RUNNING;
        job.announce = announce;
        job.faults = "[]";
        job.receivedAt = now;
        job.persist();
        return job;
    }

    List<LineFault> faults() {
        try {
            return Json.mapper().readValue(faults, new TypeReference<>() {});
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Adds what a batch of lines did. */
    void add(Tally tally) {
        lines += tally.lines();
        created += tally.created();
        changed += tally.changed();
        unchanged += tally.unchanged();
        if (!tally.faults().isEmpty()) {
            List<LineFault> kept = new ArrayList<>(faults());
            tally.faults().stream()
                    .limit(Math.max(0, KEPT_FAULTS - kept.size()))
                    .forEach(kept::add);
            faults = Json.string(kept);
            faultCount += tally.faults().size();
        }
    }
}
