package org.communique.sequence;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
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

    /** At most {@code most} changes after a number up to another, in order. */
    public static List<Change> upTo(long last, long number, int most) {
        return Change.<Change>find("number > ?1 and number <= ?2 order by number", number, last)
                .page(0, most)
                .list();
    }

    /** Whether it is of a release that was public before. */
    public boolean isOfPublic() {
        return revision != null && before != null;
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
