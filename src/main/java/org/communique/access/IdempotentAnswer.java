package org.communique.access;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/** The answer to a request with an Idempotency-Key, kept for 24 hours. */
@Entity
@IdClass(IdempotentAnswer.Key.class)
@Table(name = "idempotent_answer")
public class IdempotentAnswer extends PanacheEntityBase {
    private static final String SKIP_LOCKED = "-2";

    /** A key belongs to its caller and path. */
    public record Key(String callerId, String path, String key) implements Serializable {}

    @Id
    @Column(name = "caller_id")
    public String callerId;

    @Id
    @Column(name = "request_path")
    public String path;

    @Id
    @Column(name = "idempotency_key")
    public String key;

    @Column(name = "body_hash")
    public String bodyHash;

    public int status;

    public String location;

    public String etag;

    @Column(columnDefinition = "text")
    public String body;

    /** Whether the answer held a secret; its body is not kept then. */
    public boolean secret;

    /** The release it is about, so that a retraction can remove it. */
    @Column(name = "subject_id")
    public String subjectId;

    @Column(name = "answered_at")
    public Instant answeredAt;

    /** Removes at most {@code most} answers given at or before the time; those that another node has locked are skipped. */
    static int removeBefore(Instant time, int most) {
        List<IdempotentAnswer> old = IdempotentAnswer.<IdempotentAnswer>find("answeredAt <= ?1", time)
                .page(0, most)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
                .list();
        old.forEach(IdempotentAnswer::delete);
        return old.size();
    }
}
