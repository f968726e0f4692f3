package org.communique.exchange;

import java.util.ArrayList;
import java.util.List;
import org.communique.web.Fault;

/** Counts what lines did. */
final class Tally {
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

    ArchiveLines.Position end() {
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

    long lines() {
        return lines;
    }

    long created() {
        return created;
    }

    long changed() {
        return changed;
    }

    long unchanged() {
        return unchanged;
    }

    List<LineFault> faults() {
        return faults;
    }
}
