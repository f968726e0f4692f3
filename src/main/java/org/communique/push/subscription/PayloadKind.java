package org.communique.push.subscription;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much a webhook is told: that something changed, or the release as the change left it too. */
public enum PayloadKind {
    THIN,
    FULL;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PayloadKind byWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
