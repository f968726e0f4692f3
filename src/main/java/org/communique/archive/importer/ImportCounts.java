package org.communique.archive.importer;

import java.util.ArrayList;
import java.util.List;
import org.communique.http.problem.Fault;

/** Counts what lines did. */
public final class ImportCounts {
    /** What one line did. */
    enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED,
        FAULTY
    }

    private ArchiveLines.Position end;
    private long lines;
    private long created;
    private long changed;
    private long unchanged;
    private final List<LineFault> faults = new ArrayList<>();

    /** Notes how far the archive is read with these lines. */
    void reached(ArchiveLines.Position place) {
        end = place;
    }

    public ArchiveLines.Position end() {
        return end;
    }

    void add(Outcome outcome) {
        lines++;
        switch (outcome) {
            case CREATED -> created++;
            case CHANGED -> changed++;
            case UNCHANGED -> unchanged++;
            case FAULTY -> {}
        }
    }

    void fault(long line, List<Fault> found) {
        found.forEach(fault -> faults.add(LineFault.of(line, fault)));
    }

    public long lines() {
        return lines;
    }

    public long created() {
        return created;
    }

    public long changed() {
        return changed;
    }

    public long unchanged() {
        return unchanged;
    }

    public List<LineFault> faults() {
        return faults;
    }
}
