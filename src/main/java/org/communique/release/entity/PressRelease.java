package org.communique.release.entity;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.communique.release.content.LiveRelease;
import org.communique.release.content.ReleaseContent;
import org.communique.release.content.ReleaseKind;
import org.communique.release.content.ReleaseStatus;
import org.communique.release.content.Withdrawal;

/** A public press release: its life, and what it says except for the bodies, which are in {@link ReleaseText}. */
@Entity
@Table(name = "press_release")
public class PressRelease extends PanacheEntityBase {
    /** What changes of the live store call it. */
    public static final String KIND = "press-release";

    @Id
    public UUID id;

    public int revision;

    @Enumerated(EnumType.STRING)
    public ReleaseStatus status;

    @Enumerated(EnumType.STRING)
    public ReleaseKind kind;

    @Column(name = "original_language")
    public String originalLanguage;

    @Column(name = "editorial_day")
    public LocalDate day;

    /** When it first was public; never moves. */
    @Column(name = "published_at")
    public Instant publishedAt;

    /** The last major change. */
    @Column(name = "revised_at")
    public Instant revisedAt;

    /** Any change, as the archive it came from says. */
    @Column(name = "updated_at")
    public Instant updatedAt;

    /** The time of its last change of this store, which strictly increases. */
    @Column(name = "changed_at")
    public Instant changedAt;

    /** The number of its last change that feeds and pushes announce; null where there was none. */
    public Long announcement;

    /** Characters of its bodies in all languages, as HTML and, nearly, as plain text. */
    @Column(name = "body_size")
    public int bodySize;

    @Column(name = "withdrawn_at")
    public Instant withdrawnAt;

    @Column(name = "withdrawal_reason")
    public String withdrawalReason;

    @Convert(converter = ContentConverter.class)
    public ReleaseContent content;

    /** The row as it would be, for showing what is not live. */
    public static PressRelease showing(LiveRelease whole) {
        PressRelease release = new PressRelease();
        release.id = whole.id();
        release.take(whole);
        return release;
    }

    public void take(LiveRelease next) {
        revision = next.revision();
        status = next.status();
        kind = next.content().kind();
        originalLanguage = next.content().originalLanguage();
        day = next.content().date();
        publishedAt = next.publishedAt();
        revisedAt = next.revisedAt();
        updatedAt = next.updatedAt();
        withdrawnAt = next.withdrawal() == null ? null : next.withdrawal().at();
        withdrawalReason = next.withdrawal() == null ? null : next.withdrawal().reason();
        bodySize = next.content().texts().values().stream()
                .mapToInt(text -> 2 * text.html().length())
                .sum();
        content = next.content().withoutBodies();
    }

    /** The release as it stands, bodies included. */
    public LiveRelease live() {
        return live(ReleaseText.of(this));
    }

    /** The same, with texts that have been read already. */
    public LiveRelease live(Map<String, ReleaseText> texts) {
        return live((String language) -> texts.get(language).html);
    }

    /** The same, with bodies by language. */
    public LiveRelease live(UnaryOperator<String> bodies) {
        Withdrawal withdrawal =
                status == ReleaseStatus.WITHDRAWN ? new Withdrawal(withdrawalReason, withdrawnAt) : null;
        return new LiveRelease(
                id,
                revision,
                status,
                withdrawal,
                publishedAt,
                revisedAt,
                updatedAt,
                content.mapTexts((language, text) -> text.withBody(bodies.apply(language))));
    }
}
