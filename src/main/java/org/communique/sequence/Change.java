package org.communique.sequence;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** One change of the live store: its number, its event id and what a filter needs to judge it. Never text, never deleted. */
@Entity
@Immutable
@Table(name = "change_log")
public class Change extends PanacheEntityBase {
    @Id
    @Column(name = "change_number")
    public long number;

    @Column(name = "event_id")
    public UUID eventId;

    @Column(name = "change_type")
    public String type;

    @Column(name = "changed_at")
    public Instant time;

    @Column(name = "subject_kind")
    public String subjectKind;

    @Column(name = "subject_id")
    public String subjectId;

    /** Of a release; null for a term. */
    public Integer revision;

    /** Whether pushes tell of it; a back-filled release is in the feeds only. */
    public boolean announced;

    public String reason;

    @Column(name = "replaced_by")
    public UUID replacedBy;

    /** Terms, external ids, days, languages and status before the change, as JSON; null where there was nothing. */
    @Column(name = "state_before")
    public String before;

    /** The same after the change; null where nothing is left. */
    @Column(name = "state_after")
    public String after;

    protected Change() {}

    /** The number of the last change before an instant; 0 where there is none. */
    public static long lastBefore(Instant time) {
        return before(time).map(change -> change.number).orElse(0L);
    }

    /** The time of the last change before an instant. */
    public static Optional<Instant> timeBefore(Instant time) {
        return before(time).map(change -> change.time);
    }

    private static Optional<Change> before(Instant time) {
        return Change.<Change>find("time < ?1 order by number desc", time)
                .page(0, 1)
                .firstResultOptional();
    }

    /** At most {@code most} changes after a number, in order. */
    public static List<Change> after(long number, int most) {
        return Change.<Change>find("number > ?1 order by number", number)
                .page(0, most)
                .list();
    }

    /** The same up to a number, and none that is seen but not told of yet. */
    public static List<Change> upTo(long last, long number, int most) {
        return Change.<Change>find("number > ?1 and number <= ?2 order by number", number, last)
                .page(0, most)
                .list();
    }

    /**
     * At most {@code most} changes of releases that were public before, between two numbers, both exclusive; newest first.
     */
    public static List<Change> ofPublic(long after, long before, int most) {
        return Change.<Change>find(
                        "number > ?1 and number < ?2 and revision is not null and this.before is not null"
                                + " order by number desc",
                        after,
                        before)
                .page(0, most)
                .list();
    }

    Change(long number, Instant time, ChangeType type, ChangeSubject subject, boolean announced) {
        this.number = number;
        this.eventId = UUID.randomUUID();
        this.type = type.wire();
        this.time = time;
        this.subjectKind = subject.kind();
        this.subjectId = subject.id();
        this.revision = subject.revision();
        this.announced = announced;
        this.reason = subject.reason();
        this.replacedBy = subject.replacedBy();
        this.before = subject.before();
        this.after = subject.after();
    }
}
