package org.communique.push.subscription;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Whether the receiver has it. */
public enum DeliveryState {
    /** Not yet accepted, or not yet acknowledged by one who pulls. */
    PENDING,
    DELIVERED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> wires() {
        return Arrays.stream(values()).map(DeliveryState::wire).toList();
    }

    public static DeliveryState byWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
