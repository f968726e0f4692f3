package org.communique.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a key may be allowed to do. */
public enum Scope {
    WRITE_DRAFTS("write:drafts"),
    PUBLISH("publish"),
    RETRACT("retract"),
    READ_EMBARGOED("read:embargoed"),
    WRITE_TERMS("write:terms"),
    SUBSCRIBE("subscribe"),
    IMPORT("import"),
    READ_AUDIT("read:audit"),
    ADMIN("admin");

    private final String wire;

    Scope(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    /** The scope and those it implies: {@code admin} all, {@code import} what an archive may do. */
    Set<Scope> implied() {
        return switch (this) {
            case ADMIN -> EnumSet.allOf(Scope.class);
            case IMPORT -> EnumSet.of(IMPORT, PUBLISH, RETRACT, WRITE_TERMS);
            default -> EnumSet.of(this);
        };
    }

    static Optional<Scope> byWire(String wire) {
        return Arrays.stream(values()).filter(scope -> scope.wire.equals(wire)).findFirst();
    }
}
