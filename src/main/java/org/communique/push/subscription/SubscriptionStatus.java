package org.communique.push.subscription;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** Where a subscription stands. */
public enum SubscriptionStatus {
    /** Its receiver has not answered the test event yet; changes are stored for it. */
    PENDING("pause", "delete"),
    /** Told of every change that concerns it. */
    ACTIVE("pause", "test", "replay", "delete"),
    /** Told of nothing until it is resumed; then of everything since. */
    PAUSED("resume", "delete"),
    /** Its receiver has answered 410: it wants no more. */
    DISABLED("resume", "delete");

    private final List<String> moves;

    SubscriptionStatus(String... moves) {
        this.moves = List.of(moves);
    }

    List<String> moves() {
        return moves;
    }

    /** Whether changes are stored for it. */
    boolean follows() {
        return this == PENDING || this == ACTIVE;
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
