package org.communique.editorial;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where a working copy stands. */
public enum DraftState {
    /** Being written. */
    DRAFT("publish", "schedule", "discard"),
    /** Goes live by itself. */
    SCHEDULED("publish", "schedule", "unschedule", "discard"),
    /** Fell due and could not be published. */
    SCHEDULE_FAILED("publish", "schedule", "unschedule", "discard"),
    /** Equal to what is live: nobody has touched it. */
    LIVE();

    private final List<String> moves;

    DraftState(String... moves) {
        this.moves = List.of(moves);
    }

    /** The moves that are possible. */
    List<String> moves() {
        return moves;
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> stored() {
        return Arrays.stream(values())
                .filter(state -> state != LIVE)
                .map(DraftState::wire)
                .toList();
    }

    static DraftState byWire(String wire) {
        return Arrays.stream(values())
                .filter(state -> state.wire().equals(wire))
                .findFirst()
                .orElseThrow();
    }
}
